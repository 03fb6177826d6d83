"""The PDF that comes along with an application or an answer, and who gets it."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from members.admission.flows import applying, exchanging, forgetting
from members.admission.links import application_token
from members.admission.models import Application, Attachment
from members.vetting.flows import taking
from tests.factories import files
from tests.factories.admission import answers, fill_in, make_draft, step_page
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def sent(name="Ansættelsesbrev.pdf", content=None):
    return SimpleUploadedFile(
        name, files.pdf("Ansat i Skanderborg") if content is None else content
    )


def post(client, application, file, **changes):
    return client.post(
        step_page(application, 3), {**answers(application, 3, **changes), "pdf": file}
    )


def test_a_pdf_is_attached_replaced_and_taken_away_with_its_file(
    client, django_capture_on_commit_callbacks
):
    application = make_draft()
    assert post(client, application, sent()).status_code == 302
    first = Attachment.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        post(client, application, sent("Nyt.pdf"))
    second = Attachment.objects.get()
    assert (second.name, default_storage.exists(first.file.name)) == ("Nyt.pdf", False)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(step_page(application, 3), {"remove": second.pk})
    assert not Attachment.objects.exists()
    assert not default_storage.exists(second.file.name)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("Stor.pdf", b"%PDF-1.7\n" + b"0" * 11 * 1024 * 1024, "10 MB"),
        ("Brev.pdf", files.pdf("Borgeren 010190-1234 klagede"), "CPR"),
        ("010190-1234.pdf", None, "CPR"),
        ("Brev.docx", files.word("Ansat"), "PDF"),
        ("Brev.pdf", files.word("Ansat"), "Brev.pdf"),
        ("Brev.pdf", b"", "Brev.pdf"),
    ],
    ids=["11 MB", "CPR inside", "CPR in the name", "Word", "disguised", "empty"],
)
def test_what_cannot_be_attached_is_said_and_the_rest_is_kept(client, name, content, words):
    application = make_draft()
    answer = post(client, application, sent(name, content), motivation="Det står her endnu.")
    assert answer.status_code == 200
    (error,) = answer.context["form"].errors["pdf"]
    assert words in error
    assert "010190-1234" not in answer.text
    assert "Det står her endnu." in answer.text
    application.refresh_from_db()
    assert application.motivation == "Det står her endnu."
    assert not Attachment.objects.exists()


def test_the_file_is_for_its_applicant_and_those_who_vet(client, desk, vetter):
    application = make_draft()
    stranger, desk_client = type(client)(), desk
    post(stranger, application, sent())
    file = Attachment.objects.get()
    own = reverse("admission:file", args=[application_token(application), file.pk])
    theirs = reverse("admission:file", args=[application_token(make_draft()), file.pk])
    for_vetters = reverse("admission:file_of_case", args=[file.pk])
    answer = stranger.get(own)
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert stranger.get(theirs).status_code == 404
    assert desk_client.get(for_vetters).status_code == 404, "a draft is its writer's alone"
    fill_in(stranger, application)
    applying.submit(application=application)
    assert desk_client.get(for_vetters).status_code == 200
    member = type(client)()
    member.force_login(make_member())
    assert member.get(for_vetters).status_code == 403


def test_an_answer_brings_a_file_to_the_case_and_what_is_forgotten_leaves_none(
    client, desk, vetter, django_capture_on_commit_callbacks
):
    application = make_draft()
    fill_in(client, application)
    application = taking.take(application=applying.submit(application=application), by=vetter)
    exchanging.ask(
        application=application,
        kind="more",
        text="Send din funktionsbeskrivelse.",
        due_on=timezone.localdate() + timedelta(days=7),
        by=vetter,
    )
    page = reverse("admission:answer", args=[application_token(application)])
    refused = client.post(page, {"text": "Her er den.", "pdf": sent("Brev.docx", files.word("x"))})
    assert refused.context["form"].errors["pdf"] and "Her er den." in refused.text
    assert client.post(page, {"text": "Her er den.", "pdf": sent()}).status_code == 302
    file = Attachment.objects.get()
    assert file.exchange.answer == "Her er den."
    case = desk.get(reverse("admission_desk:case", args=[application.pk]))
    _before, _heading, asked = case.text.partition("Spurgt og svaret")
    of_case = reverse("admission:file_of_case", args=[file.pk])
    assert asked.index("funktionsbeskrivelse") < asked.index("Her er den.") < asked.index(of_case)
    assert desk.get(of_case)["Content-Disposition"].startswith("attachment")
    with django_capture_on_commit_callbacks(execute=True):
        forgetting.anonymise(applications=Application.objects.all(), by=None)
    assert not default_storage.exists(file.file.name)
    assert not application.functions.exists()
    exchange = application.exchanges.get()
    assert "funktionsbeskrivelse" not in exchange.text and "Her" not in exchange.answer

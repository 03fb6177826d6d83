"""Files under questions and answers: who may fetch them, and what becomes of them."""

import re

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from forum.questions import finding, flows, queries, rules
from forum.questions.models import Attachment, QuestionEvent
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from portal.ui import uploads
from tests.factories import files
from tests.factories.forum import make_answer, make_attachment, make_draft, make_question
from tests.forum.attaching import sent, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]


@pytest.fixture
def question(personas):
    return make_question(personas.member)


# --- fetching ----------------------------------------------------------------------------------------
def test_a_file_is_for_those_who_may_read_the_text(client, personas):
    narrow = make_question(personas.member, audience=personas.group)
    under_question = make_attachment(narrow)
    under_answer = make_attachment(make_answer(narrow, personas.coordinator))
    for file in (under_question, under_answer):
        for name, user in personas.all().items():
            allowed = rules.may_view(user, narrow)
            assert rules.may_open(user, queries.attachments().get(pk=file.pk)) == allowed, name
            if user.is_authenticated:
                client.force_login(user)
                found = client.get(file.get_absolute_url()).status_code
                assert found == (200 if allowed else 403 if not rules.may_enter(user) else 404), (
                    name
                )


def test_a_wrong_name_and_a_foreign_file_are_answered_alike(client, personas, question):
    file = make_attachment(question)
    narrow = make_attachment(make_question(personas.member, audience=personas.group))
    client.force_login(personas.other_coordinator)
    wrong = client.get(reverse("questions:attachment", args=[file.pk, "Andet.docx"]))
    foreign = client.get(narrow.get_absolute_url())
    absent = client.get(reverse("questions:attachment", args=[10**6, "Notat.docx"]))
    assert wrong.status_code == foreign.status_code == absent.status_code == 404
    same = {
        re.sub(r"/spoerg/fil/[^\"]*|(?:nonce|value)=\"[^\"]*\"", "", page.text)
        for page in (wrong, foreign, absent)
    }
    assert len(same) == 1


def test_a_file_is_handed_out_to_its_reader_alone(client, personas, question):
    file = make_attachment(question)
    photo = make_attachment(question, "Foto.png", files.picture("PNG"))
    client.force_login(personas.coordinator)
    answer = client.get(file.get_absolute_url())
    assert answer.content.startswith(b"PK")
    assert answer["Content-Disposition"] == 'attachment; filename="Notat.docx"'
    assert answer["Cache-Control"] == "private, no-store" and "ETag" not in answer
    assert answer["X-Content-Type-Options"] == "nosniff"
    shown = client.get(photo.get_absolute_url())
    assert shown["Content-Type"] == "image/png"
    assert shown["Content-Disposition"].startswith("inline")


def test_a_drafts_file_is_its_owners_alone(client, personas):
    upload = uploads.taken(sent("Notat.docx", files.word("Tekst")))
    flows.keep_files(question=None, uploads=[upload], by=personas.member)
    file = Attachment.objects.get()
    for name, user in personas.all().items():
        if user.is_authenticated:
            client.force_login(user)
            found = client.get(file.get_absolute_url()).status_code
            assert (found == 200) == (name == "member"), name


def test_a_file_that_is_lost_in_the_storage_is_not_there(client, personas, question):
    file = make_attachment(question)
    default_storage.delete(file.file.name)
    client.force_login(personas.member)
    assert client.get(file.get_absolute_url()).status_code == 404


# --- searching, changing, deleting -------------------------------------------------------------------
def test_the_search_finds_what_stands_in_a_file(personas, question):
    make_attachment(question, content=files.word("Om kvindekrisecentret"))
    other = make_question(personas.member)
    make_attachment(make_answer(other, personas.coordinator), "Husorden.docx")
    assert list(finding.search_for(personas.editor, "kvindekrisecentret")) == [question]
    assert list(finding.search_for(personas.editor, "husorden")) == [other]


def test_attaching_and_removing_stand_in_the_history(client, personas, question):
    answer = make_answer(question, personas.coordinator)
    client.force_login(personas.coordinator)
    address = reverse("questions:answer_files", args=[answer.pk])
    chosen = {"attached": [sent("Notat.docx", files.word("Om kvindekrisecentret"))]}
    assert client.post(address, chosen).status_code == 302
    file = answer.attachments.get()
    assert "Notat.docx" in client.get(address).text
    client.post(address, {"remove": file.pk})
    assert not answer.attachments.exists()
    answer.refresh_from_db()
    assert answer.edited_at is not None
    history = client.get(answer.history_address).text
    assert "<ins>" in history and "Vedhæftet: " in history and "<del>" in history
    assert not finding.search_for(personas.member, "kvindekrisecentret")
    assert not [event for event in QuestionEvent.objects.all() if "Notat.docx" in event.html]
    assert (
        list(
            Entry.objects.filter(action__contains="tached").values_list("action", flat=True)
        ).count("questions.detached")
        == 1
    )


def test_only_the_writer_attaches_and_those_who_keep_order_remove_too(client, personas, question):
    upload = uploads.taken(sent("Notat.docx", files.word("Tekst")))
    for name, user in personas.all().items():
        if name != "member":
            with pytest.raises(Refused):
                flows.attach(post=question, upload=upload, by=user)
        file = make_attachment(question)
        if name == "member" or rules.may_moderate(user):
            flows.detach(attachment=file, by=user)
        else:
            with pytest.raises(Refused):
                flows.detach(attachment=file, by=user)
            file.delete()
    assert [rules.may_moderate(user) for user in personas.all().values()].count(True) >= 1
    client.force_login(personas.coordinator)
    address = reverse("questions:question_files", args=[question.pk])
    assert client.get(address).status_code == client.post(address).status_code == 403
    client.force_login(personas.member)
    foreign = make_attachment(make_question(personas.member))
    assert client.post(address, {"remove": foreign.pk}).status_code == 404


def test_a_file_that_somebody_else_removes_is_gone_everywhere_and_its_author_told(
    client, personas, question, own_storage, django_capture_on_commit_callbacks
):
    answer = make_answer(question, personas.coordinator, anonymous=True)
    file = make_attachment(answer, "Borger Hansen.docx", files.word("Om kvindekrisecentret"))
    kept = make_attachment(answer, "Skema.docx")
    client.force_login(personas.administrator)
    page = client.get(reverse("questions:delete_answer", args=[answer.pk])).text
    address = reverse("questions:answer_files", args=[answer.pk])
    assert address in page
    shown = client.get(address).text
    assert "Borger Hansen.docx" in shown and 'type="file"' not in shown
    assert "Susanne" not in shown
    assert client.post(address, {"attached": [sent("A.docx", files.word("A"))]}).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, {"remove": file.pk}).status_code == 302
        assert len(stored(own_storage)) == 2, "until it is certain"
    assert len(stored(own_storage)) == 1
    assert client.get(file.get_absolute_url()).status_code == 404
    assert list(answer.attachments.all()) == [kept]
    assert not finding.search_for(personas.member, "kvindekrisecentret")
    events = list(QuestionEvent.objects.filter(question=question))
    assert (events[-1].kind, "Skema.docx" in events[-1].html) == ("withdrawn", True)
    assert not [each for each in events if "Borger Hansen" in each.html]
    entry = Entry.objects.get(action="questions.detached")
    assert (entry.by_id, entry.facts["removed"]) == (personas.administrator.pk, True)
    (notice,) = Notice.objects.filter(kind="file-removed")
    assert notice.recipient == personas.coordinator and "Borger" not in notice.title
    assert "Borger Hansen.docx" in client.get(answer.history_address).text
    flows.detach(attachment=file, by=personas.administrator)
    assert Notice.objects.filter(kind="file-removed").count() == 1, (
        "the second time nothing happens"
    )


def test_nobody_is_told_of_the_file_they_remove_themselves(personas, question):
    flows.detach(attachment=make_attachment(question), by=personas.member)
    assert not Notice.objects.filter(kind="file-removed")


def test_a_locked_questions_files_are_left_to_those_who_keep_order(personas, question):
    file = make_attachment(question)
    flows.lock(question=question, note="Vi ser på det.", by=personas.administrator)
    upload = uploads.taken(sent("Notat.docx", files.word("Tekst")))
    for deed in (
        lambda: flows.detach(attachment=file, by=personas.member),
        lambda: flows.attach(post=question, upload=upload, by=personas.member),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.codes == ["locked"]
    flows.detach(attachment=file, by=personas.administrator)
    assert not Attachment.objects.exists()


def test_an_anonymous_writers_files_name_nobody(personas, question):
    answer = make_answer(question, personas.coordinator, anonymous=True)
    make_attachment(answer)
    assert Entry.objects.get(action="questions.attached").by_id is None


def test_a_deleted_text_takes_file_words_and_name_along(
    personas, question, own_storage, django_capture_on_commit_callbacks
):
    answer = make_answer(question, personas.coordinator)
    make_attachment(answer, content=files.word("Om kvindekrisecentret"))
    make_attachment(question, content=files.word("Om krisecentret"))
    with django_capture_on_commit_callbacks(execute=True):
        flows.delete_answer(answer=answer, by=personas.coordinator)
        assert len(stored(own_storage)) == 2, "until it is certain"
    assert not finding.search_for(personas.member, "kvindekrisecentret")
    assert len(stored(own_storage)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        flows.delete_question(question=question, by=personas.member)
    assert stored(own_storage) == [] and not Attachment.objects.exists()


def test_a_discarded_draft_takes_its_files_along(
    personas, own_storage, django_capture_on_commit_callbacks
):
    make_draft(personas.member)
    upload = uploads.taken(sent("Notat.docx", files.word("Tekst")))
    flows.keep_files(question=None, uploads=[upload], by=personas.member)
    assert stored(own_storage) == [".docx"]
    with django_capture_on_commit_callbacks(execute=True):
        flows.discard(question=None, by=personas.member)
    assert stored(own_storage) == []


def test_a_file_whose_row_cannot_be_written_is_not_left_behind(personas, own_storage, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the table is away")

    monkeypatch.setattr(Attachment, "save_base", broken)
    upload = uploads.taken(sent("Notat.docx", files.word("Tekst")))
    with pytest.raises(RuntimeError):
        flows.keep_files(question=None, uploads=[upload], by=personas.member)
    assert stored(own_storage) == []

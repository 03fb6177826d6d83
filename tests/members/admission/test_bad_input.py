"""Whatever is wrong with what somebody sends, they are told plainly in Danish, what they typed stands there
still, and nothing is half stored."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.admission.enums import State
from members.admission.links import application_token
from members.admission.models import Application, Attachment, Invitation
from members.onboarding.models import Onboarding
from members.people.models import Membership
from members.vetting.flows import asking
from members.vetting.models import Letter
from tests.factories import files
from tests.factories.admission import answers, fill_in, make_application, make_draft, step_page
from tests.factories.people import municipality
from tests.factories.vetting import in_days, make_heard

pytestmark = pytest.mark.django_db

CPR = "Sagen om 010190-1234 fik mig hertil."


def big() -> SimpleUploadedFile:
    return SimpleUploadedFile("Stor.pdf", b"%PDF-1.7\n" + b"0" * 11 * 1024 * 1024)


def small(words: str = "Ansat") -> SimpleUploadedFile:
    return SimpleUploadedFile("Brev.pdf", files.pdf(words))


@pytest.fixture
def asked(vetter):
    """An applicant who has been asked for more, and the address that their answer is posted to."""
    application = make_application()
    asking.ask(application=application, text="Hvor mange?", due_on=in_days(), by=vetter)
    return application, reverse("admission:answer", args=[application_token(application)])


def test_an_unknown_municipality(client):
    application = make_draft()
    given = answers(application, 2, municipality=999_999, head="Bente Brandt", role="staff")
    page = client.post(step_page(application, 2), given)
    (error,) = page.context["places"][0].errors["municipality"]
    assert error == "Vælg en kommune fra listen." and error in page.text
    assert "Bente Brandt" in page.text and page.context["form"]["role"].value() == "staff"
    application.refresh_from_db()
    assert (application.municipality, application.functions.count()) == (None, 0)


def test_a_broken_link(client):
    page = client.post(reverse("admission:preview", args=["brudt-link"]))
    assert page.status_code == 410
    assert "Linket virker ikke" in page.text and reverse("admission:start") in page.text
    assert not Application.objects.exists()


def test_a_second_tab(client):
    application = make_draft()
    old = answers(application, 1, title="Skrevet i den gamle fane")
    client.post(step_page(application, 1), answers(application, 1, title="Jurist"))
    page = client.post(step_page(application, 1), old)
    assert "nyere" in page.text and "Skrevet i den gamle fane" in page.text
    application.refresh_from_db()
    assert application.title == "Jurist"


@pytest.mark.parametrize(
    ("upload", "words"), [(big, "10 MB"), (lambda: small(CPR), "CPR")], ids=["11 MB", "CPR inside"]
)
def test_a_file_that_cannot_come_along_with_an_answer(client, asked, upload, words):
    application, address = asked
    page = client.post(address, {"text": "Vi er tre, se filen.", "pdf": upload()})
    assert words in page.context["form"].errors["pdf"][0]
    assert "Vi er tre, se filen." in page.text and "Der er" in page.text
    application.refresh_from_db()
    assert application.state == State.ASKED and not Attachment.objects.exists()
    assert application.exchanges.get().answer == ""


@pytest.mark.parametrize(
    ("step", "field"), [(1, "name"), (1, "title"), (2, "head"), (3, "motivation")]
)
def test_a_cpr_number_in_an_application(client, step, field):
    application = make_draft()
    given = answers(application, step, **{field: CPR})
    page = client.post(step_page(application, step), given)
    assert page.status_code == 200 and "CPR-nummer" in page.text
    assert CPR in page.text, "what was typed is there to be mended"
    for row in (*Application.objects.values_list(), *application.functions.values_list()):
        assert "010190" not in str(row)


def test_a_cpr_number_in_an_answer(client, asked):
    application, address = asked
    page = client.post(address, {"text": CPR})
    assert "CPR-nummer" in page.text and CPR in page.text
    application.refresh_from_db()
    assert application.state == State.ASKED and application.exchanges.get().answer == ""


def test_a_cpr_number_in_a_letter(desk, vetter):
    application = make_application()
    make_heard(application, vetter)
    sent = Letter.objects.count()
    address = reverse("admission_desk:write", args=[application.pk, "afslag"])
    form = desk.get(address).context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    given |= {"text": CPR, "remedy": "Søg igen til foråret.", "step": "send"}
    page = desk.post(address, given)
    assert "CPR-nummer" in page.text
    assert CPR in page.text and "Søg igen til foråret." in page.text
    application.refresh_from_db()
    assert application.state == State.IN_VETTING and Letter.objects.count() == sent


def test_a_double_click_on_handing_in(client):
    application = make_draft()
    fill_in(client, application)
    address = reverse("admission:preview", args=[application_token(application)])
    client.post(address)
    page = client.post(address, follow=True)
    assert page.status_code == 200 and "Vi har allerede din ansøgning." in page.text


def test_a_double_click_on_admitting(desk):
    application = make_application()
    address = reverse("admission_desk:approve", args=[application.pk])
    first, second = (desk.post(address, follow=True) for _click in range(2))
    assert "er optaget, og invitationen er på vej" in first.text
    assert "var allerede optaget" in second.text
    counted = [each.objects.count() for each in (Invitation, Onboarding)]
    application.refresh_from_db()
    own = Membership.objects.filter(person=application.person).count()
    assert (counted, own, Letter.objects.count()) == ([1, 1], 1, 1)


def test_an_old_link_to_the_inbox_with_choices_that_are_none(desk):
    make_application()
    given = {"kommune": "999999", "tilstand": "opfundet", "visitator": "x", "sorter": "x"}
    page = desk.get(reverse("admission_desk:inbox"), given)
    assert page.status_code == 200 and len(page.context["page_obj"]) == 1
    assert municipality("Skanderborg").name in page.text

"""The secretariat's desk for requests about one's own data, and erasing the one who has asked for it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from members.people.enums import Role
from members.people.flows import membership
from members.people.models import User
from portal.audit.models import Entry
from portal.notices import tasks as delivery
from portal.notices.models import OutgoingMail
from portal.retention.enums import Kind
from portal.retention.flows import asking, erase_person, erase_what_has_run_out
from portal.retention.models import DataRequest, Leftover
from portal.ui.desk import DESKS
from tests.factories.people import make_former, make_member, make_secretariat, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("retention_desk:requests")


@pytest.fixture
def asta():
    return make_secretariat(name="Asta Administrator")


@pytest.fixture
def desk(client, asta):
    client.force_login(asta)
    return client


def ask(person, kind=Kind.CORRECTION, words="Ret min titel"):
    return asking.ask(person=person, kind=kind, words=words, by=person)


def page_of(made) -> str:
    return reverse("retention_desk:request", args=[made.pk])


def test_whose_day_comes_first_stands_on_top_with_the_days_left(desk, asta):
    late, soon, new = (ask(make_user(f"Ansøger {name}")) for name in ("Sent", "Snart", "Ny"))
    today = timezone.localdate()
    for made, days in ((late, -1), (soon, 5)):
        DataRequest.objects.filter(pk=made.pk).update(
            received_on=today - timedelta(days=31), due_on=today + timedelta(days=days)
        )
    page = desk.get(LIST)
    assert [each.pk for each in page.context["page_obj"]] == [late.pk, soon.pk, new.pk]
    assert "Fristen er overskredet" in page.text and "5 dage tilbage" in page.text
    (registered,) = [each for each in DESKS if each.url_name == "retention_desk:requests"]
    assert registered.waits(asta) == 3
    # Nothing waits: the page says what would be here.
    DataRequest.objects.all().delete()
    assert "Intet venter her." in desk.get(LIST).text


def test_a_correction_is_answered_and_leaves_the_list(desk):
    made = ask(make_former())
    page = desk.get(page_of(made)).text
    assert "Ret min titel" in page and reverse("people_desk:correct", args=[made.person_id]) in page
    desk.post(page_of(made), {"outcome": "done", "answer": "Titlen er rettet."})
    made.refresh_from_db()
    assert (made.outcome, made.answer, made.answered_by.name) == (
        "done",
        "Titlen er rettet.",
        "Asta Administrator",
    )
    assert made.person.name not in desk.get(LIST).text
    assert made.person.name in desk.get(LIST, {"vis": "besvarede"}).text
    # A second tab that still has the form changes nothing.
    desk.post(page_of(made), {"outcome": "refused", "answer": "Nej."})
    made.refresh_from_db()
    assert made.outcome == "done"


def test_a_cpr_number_in_the_answer_is_refused_and_the_words_stay(desk):
    made = ask(make_former())
    answer = desk.post(page_of(made), {"outcome": "done", "answer": "Om 010190-1234."})
    assert "Om 010190-1234." in answer.text
    made.refresh_from_db()
    assert made.is_open and not OutgoingMail.objects.filter(template__endswith="answered").exists()


def test_what_came_by_phone_is_written_down_and_counted_from_its_day(desk, asta):
    person, day = make_former(), timezone.localdate() - timedelta(days=3)
    address = reverse("retention_desk:write_down", args=[person.pk])
    assert desk.get(address).status_code == 200
    given = {"kind": "correction", "received_on": str(day), "words": ""}
    assert "Skriv, hvad der skal rettes." in desk.post(address, given).text
    tomorrow = timezone.localdate() + timedelta(days=1)
    late = desk.post(address, {**given, "words": "Ny titel", "received_on": str(tomorrow)})
    assert "Vælg i dag eller en dag, der er gået." in late.text
    desk.post(address, {**given, "words": "Ny titel"})
    desk.post(address, {**given, "words": "Ny titel"})  # a second click
    made = DataRequest.objects.get()
    assert (made.received_on, made.written_by, made.person) == (day, asta, person)
    delivery.deliver_due.call()
    (receipt,) = [letter for letter in mail.outbox if letter.to == [person.email]]
    assert "Sekretariatet har skrevet det ned for dig." in receipt.body
    assert asta.name not in receipt.body


def test_ones_own_request_is_for_a_colleague(desk, asta):
    made = ask(asta)
    page = desk.get(page_of(made))
    assert "Det er din egen anmodning." in page.text and page.context["form"] is None
    desk.post(page_of(made), {"outcome": "done", "answer": "Ja."})
    made.refresh_from_db()
    assert made.is_open


@pytest.mark.parametrize("role", [Role.SECRETARIAT_EDITOR, Role.HOTLINE_JURIST])
def test_the_rest_of_the_secretariat_stays_outside(client, role):
    made = ask(make_former())
    client.force_login(make_secretariat(role, "Rikke Redaktør"))
    for address in (
        LIST,
        page_of(made),
        reverse("retention_desk:write_down", args=[made.person_id]),
    ):
        assert client.get(address).status_code in (302, 403)
    assert client.post(page_of(made), {"outcome": "done", "answer": "Ja."}).status_code in (
        302,
        403,
    )
    made.refresh_from_db()
    assert made.is_open


def test_the_number_of_queries_does_not_grow_with_the_requests(desk):
    counts = []
    desk.get(LIST)
    for more in (1, 2, 27):
        for _place in range(more):
            ask(make_user("Ansøger Andersen"))
        with CaptureQueriesContext(connection) as queries:
            desk.get(LIST)
        counts.append(len(queries))
    assert len(set(counts)) == 1


# --- erasing the one who asks ----------------------------------------------------------------------------
def test_a_member_who_asks_to_be_erased_is_ended_first_and_then_erased(desk):
    person = make_member("Zebulon Zzyxholm")
    made = ask(person, Kind.DELETION, "Gerne snart, Zebulon")
    page = desk.get(page_of(made)).text
    assert reverse("people_desk:end_membership", args=[person.pk]) in page
    erase = reverse("retention_desk:erase", args=[person.pk])
    assert "Medlemskabet skal afsluttes først." in desk.post(erase, {"words": ""}).text
    membership.end_membership(person=person, by=None)
    assert erase in desk.get(page_of(made)).text
    assert "Den sidste mail" in desk.get(erase).text
    address = person.email
    assert "Den sidste mail er på vej" in desk.post(erase, {"words": "Tak for din tid."}).text
    made.refresh_from_db()
    assert (made.outcome, made.words, made.answer) == ("done", "", "")
    assert made.closed_at is not None and made.answered_by is not None
    letter = OutgoingMail.objects.get(address=address)
    assert letter.leaves_no_trace and letter.recipient is None
    delivery.deliver_due.call()
    (sent,) = [each for each in mail.outbox if each.subject == "Du er slettet fra portalen"]
    assert sent.to == [address] and "Tak for din tid." in sent.body
    assert not OutgoingMail.objects.filter(address=address).exists()
    assert Entry.objects.filter(action="notices.last_letter_sent").count() == 1
    # The page of the request says what came of it, and of whom nothing.
    after = desk.get(page_of(made)).text
    assert "Tidligere medlem" in after and "Zebulon" not in after and address not in after


def test_a_last_letter_in_the_language_that_was_the_persons(desk):
    person = make_former()
    User.objects.filter(pk=person.pk).update(language="en")
    person.refresh_from_db()
    ask(person, Kind.DELETION, "")
    desk.post(reverse("retention_desk:erase", args=[person.pk]), {"words": ""})
    delivery.deliver_due.call()
    assert "You are erased from the portal" in {each.subject for each in mail.outbox}


def test_a_last_letter_that_cannot_be_sent_is_not_kept_either(asta, monkeypatch):
    person = make_former()
    address = person.email
    ask(person, Kind.DELETION, "")
    OutgoingMail.objects.all().delete()
    erase_person(person=person, by=asta)

    def broken(self):
        raise OSError("no such mailbox")

    monkeypatch.setattr("portal.notices.message.Letter.send", broken)
    for _attempt in range(len(delivery.DELAYS) + 1):
        assert OutgoingMail.objects.get().address == address
        OutgoingMail.objects.update(next_attempt_at=timezone.now())
        delivery.deliver_due.call()
    assert not OutgoingMail.objects.exists()
    assert Entry.objects.filter(action="notices.last_letter_lost").count() == 1


def test_a_cpr_number_in_the_last_letter_erases_nobody(desk):
    person = make_former()
    ask(person, Kind.DELETION, "")
    desk.post(reverse("retention_desk:erase", args=[person.pk]), {"words": "Om 010190-1234."})
    person.refresh_from_db()
    assert person.name == "Bodil Friis" and DataRequest.objects.get().is_open


def test_whoever_has_not_asked_gets_no_letter(desk):
    person = make_former()
    page = reverse("retention_desk:erase", args=[person.pk])
    assert "Den sidste mail" not in desk.get(page).text
    desk.post(page)
    assert not OutgoingMail.objects.exists()


def test_a_request_that_outlives_the_profile_is_settled_by_the_night():
    person = make_former()
    address = person.email
    made = ask(person, Kind.DELETION, "Gerne snart")
    erase_what_has_run_out(now=timezone.now() + timedelta(days=200), by=None)
    made.refresh_from_db()
    assert (made.outcome, made.words, made.answered_by) == ("done", "", None)
    assert OutgoingMail.objects.get(template="retention/mail/erased").address == address


# --- what is left for a hand -----------------------------------------------------------------------------
def test_what_a_machine_cannot_mend_stays_on_a_list_until_somebody_has_looked(desk, asta):
    person = make_former("Zebulon Zzyxholm")
    page = Page.objects.get(slug="privatliv").specific
    page.body = [("paragraph", "<p>Spørg Zebulon Zzyxholm.</p>")]
    page.save()
    erase = reverse("retention_desk:erase", args=[person.pk])
    answer = desk.post(erase)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert edit in answer.text
    (leftover,) = Leftover.objects.filter(person=person)
    assert (leftover.row, leftover.field) == (str(page.pk), "body")
    assert "Zebulon" not in str(leftover)
    # Found again later, from the list and from the account.
    account = reverse("retention_desk:person", args=[person.pk])
    assert account in desk.get(LIST).text
    assert edit in desk.get(account).text
    looked = reverse("retention_desk:looked_at", args=[leftover.pk])
    assert desk.get(looked).status_code == 405
    desk.post(looked)
    assert not Leftover.objects.exists()
    assert edit not in desk.get(account).text
    assert desk.post(looked).status_code == 404


@pytest.mark.parametrize("model", ["wagtailcore.Page", "gone.Model"])
def test_a_place_whose_row_is_gone_says_so(desk, model):
    person = make_former()
    person.leftovers.create(model=model, row="999999", field="title")
    assert desk.get(LIST).context["leftovers"] == [person.pk]
    assert (
        "Det findes ikke længere"
        in desk.get(reverse("retention_desk:person", args=[person.pk])).text
    )

"""The secretariat's list: who stands on it, what it says, and what can be done from it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.confirmation import flows, queries
from members.confirmation.enums import State
from members.confirmation.models import Confirmation
from members.confirmation.rules import state_of
from members.membership.flows import absence, suspending
from members.people.flows import membership
from members.people.models import Suspension
from portal.audit.models import Entry
from tests.factories.people import Personas, make_member

from .conftest import MONDAY, working_days_after

pytestmark = pytest.mark.django_db
LIST = reverse("confirmation_desk:list")


def names(answer) -> list[str]:
    return [row.person.name for row in answer.context["page_obj"]]


def unanswered(name: str, at: str = "Vejle") -> Confirmation:
    return Confirmation.objects.create(
        person=make_member(name, at),
        year=2027,
        asked_at=MONDAY,
        reminders=2,
        reminded_at=working_days_after(MONDAY, 20),
    )


def test_one_stands_on_the_list_ten_working_days_after_the_last_reminder(
    desk, clock, silent, secretariat
):
    clock(working_days_after(MONDAY, 29))
    assert names(desk.get(LIST)) == [] and queries.waiting_count(secretariat) == 0
    clock(working_days_after(MONDAY, 30))
    assert names(desk.get(LIST)) == ["Mette Holm"] and queries.waiting_count(secretariat) == 1


def test_a_row_says_what_a_call_needs(desk, silent, member):
    page = desk.get(LIST).text
    for words in ("Mette Holm", "Odense", member.email, "tel:+4512345678", "4. januar 2027"):
        assert words in page, words
    assert "2 gange" in page


def test_year_and_state_stand_in_the_address(desk, silent, clock):
    new = make_member("Ny Svarer", "Faxe")
    Confirmation.objects.create(person=new, year=2027, asked_at=MONDAY, confirmed_at=MONDAY)
    old = make_member("Gammel Tid", "Faxe")
    Confirmation.objects.create(person=old, year=2026, asked_at=MONDAY - timedelta(days=365))
    assert names(desk.get(LIST)) == ["Mette Holm"]
    assert names(desk.get(LIST, {"vis": "bekraeftede"})) == ["Ny Svarer"]
    assert names(desk.get(LIST, {"vis": "venter", "aar": "2026"})) == ["Gammel Tid"]
    assert names(desk.get(LIST, {"vis": "vrøvl", "aar": "1066"})) == ["Mette Holm"]


def test_list_and_rule_say_the_same_on_every_day(clock, secretariat, silent):
    Confirmation.objects.create(
        person=make_member("Anden", "Vejle"), year=2027, asked_at=MONDAY, confirmed_at=MONDAY
    )
    for count in range(0, 60):
        clock(MONDAY + timedelta(days=count))
        for row in Confirmation.objects.all():
            under = [state for state in State if row in queries.rows(secretariat, 2027, state)]
            assert under == [state_of(row)], (count, row)


def test_the_figures_count_the_same_people(desk, silent, clock):
    soon, late = MONDAY + timedelta(days=6), MONDAY + timedelta(days=8)
    for name, confirmed in (("Ane", soon), ("Bo", late), ("Carl", None)):
        Confirmation.objects.create(
            person=make_member(name, "Faxe"), year=2027, asked_at=MONDAY, confirmed_at=confirmed
        )
    Confirmation.objects.create(person=make_member("Ditte", "Faxe"), year=2027, confirmed_at=late)
    away = make_member("Eva", "Faxe")
    absence.begin(
        person=away, starts_on=date(2026, 12, 1), ends_on=None, deputy=None, note="", by=away
    )
    membership.end_membership(person=unanswered("Forbi").person, by=None)
    away.memberships.update(admitted_at=MONDAY - timedelta(days=300))
    found = desk.get(LIST).context["figures"]
    assert found == queries.Figures(
        asked=4, confirmed=2, soon=1, waiting=1, unanswered=1, unasked=1, away=1
    )
    assert found.share == 50
    assert "1 medlem er på orlov" in desk.get(LIST).text


def test_an_empty_list_says_what_would_stand_there(desk):
    assert "Ingen er spurgt endnu" in desk.get(LIST).text


def test_the_secretariat_confirms_for_somebody_it_has_talked_to(desk, silent, member, secretariat):
    answer = desk.post(
        reverse("confirmation_desk:confirm", args=[silent.pk]), {"vis": "ubekraeftede"}, follow=True
    )
    assert answer.redirect_chain == [(f"{LIST}?aar=2027&vis=ubekraeftede", 302)]
    assert names(answer) == [] and "Oplysningerne for Mette Holm er bekræftet." in answer.text
    silent.refresh_from_db()
    assert silent.by_secretariat and silent.confirmed_at is not None
    entry = Entry.objects.get(action="confirmation.confirmed")
    assert (entry.by_id, entry.about_id) == (secretariat.pk, member.pk)


def test_the_hearing_opens_with_its_reasons_and_suspends_nobody(desk, silent, member):
    address = f"{reverse('people_desk:suspend', args=[member.pk])}?grund=ubekraeftet"
    assert address in desk.get(LIST).text
    page = desk.get(address).text
    assert "Den 4. januar 2027 spurgte vi dig" in page
    assert not Suspension.objects.exists()
    assert "spurgte vi dig" not in desk.get(address.partition("?")[0]).text


def test_whoever_is_heard_is_not_heard_twice_and_is_seen_when_they_confirm(
    desk, silent, member, secretariat
):
    suspending.propose(
        person=member,
        reason="Intet svar",
        due_on=timezone.localdate() + timedelta(days=14),
        by=secretariat,
    )
    page = desk.get(LIST).text
    assert "grund=ubekraeftet" not in page and "partshøres" in page
    flows.confirm(person=member, by=member)
    page = desk.get(reverse("people_desk:person", args=[member.pk])).text
    assert "Senest bekræftet den 15. februar 2027." in page
    assert "Oplysninger bekræftet" in page


def test_the_persons_page_says_what_has_been_asked(desk, silent, member):
    page = desk.get(reverse("people_desk:person", args=[member.pk])).text
    assert "Spurgt den 4. januar 2027." in page and "Påmindet 2 gange" in page


def test_whoever_has_left_vanishes_from_the_list(desk, silent, member, secretariat):
    membership.end_membership(person=member, by=None)
    assert names(desk.get(LIST)) == [] and queries.waiting_count(secretariat) == 0


def test_leave_shows_on_the_list(desk, silent, member):
    absence.begin(
        person=member,
        starts_on=timezone.localdate(),
        ends_on=None,
        deputy=None,
        note="",
        by=member,
    )
    assert "på orlov" in desk.get(LIST).text


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_same_people_come_out_as_a_spreadsheet(desk, silent, ending):
    address = reverse("confirmation_desk:export", args=[ending])
    answer = desk.get(address, {"vis": "ubekraeftede"})
    assert answer.status_code == 200
    assert f"bekraeftelser-2027-ubekraeftede.{ending}" in answer["Content-Disposition"]
    if ending == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 2 and lines[1].startswith("Mette Holm;Odense;")
    entry = Entry.objects.get(action="confirmation.exported")
    assert entry.facts == {"year": 2027, "rows": 1}


def test_the_desk_is_closed_to_all_but_those_who_manage_members(client, silent):
    people = Personas()
    for name, user in people.all().items():
        if name in ("stranger", "administrator"):
            continue
        client.force_login(user)
        assert client.get(LIST).status_code != 200, name
        address = reverse("confirmation_desk:confirm", args=[silent.pk])
        assert client.post(address).status_code in (302, 403), name
        assert not queries.round_of(user, 2027).exists(), name
    silent.refresh_from_db()
    assert silent.is_open


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(desk, silent):
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(LIST).status_code == 200
        return len(seen)

    count()
    before = count()
    for number in range(5):
        row = unanswered(f"Nummer {number}", "Faxe")
        absence.begin(
            person=row.person,
            starts_on=timezone.localdate(),
            ends_on=None,
            deputy=None,
            note="",
            by=row.person,
        )
    assert count() == before

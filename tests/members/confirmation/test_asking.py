"""The yearly question: on which day, to whom, and how often one is reminded."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from members.confirmation import flows, tasks
from members.confirmation.models import Confirmation
from members.confirmation.rules import first_day, silent_before
from members.membership.flows import absence
from members.people.flows import membership
from members.people.models import Suspension, User
from portal.audit.models import Entry
from portal.notices.models import Notice, OutgoingMail
from tests.factories.people import make_former, make_member, make_user, suspend

from .conftest import MONDAY, working_days_after

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def asked_people() -> list[str]:
    return sorted(Confirmation.objects.values_list("person__name", flat=True))


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2023, date(2023, 1, 2)),  # New Year's Day is a Sunday
        (2027, date(2027, 1, 4)),  # a Friday
        (2028, date(2028, 1, 3)),  # a Saturday
        (2030, date(2030, 1, 2)),  # a Tuesday
    ],
)
def test_the_question_is_put_on_januarys_first_working_day(year, day):
    assert first_day(year) == day


def test_everyone_is_asked_once_on_the_right_day(clock, member):
    for moment in (MONDAY - 4 * DAY, MONDAY - 3 * DAY, MONDAY - DAY):
        clock(moment)
        assert flows.ask(by=None) == 0
    clock(MONDAY)
    assert flows.ask(by=None) == 1
    assert flows.ask(by=None) == 0
    clock(MONDAY + DAY)
    assert flows.ask(by=None) == 0
    row = member.confirmations.get()
    assert (row.year, row.asked_at, row.reminders, row.confirmed_at) == (2027, MONDAY, 0, None)
    assert Notice.objects.get(recipient=member).url == "/medlemskab/bekraeft/"
    assert OutgoingMail.objects.get(recipient=member).template == "confirmation/mail/asked"
    assert Entry.objects.get(action="confirmation.asked").about_id == member.pk


def test_the_clock_itself_asks_and_reminds(clock, member):
    clock(MONDAY)
    assert tasks.ask_for_confirmation.call() == 1
    clock(working_days_after(MONDAY, 10))
    assert tasks.remind_of_confirmation.call() == 1
    assert tasks.ask_for_confirmation.call() == 0
    assert all(entry.by_id is None for entry in Entry.objects.filter(about_id=member.pk))


def test_a_year_later_everyone_is_asked_anew(clock, asked, member):
    clock(datetime(2028, 1, 3, 6, 30, tzinfo=UTC))
    assert flows.ask(by=None) == 1
    assert [row.year for row in member.confirmations.all()] == [2028, 2027]


@pytest.mark.parametrize("days", [1, 9, 25])
def test_a_morning_on_which_the_portal_was_down_is_made_up_for(clock, member, days):
    clock(MONDAY + days * DAY)
    assert flows.ask(by=None) == (1 if days != 6 else 0)


def test_nobody_is_asked_on_a_day_without_an_office(clock, member):
    clock(MONDAY + 5 * DAY)  # Saturday
    assert flows.ask(by=None) == 0


def test_after_january_the_question_is_not_put_any_more(clock, member):
    clock(datetime(2027, 2, 1, 8, tzinfo=UTC))
    assert flows.ask(by=None) == 0


def test_only_members_of_before_december_are_asked(clock, member):
    make_user("Ansøger Andersen")
    make_former("Bodil Friis")
    suspend(make_member("Sune Sus", "Faxe"))
    last = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
    for name, moment in (("Lige Før", last), ("Lige Efter", last + timedelta(minutes=1))):
        clock(moment)
        make_member(name, "Vejle")
    clock(MONDAY)
    flows.ask(by=None)
    assert asked_people() == ["Lige Før", "Mette Holm"]


def test_whoever_is_on_leave_is_asked_when_they_are_back(clock, member):
    back = date(2027, 3, 15)
    absence.begin(
        person=member,
        starts_on=date(2026, 12, 1),
        ends_on=back,
        deputy=None,
        note="",
        by=member,
    )
    for moment in (MONDAY, datetime(2027, 3, 12, 8, tzinfo=UTC)):
        clock(moment)
        assert flows.ask(by=None) == 0
    clock(datetime(2027, 3, 15, 8, tzinfo=UTC))
    assert flows.ask(by=None) == 1


def test_whoever_has_confirmed_before_the_question_is_not_asked(clock, member):
    clock(MONDAY - DAY)
    flows.confirm(person=member, by=member)
    clock(MONDAY)
    assert flows.ask(by=None) == 0


def test_one_is_reminded_twice_and_no_more(clock, asked, member):
    reminded = []
    for count in range(1, 60):
        clock(working_days_after(MONDAY, count))
        if flows.remind(by=None):
            reminded.append(count)
    assert reminded == [10, 20]
    mails = OutgoingMail.objects.filter(recipient=member).order_by("pk")
    assert [mail.template.rpartition("/")[2] for mail in mails] == ["asked", "reminded", "reminded"]
    stages = Entry.objects.filter(action="confirmation.reminded").order_by("pk")
    assert [entry.facts for entry in stages] == [{"stage": 1}, {"stage": 2}]


def test_reminders_stop_when_one_has_confirmed(clock, asked, member):
    clock(working_days_after(MONDAY, 10))
    assert flows.remind(by=None) == 1
    flows.confirm(person=member, by=member)
    clock(working_days_after(MONDAY, 20))
    assert flows.remind(by=None) == 0


def test_after_a_long_standstill_one_reminder_goes_out_and_not_two(clock, asked):
    clock(working_days_after(MONDAY, 40))
    assert flows.remind(by=None) == 1
    assert flows.remind(by=None) == 0


def test_nobody_is_reminded_on_leave_or_after_leaving(clock, asked, member):
    other = make_member("Anden Andersen", "Vejle")
    Confirmation.objects.create(person=other, year=2027, asked_at=MONDAY)
    absence.begin(
        person=other, starts_on=date(2027, 1, 6), ends_on=None, deputy=None, note="", by=other
    )
    membership.end_membership(person=member, by=None)
    clock(working_days_after(MONDAY, 10))
    assert flows.remind(by=None) == 0


def test_last_years_question_reminds_nobody(clock, member):
    Confirmation.objects.create(
        person=member, year=2026, asked_at=datetime(2026, 12, 20, 8, tzinfo=UTC)
    )
    clock(MONDAY + 14 * DAY)
    assert flows.remind(by=None) == 0


@pytest.mark.parametrize(
    ("today", "latest"),
    [
        (date(2027, 1, 18), date(2027, 1, 4)),
        (date(2027, 1, 22), date(2027, 1, 10)),  # the Sunday after Friday the 8th
        (date(2027, 1, 23), date(2027, 1, 10)),  # a Saturday adds nothing
        (date(2027, 4, 1), date(2027, 3, 15)),  # Easter lies in between
    ],
)
def test_a_letter_is_silent_after_ten_whole_working_days(today, latest):
    assert silent_before(today).date() == latest + DAY


def test_the_clock_suspends_nobody(clock, silent, member):
    for count in range(31, 120):
        clock(working_days_after(MONDAY, count))
        flows.remind(by=None)
        flows.ask(by=None)
    assert not Suspension.objects.exists()
    assert User.objects.get(pk=member.pk).is_active


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("confirmation_is_asked_for_or_given", {}),
        (
            "confirmed_after_it_was_asked",
            {"asked_at": MONDAY, "confirmed_at": MONDAY - DAY},
        ),
        ("confirmation_reminders_have_their_time", {"asked_at": MONDAY, "reminders": 1}),
        (
            "confirmation_reminders_have_their_time",
            {"asked_at": MONDAY, "reminders": 3, "reminded_at": MONDAY},
        ),
        ("renewed_after_it_was_confirmed", {"asked_at": MONDAY, "renewed_at": MONDAY}),
        ("only_what_is_confirmed_is_on_behalf", {"asked_at": MONDAY, "by_secretariat": True}),
    ],
)
def test_the_database_keeps_what_makes_sense(member, name, fields):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Confirmation.objects.create(person=member, year=2027, **fields)

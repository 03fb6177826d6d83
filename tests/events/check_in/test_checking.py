"""What happened at the door counts once, in the order in which it happened, whoever heard of it and when."""

from datetime import datetime, time, timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from django.utils import timezone

from events.check_in import desk_queries, queries, rules
from events.check_in.enums import Said
from events.check_in.flows import checking
from events.check_in.models import CheckIn, Deed
from events.conference.flows import on_behalf
from events.conference.models import Conference, Registration
from portal.audit.models import Entry
from portal.kit.dates import COPENHAGEN
from portal.kit.problems import Refused
from tests.factories.check_in import check_in, heard, let_begin, make_days
from tests.factories.events import make_conference, make_part, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def inside(conference) -> set:
    rows = CheckIn.objects.filter(conference=conference)
    return set(rows.values_list("registration__person__name", "part__title"))


def test_somebody_comes_and_eats_and_these_are_two_lists(days):
    assert check_in(days.ada, by=days.helper).said == Said.WELCOME
    assert check_in(days.ada, days.lunch, by=days.editor).said == Said.WELCOME
    assert inside(days.conference) == {("Ada Holm", None), ("Ada Holm", "Frokost")}
    arrival, lunch = queries.sheets_of(days.helper, days.conference)
    assert (arrival.inside, arrival.expected) == (1, 3)
    assert (lunch.inside, lunch.expected) == (1, 3)


def test_the_same_thing_sent_again_counts_once_and_is_answered_alike(days):
    deed = heard(days.ada)
    answers = [
        checking.take_in(conference=days.conference, heard=[deed, deed], by=days.helper)
        for _time in range(3)
    ]
    assert answers[0] == answers[1] == answers[2]
    assert Deed.objects.count() == 1
    assert CheckIn.objects.count() == 1
    assert Entry.objects.filter(action="check_in.taken_in").count() == 1


def test_of_two_phones_the_first_letting_in_counts_also_when_it_is_heard_last(days):
    late = check_in(days.ada, by=days.editor, ago=1)
    early = check_in(days.ada, by=days.helper, ago=20)
    assert (late.said, early.said) == (Said.WELCOME, Said.WELCOME)
    row = CheckIn.objects.get()
    assert row.by == days.helper
    assert timezone.now() - row.at > timedelta(minutes=19)
    third = check_in(days.ada, by=days.editor)
    assert (third.said, third.since) == (Said.ALREADY, row.at)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_in_whatever_order_it_is_heard_the_outcome_is_the_same(days, order):
    """In, taken back, in again by one phone; in by another one long before."""
    deeds = [
        heard(days.ada, ago=30),
        heard(days.ada, ago=20),
        heard(days.ada, is_in=False, ago=10),
        heard(days.ada, ago=5),
    ]
    for place in order:
        checking.take_in(conference=days.conference, heard=[deeds[place]], by=days.helper)
    assert CheckIn.objects.get().at == deeds[3].at


def test_what_is_taken_back_afterwards_is_taken_back_whenever_it_is_heard(days):
    undo = heard(days.ada, is_in=False, ago=1)
    checking.take_in(conference=days.conference, heard=[undo], by=days.helper)
    outcome = check_in(days.ada, by=days.editor, ago=5)
    assert outcome.said == Said.UNDONE
    assert not CheckIn.objects.exists()
    assert check_in(days.ada, by=days.editor).said == Said.WELCOME


def test_who_is_not_let_in_and_why(days):
    gone, waits, other = (
        days.bo,
        days.aase,
        register(make_conference(by=days.editor, days=500), make_member("Cleo", "Odense")),
    )
    on_behalf.cancel(registration=gone, note="Er syg", by=days.editor)
    Registration.objects.filter(pk=waits.pk).update(state="waiting", waiting_since=timezone.now())
    dinner = make_part(days.conference, "meal", title="Middag", by=days.editor)
    elsewhere = make_part(other.conference, "meal", by=days.editor)
    night = make_part(days.conference, by=days.editor)
    said = [
        check_in(gone, by=days.helper).said,
        check_in(waits, by=days.helper).said,
        check_in(days.ada, dinner, by=days.helper).said,
        check_in(days.ada, elsewhere, by=days.helper).said,
        check_in(days.ada, night, by=days.helper).said,
    ]
    assert said == ["cancelled", "waits", "not_booked", "unknown", "unknown"]
    stranger = checking.take_in(
        conference=days.conference, heard=[heard(other)], by=days.helper
    ).values()
    assert [each.said for each in stranger] == ["unknown"]
    assert not Deed.objects.exists() and not CheckIn.objects.exists()


def test_a_number_that_was_used_at_another_conference_tells_nothing_of_it(days, personas):
    other = make_days(make_member("Cleo", "Odense"), by=days.editor, year=2031, title="Andet")
    deed = heard(other.registrations.get())
    checking.take_in(conference=other, heard=[deed], by=days.editor)
    again = checking.take_in(
        conference=days.conference, heard=[heard(days.ada, uid=deed.uid)], by=days.helper
    )
    assert again[deed.uid] == checking.Outcome(Said.UNKNOWN)
    assert not CheckIn.objects.filter(conference=days.conference).exists()


def test_taking_back_works_when_the_registration_was_cancelled_meanwhile(days):
    check_in(days.ada, by=days.helper)
    on_behalf.cancel(registration=days.ada, note="Tog hjem", by=days.editor)
    assert check_in(days.ada, by=days.helper, is_in=False).said == Said.UNDONE
    assert not CheckIn.objects.exists()


def test_a_time_beyond_all_bounds_is_brought_within_them(days):
    future = checking.Heard(uuid4(), days.ada.pk, 0, True, timezone.now() + timedelta(days=1))
    past = checking.Heard(uuid4(), days.bo.pk, 0, True, timezone.now() - timedelta(days=20))
    checking.take_in(conference=days.conference, heard=[future, past], by=days.helper)
    times = CheckIn.objects.values_list("registration", "at")
    assert dict(times)[days.ada.pk] <= timezone.now()
    assert dict(times)[days.bo.pk].date() >= days.conference.starts_on - timedelta(days=2)


def test_who_eats_without_having_ordered_is_counted_when_whoever_stands_there_says_so(days):
    dinner = make_part(days.conference, "meal", title="Middag", by=days.editor)
    gone = days.bo
    on_behalf.cancel(registration=gone, note="Er syg", by=days.editor)
    now = timezone.now()

    def eats(registration, part: int) -> str:
        deed = checking.Heard(uuid4(), registration.pk, part, True, now, anyway=True)
        found = checking.take_in(conference=days.conference, heard=[deed], by=days.helper)
        return found[deed.uid].said

    assert eats(days.ada, dinner.pk) == Said.WELCOME
    assert eats(days.aase, days.lunch.pk) == Said.WELCOME
    # It is about a meal that one did not order, and opens nothing else.
    assert eats(gone, dinner.pk) == Said.CANCELLED
    assert eats(days.ada, 2**30) == Said.UNKNOWN
    sheets = {sheet.number: sheet for sheet in queries.sheets_of(days.editor, days.conference)}
    unordered = [row.part_id for row in desk_queries.unordered(days.editor, days.conference)]
    assert (sheets[dinner.pk].inside, unordered.count(dinner.pk)) == (1, 1)
    assert (sheets[days.lunch.pk].inside, unordered.count(days.lunch.pk)) == (1, 0)
    (row,) = desk_queries.unordered(days.editor, days.conference)
    assert (row.registration, row.part) == (days.ada, dinner)
    assert desk_queries.unordered(days.helper, days.conference) == []
    assert check_in(days.ada, dinner, by=days.helper, is_in=False).said == Said.UNDONE
    assert desk_queries.unordered(days.editor, days.conference) == []


@pytest.mark.parametrize("name", ["coordinator", "jurist", "former", "applicant"])
def test_nobody_else_checks_in(days, personas, name):
    with pytest.raises(Refused) as refused:
        check_in(days.ada, by=getattr(personas, name))
    assert refused.value.codes == ["not_allowed"]


def test_a_helper_helps_until_the_conference_is_over(days):
    conference = let_begin(days.conference, days_ago=4)
    days.ada.refresh_from_db()
    assert conference.ends_on == timezone.localdate() - timedelta(days=2)
    with pytest.raises(Refused) as refused:
        check_in(days.ada, by=days.helper)
    assert refused.value.codes == ["not_allowed"]
    # The secretariat puts the list right afterwards, meals for a month, and those who came for longer.
    assert check_in(days.ada, by=days.editor).said == Said.WELCOME
    let_begin(conference, days_ago=40)
    assert check_in(_fresh(days.bo), by=days.editor).said == Said.WELCOME
    assert check_in(_fresh(days.bo), days.lunch, by=days.editor).said == Said.UNKNOWN
    let_begin(conference, days_ago=400)
    with pytest.raises(Refused) as refused:
        check_in(_fresh(days.aase), by=days.editor)
    assert refused.value.codes == ["over"]


def test_what_lay_on_a_phone_without_a_line_is_sent_until_noon_on_the_day_after(days):
    conference, helper = days.conference, days.helper
    morning_after = datetime.combine(
        conference.ends_on + timedelta(days=1), time(11, 59, 59), tzinfo=COPENHAGEN
    )
    deed = checking.Heard(uuid4(), days.ada.pk, 0, True, morning_after - timedelta(hours=14))
    for moment, stands in ((morning_after, True), (morning_after + timedelta(seconds=1), False)):
        assert rules.may_check_in(helper, conference, moment) == stands
        assert queries.conferences_at(helper, moment).exists() == stands
    late = morning_after + timedelta(seconds=1)
    with pytest.raises(Refused):
        checking.take_in(conference=conference, heard=[deed], now=late, by=helper)
    said = checking.take_in(conference=conference, heard=[deed], now=morning_after, by=helper)
    assert said[deed.uid].said == Said.WELCOME and said[deed.uid].since == deed.at


def test_the_door_opens_the_day_before(days):
    let_begin(days.conference, days_ago=-2)
    with pytest.raises(Refused) as refused:
        check_in(_fresh(days.ada), by=days.helper)
    assert refused.value.codes == ["too_early"]
    let_begin(days.conference, days_ago=-1)
    assert check_in(_fresh(days.ada), by=days.helper).said == Said.WELCOME


def test_nobody_checks_in_at_a_conference_that_was_called_off(days):
    Conference.objects.filter(pk=days.conference.pk).update(state="cancelled")
    with pytest.raises(Refused):
        check_in(_fresh(days.ada), by=days.editor)


def _fresh(registration) -> Registration:
    return Registration.objects.get(pk=registration.pk)


def test_who_has_missed_something_asks_for_what_came_after(days):
    check_in(days.ada, by=days.helper, ago=3)
    number, rows = queries.changed_since(days.conference, 0)
    assert (number, [row[:2] for row in rows]) == (1, [(days.ada.pk, 0)])
    check_in(days.ada, by=days.editor, is_in=False)
    check_in(days.bo, days.lunch, by=days.editor)
    number, rows = queries.changed_since(days.conference, number)
    assert number == 3
    assert {row[:2]: row[2] is None for row in rows} == {
        (days.ada.pk, 0): True,
        (days.bo.pk, days.lunch.pk): False,
    }
    assert queries.changed_since(days.conference, number) == (3, [])


def test_the_trail_says_how_many_and_not_who_ate(days):
    check_in(days.ada, days.lunch, by=days.helper)
    entry = Entry.objects.get(action="check_in.taken_in")
    assert (entry.about_id, entry.facts) == (None, {"count": 1})


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_number_of_queries_does_not_grow(personas, django_assert_num_queries, count):
    people = [make_member(f"Nummer {number}", "Odense") for number in range(count)]
    conference = make_days(*people, by=personas.editor)
    lunch = conference.parts.get()
    deeds = [heard(row, lunch) for row in conference.registrations.all()]
    checking.take_in(
        conference=conference, heard=[heard(conference.registrations.first())], by=personas.editor
    )
    with django_assert_num_queries(14):
        checking.take_in(conference=conference, heard=deeds, by=personas.editor)
    assert queries.sheets_of(personas.editor, conference)[1].inside == count

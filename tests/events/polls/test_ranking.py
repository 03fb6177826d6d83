"""Which proposed time is the best, and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.polls.ranking import Option, Person, only_here, rank, reasons

BEGIN = datetime(2027, 3, 3, 9, tzinfo=UTC)

options = st.lists(
    st.builds(
        Option,
        slot=st.integers(1, 1000),
        starts_at=st.integers(0, 5).map(lambda days: BEGIN + timedelta(days=days)),
        yes=st.integers(0, 9),
        if_need_be=st.integers(0, 9),
        no=st.integers(0, 9),
        coordinator=st.sampled_from([None, True, False]),
        host=st.sampled_from([None, True, False]),
        clashes=st.sampled_from([(), ("Sjælland mødes den dag",)]),
        holiday=st.sampled_from(["", "Kristi himmelfartsdag"]),
        is_short_week=st.booleans(),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda option: option.slot,
)


def option(slot=1, yes=0, if_need_be=0, **more) -> Option:
    facts = {"starts_at": BEGIN, "no": 0, **more}
    return Option(slot=slot, yes=yes, if_need_be=if_need_be, **facts)


def order(*found) -> list[int]:
    return [each.slot for each in rank(found)]


#: Drawing whole options is slow on a busy machine.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(options, st.data())
def test_one_more_yes_never_ranks_lower(found, data):
    chosen = data.draw(st.sampled_from(found))
    better = replace(chosen, yes=chosen.yes + 1)
    others = [each for each in found if each.slot != chosen.slot]
    before = order(*others, chosen).index(chosen.slot)
    assert order(*others, better).index(chosen.slot) <= before


@patient
@given(options, st.randoms())
def test_the_order_does_not_depend_on_the_order_in_which_they_came(found, random):
    mixed = list(found)
    random.shuffle(mixed)
    assert rank(mixed) == rank(found)


def test_a_yes_counts_two_and_an_if_need_be_one():
    assert order(option(1, yes=4), option(2, yes=3, if_need_be=3)) == [2, 1]


def test_what_decides_where_as_many_can():
    assert order(option(1, yes=3, coordinator=False), option(2, yes=3, coordinator=True)) == [2, 1]
    assert order(option(1, yes=3, host=False), option(2, yes=3, host=True)) == [2, 1]
    assert order(option(1, yes=3, clashes=("x",)), option(2, yes=3)) == [2, 1]
    assert order(option(1, yes=3, is_short_week=True), option(2, yes=3)) == [2, 1]
    later = BEGIN + timedelta(days=1)
    assert order(option(2, yes=3, starts_at=later), option(7, yes=3)) == [7, 2]


def test_the_coordinator_counts_before_the_host_and_the_host_before_the_clash():
    hostless = option(1, yes=3, coordinator=True, host=False)
    leaderless = option(2, yes=3, coordinator=False, host=True)
    clashing = option(3, yes=3, coordinator=True, host=True, clashes=("x",))
    assert order(hostless, leaderless, clashing) == [3, 1, 2]


def test_those_who_can_then_only_are_named_by_their_place():
    both = [
        Person(1, "Nyborg", {1: "yes", 2: "no"}),
        Person(2, "Nyborg", {1: "if_need_be", 2: "no"}),
        Person(3, "Odense", {1: "yes", 2: "yes"}),
    ]
    assert only_here(both, 1) == (("Nyborg", 2),)
    assert only_here(both, 2) == ()


def test_the_reasons_in_words():
    with translation.override("da"):
        said = reasons(option(yes=9, if_need_be=2, only_here=(("Nyborg", 2),), coordinator=True))
    assert said == [
        "9 kan",
        "2 hvis nødvendigt",
        "begge fra Nyborg kan kun her",
        "koordinatoren kan",
        "ingen helligdag",
        "ingen andre møder",
    ]

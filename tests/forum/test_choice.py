"""What a reader chose of the list, in the address and out of it again."""

from datetime import date
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from forum.questions.choice import EVERYBODY, NAMES, Choice
from forum.questions.enums import Filter, Period, Size, Sort, Standing

days = st.dates(date(1901, 1, 1), date(2199, 12, 31))
choices = st.builds(
    Choice,
    tab=st.sampled_from(Filter),
    words=st.lists(st.text("abcæøå§&=?+%»“0", min_size=1, max_size=12), max_size=4).map(" ".join),
    topic=st.sampled_from(["", "aktindsigt", "boern-og-unge", "a_1"]),
    audience=st.one_of(st.just(""), st.just(EVERYBODY), st.integers(1, 999_999_999)),
    size=st.none() | st.sampled_from(Size),
    since=st.none() | days,
    until=st.none() | days,
    standing=st.none() | st.sampled_from(Standing),
    sort=st.none() | st.sampled_from(Sort),
)


@given(choices)
def test_a_choice_comes_back_out_of_its_address(choice):
    assert Choice.read(dict(parse_qsl(choice.address()[1:]))) == choice


@given(st.sampled_from(Period))
def test_a_period_does_too_unless_days_say_it_better(period):
    assert Choice.read({"periode": period.value}) == Choice(period=period)
    both = {"periode": period.value, "fra": "2026-01-02"}
    assert Choice.read(both) == Choice(since=date(2026, 1, 2))


@given(st.dictionaries(st.sampled_from(sorted(NAMES.values())), st.text(max_size=60)))
def test_whatever_stands_in_an_address_it_is_read_to_something_that_stays(address):
    choice = Choice.read(address)
    assert Choice.read(choice.written()) == choice


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8)))
def test_names_that_nobody_knows_are_ignored(address):
    known = set(NAMES.values())
    assert Choice.read({k: v for k, v in address.items() if k not in known}) == Choice()


def test_what_is_not_chosen_stands_nowhere():
    assert Choice().address() == "?"
    assert (
        Choice(tab=Filter.MINE, size=Size.GREAT).address(tab=Filter.ALL) == "?stoerrelse=over-100"
    )


def test_some_spellings_of_a_day_or_a_number_are_none():
    for text in ("20260102", "2026-1-2", "i går", "0001-01-01", "2026-02-30"):
        assert Choice.read({"fra": text}) == Choice(), text
    for text in ("0", "-1", "1.5", "١٢", "9" * 10, "netvaerk"):
        assert Choice.read({"hvem": text}) == Choice(), text

"""How many words of a search a text has, and that the quick look never says fewer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.wanted import Term, Wanted
from portal.search.words import Words

TEXT = "Borgeren klager over afgørelsen efter § 19 i forvaltningsloven; sagsakterne blev udleveret."


@pytest.mark.parametrize(
    ("typed", "how_many"),
    [
        ("klage", 1),
        ("klage afgørelse", 2),
        ("klage hyldeblomst", 1),
        ("hyldeblomst", 0),
        ("§ 19", 1),
        ("§ 191", 0),
        ("udleverede sagsakt", 2),
    ],
)
def test_each_word_counts_once_in_any_ending(typed, how_many):
    words = Words(typed)
    assert words.how_many_in(TEXT) == how_many
    assert words.at_most_in(TEXT) >= how_many


def test_a_word_that_means_the_same_counts_too():
    meant = Wanted("brok", (Term("brok", same=(("klager",),)),))
    assert Words("brok", meant).how_many_in(TEXT) == 1


WORDS = [
    "klage",
    "klagen",
    "klagerne",
    "ret",
    "retten",
    "sag",
    "sagsakt",
    "børn",
    "barn",
    "æble",
    "i",
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=6),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
)
def test_the_quick_look_never_says_fewer(said, typed):
    words = Words(" ".join(typed))
    text = " ".join(said)
    assert words.at_most_in(text) >= words.how_many_in(text)

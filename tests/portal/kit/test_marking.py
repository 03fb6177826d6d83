"""Marking found words: in any ending, and never as anything but text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from portal.kit.marking import Typed, excerpt, marked

texts = st.text("ab<>&\"'æøå \n", max_size=400)


@given(texts, texts)
def test_nothing_but_marks_is_added_and_nothing_is_left_unescaped(text, words):
    html = marked(text, Typed.of(words).spans(text))
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare and ">" not in bare and bare == marked(text, [])


@given(texts, texts)
def test_an_excerpt_is_short_whatever_it_is_of(text, words):
    bare = re.sub(r"&\w+;|&#\w+;", "x", excerpt(text, Typed.of(words), 60)).replace("<mark>", "")
    assert len(bare.replace("</mark>", "")) <= 60 + len("… ") + len(" …")


def test_a_word_is_marked_in_its_other_endings():
    html = excerpt("Kommunernes afgørelser om afgørelsen.", Typed.of("afgørelse kommune"))
    assert html == "<mark>Kommunernes</mark> <mark>afgørelser</mark> om <mark>afgørelsen</mark>."


def test_a_short_word_is_marked_only_as_it_was_typed():
    assert excerpt("I indlandet er i altid", Typed.of("i")) == (
        "<mark>I</mark> indlandet er <mark>i</mark> altid"
    )


def test_the_piece_is_taken_around_the_first_word():
    html = excerpt("ord " * 100 + "hvalen kom " + "ord " * 100, Typed.of("hval"))
    assert html.startswith("… ord") and html.endswith("ord …") and "<mark>hvalen</mark> kom" in html

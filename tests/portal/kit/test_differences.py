"""What has changed between two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import differences
from portal.kit.differences import Part, between

TEXTS = st.text(alphabet="abæ .!\n1", max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_parts(old, new):
    parts = between(old, new)
    assert "".join(part.text for part in parts if part.kind != "new") == old
    assert "".join(part.text for part in parts if part.kind != "gone") == new


@given(TEXTS)
def test_a_text_differs_in_nothing_from_itself(text):
    assert all(part.kind == "same" for part in between(text, text))


def test_what_went_stands_before_what_came_word_by_word():
    assert between("Fristen er fem dage.", "Fristen er syv dage.") == [
        Part("same", "Fristen er "),
        Part("gone", "fem"),
        Part("new", "syv"),
        Part("same", " dage."),
    ]


def test_words_changed_in_a_row_are_read_in_a_row():
    assert between("Vi plejer at sige: Ja.", "Vi siger som regel: Ja.") == [
        Part("same", "Vi "),
        Part("gone", "plejer at sige"),
        Part("new", "siger som regel"),
        Part("same", ": Ja."),
    ]


def test_very_long_texts_are_compared_by_sentences(monkeypatch):
    monkeypatch.setattr(differences, "MANY", 2)
    assert between("Den er fem. Ja.", "Den er syv. Ja.") == [
        Part("gone", "Den er fem."),
        Part("new", "Den er syv."),
        Part("same", " Ja."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "kinds"), [("", "", []), ("", "a", ["new"]), ("a", "", ["gone"])]
)
def test_an_empty_text(old, new, kinds):
    assert [part.kind for part in between(old, new)] == kinds

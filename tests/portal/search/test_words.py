"""What was searched for is found again in a text, and nothing in it becomes a command."""

import pytest

from portal.search.words import Words


@pytest.mark.parametrize(
    ("typed", "text", "shown"),
    [
        ("høring", "Partshøring og HØRINGER", "Partshøring og <mark>HØRINGER</mark>"),
        ("børn", "Om bo\u0308rn og børnene", "Om börn og <mark>børnene</mark>"),
        ("åben", "A\u030abenhed", "<mark>Åbenhed</mark>"),
        (
            "b",
            '<b>"b"</b>',
            "&lt;<mark>b</mark>&gt;&quot;<mark>b</mark>&quot;&lt;/<mark>b</mark>&gt;",
        ),
        (
            "§ 19",
            "Efter § 19 og § 191 og §\u00a019.",
            "Efter <mark>§ 19</mark> og § 191 og <mark>§\u00a019</mark>.",
        ),
        ("§ 65 e", "§ 65 og § 65 e", "§ 65 og <mark>§ 65 e</mark>"),
        ("", "Tekst & mere", "Tekst &amp; mere"),
        ("(*", "Tekst", "Tekst"),
    ],
)
def test_the_words_are_marked(typed, text, shown):
    assert Words(typed).marked(text) == shown


def test_an_excerpt_is_around_the_first_hit():
    text = "Indledning. " * 60 + "Her står notatpligt. " + "Slut. " * 60
    excerpt = Words("notatpligt").excerpt(text)
    assert excerpt.startswith("… ")
    assert excerpt.endswith(" …")
    assert "<mark>notatpligt</mark>" in excerpt
    assert len(excerpt) < 260


def test_a_short_text_is_shown_whole():
    assert Words("findes ikke").excerpt("En kort tekst.") == "En kort tekst."

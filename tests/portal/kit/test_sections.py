"""How a section of an act is asked for, and which texts name it."""

import pytest

from portal.kit.sections import Asked, Section, names_act

NINETEEN = Section("19")


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("§ 19", "§ 19"),
        ("§19", "§ 19"),
        ("§\u00a019", "§ 19"),
        ("§&nbsp;19", "§ 19"),
        ("§ 19, stk. 2", "§ 19"),
        ("§§ 19-21", "§ 19"),
        ("forvaltningsloven § 19", "§ 19"),
        ("fvl § 19", "§ 19"),
        ("§ 19 i forvaltningsloven", "§ 19"),
        ("§ 65 e", "§ 65 e"),
        ("§ 65e, stk. 1", "§ 65 e"),
        ("§ 65 E", "§ 65 e"),
        ("§ 10 i, stk. 2", "§ 10 i"),
        ("§ 19 og lidt til", "§ 19"),
    ],
)
def test_the_first_section_of_a_text(text, section):
    assert str(Section.of(text)) == section


@pytest.mark.parametrize("text", ["", "19", "§", "§ nitten", "artikel 15"])
def test_a_text_without_a_section(text):
    assert Section.of(text) is None and Asked.of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Efter § 19 skal",
        "§19.",
        "§\u00a019",
        "<p>§&nbsp;19</p>",
        "§ 19, stk. 2",
        "§§ 19-21",
        "§§ 17–19",
        "§§ 7, 9 og 19",
        "§ 18 eller 19",
        "§§ 9 a, 19",
    ],
)
def test_a_text_names_it(text):
    assert NINETEEN.regex.search(text)


@pytest.mark.parametrize("text", ["§ 191", "§ 19a", "§ 9, stk. 19", "19", "§ 119", "§§ 191-219"])
def test_a_text_does_not_name_it(text):
    assert not NINETEEN.regex.search(text)


def test_a_letter_belongs_to_the_section():
    lettered = Section("65", "e").regex
    assert lettered.search("§ 65 e") and lettered.search("§ 65e") and lettered.search("§ 65 E")
    assert not lettered.search("§ 65") and not lettered.search("§ 65 en")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("§ 19", ()),
        ("§ 19, stk. 2", ()),
        ("§§ 19-21", ()),
        ("forvaltningsloven § 19", ("forvaltningsloven",)),
        ("§ 19 i forvaltningsloven", ("forvaltningsloven",)),
        ("§ 19, stk. 2, nr. 3 i fvl.", ("fvl",)),
        ("fvl § 19", ("fvl",)),
    ],
)
def test_what_stands_beside_it_is_the_act(typed, words):
    asked = Asked.of(typed)
    assert (asked.section, asked.words) == (NINETEEN, words)
    assert asked.is_of("Forvaltningsloven")
    assert asked.is_of("offentlighedsloven") is (words == ())


def test_an_act_is_named_by_its_name_or_shortened():
    assert names_act("efter forvaltningslovens § 19", "Forvaltningsloven")
    assert names_act("jf. fvl. § 19", "forvaltningsloven")
    assert not names_act("kfvlg § 19", "forvaltningsloven")
    assert not names_act("offl § 19", "forvaltningsloven")

"""Which texts name a rule."""

import pytest

from resources.care.mentions import Rule
from resources.library.models import LegalBasis


def rule(section: str, act: str = "Forvaltningsloven") -> Rule:
    return Rule.of(LegalBasis(act=act, section=section))


@pytest.mark.parametrize(
    "text",
    [
        "Hør efter forvaltningslovens § 19.",
        "Efter § 19, stk. 2, i forvaltningsloven",
        "forvaltningslovens §19",
        "forvaltningslovens §\u00a019 gælder",
        "Forvaltningslovens §§ 19-21",
        "forvaltningslovens §§ 7, 9 og 19",
    ],
)
def test_a_text_names_it(text):
    assert rule("§ 19").is_named_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "forvaltningslovens § 191",
        "forvaltningslovens § 19a",
        "servicelovens § 19",
        "forvaltningslovens § 9, stk. 19",
        "§ 19",
    ],
)
def test_a_text_does_not_name_it(text):
    assert not rule("§ 19").is_named_in(text)


def test_a_text_about_the_act_need_not_name_the_act():
    assert rule("§ 19").is_named_in("Hør efter § 19.", is_about_the_act=True)


def test_a_letter_belongs_to_the_section():
    assert rule("§ 65 e", "kommunestyrelsesloven").is_named_in("kommunestyrelseslovens § 65 e")
    assert rule("§ 65 e", "kommunestyrelsesloven").is_named_in("kommunestyrelseslovens § 65e")
    assert not rule("§ 65 e", "kommunestyrelsesloven").is_named_in("kommunestyrelseslovens § 65")


def test_what_stands_after_the_number_does_not_narrow_it():
    assert rule("§ 19, stk. 2") == rule("§ 19")


def test_a_rule_without_a_paragraph_sign_is_meant_literally():
    gdpr = rule("artikel 15", "databeskyttelsesforordningen")
    assert gdpr.is_named_in("Se databeskyttelsesforordningens artikel 15.")
    assert not gdpr.is_named_in("Se databeskyttelsesforordningens artikel 155.")

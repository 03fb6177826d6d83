"""What a sentence is about."""

import pytest

from portal.kit.keywords import keywords


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "Hvor længe må borgeren vente på aktindsigt?",
            ["længe", "borgeren", "vente", "aktindsigt"],
        ),
        ("AKTINDSIGT, aktindsigt og Aktindsigt", ["aktindsigt"]),
        ("Hvad gør I, når det er sådan?", []),
        ("", []),
    ],
)
def test_the_telling_words(sentence, words):
    assert keywords(sentence) == words


def test_no_more_than_asked_for():
    assert keywords("en to tre fire fem seks syv otte ni ti", most=2) == ["tre", "fire"]

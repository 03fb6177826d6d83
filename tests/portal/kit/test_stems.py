"""Stems of Danish words are what PostgreSQL takes them for."""

import pytest
from django.db import connection

from portal.kit.stems import stem

FAMILIES = [
    ("afgør", "afgørelse afgørelsen afgørelser afgørelsernes"),
    ("kommun", "kommune kommunen kommuner kommunernes"),
    ("borg", "borger borgeren borgerens borgere"),
    ("vejledning", "vejledning vejledningen vejledningens vejledninger"),
]


@pytest.mark.parametrize(("root", "words"), FAMILIES)
def test_the_endings_of_a_word_leave_one_stem(root, words):
    assert {stem(word) for word in words.split()} == {root}


@pytest.mark.parametrize("word", ["", "i", "§", "19", "øl", "BØRN"])
def test_what_has_no_ending_stays(word):
    assert stem(word) == word.casefold()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL is asked")
@pytest.mark.django_db
def test_the_database_says_the_same():
    words = [word for _, family in FAMILIES for word in family.split()]
    words += [
        "friheden",
        "lovligt",
        "løsest",
        "retssagers",
        "huset",
        "børnenes",
        "undersøgelsernes",
        "ø",
        "vejs",
        "gangs",
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w, (ts_lexize('danish_stem', w))[1] FROM unnest(%s::text[]) w", [words]
        )
        assert {word: stem(word) for word in words} == dict(cursor.fetchall())

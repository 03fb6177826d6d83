"""The index is asked for the things of one kind, wherever they lie among those of other kinds."""

import re

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from forum.questions.models import Question
from portal.kit import wordindex
from portal.kit.wordindex import Ask, postgresql
from portal.pages.models import ContentPage
from resources.library.models import Guide
from tests.factories.forum import make_question
from tests.factories.resources import make_guide, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["few", "many"])
def _of_a_kind_there_are(request, monkeypatch):
    """PostgreSQL is asked otherwise where a kind has many things."""
    if request.param == "many":
        monkeypatch.setattr(postgresql, "FEW", 0)


def found(model, *words, **how):
    [hits] = wordindex.find(model, [Ask(words, **how)])
    return set(hits)


@pytest.mark.usefixtures("_of_a_kind_there_are")
def test_things_are_found_first_last_and_between_those_of_other_kinds(personas):
    guides, questions = [], []
    for number in range(3):
        guide = make_guide(f"Pindsvin {number}")
        make_version(guide)
        guides.append(guide.pk)
        questions.append(make_question(personas.member, title=f"Om pindsvin {number}").pk)
    for how in ({}, {"scored": True}, {"titled": True}):
        assert found(Guide, "pindsvin", **how) == set(guides)
        assert found(Question, "pindsvin", **how) == set(questions)
    assert found(Guide, "pinds", begun=True) == set(guides)
    assert found(ContentPage, "pindsvin") == set()


@pytest.mark.usefixtures("_of_a_kind_there_are")
def test_among_some_things_only_those_are_found_by_every_ask(personas):
    one, other, third = (make_guide(f"Pindsvin {number}") for number in range(3))
    for guide in (one, other, third):
        make_version(guide)
    asks = [Ask(("pindsvin",)), Ask(("pindsvin",), titled=True), Ask(("0",))]
    hits = wordindex.find(Guide, asks, among=[one.pk, third.pk])
    assert [set(each) for each in hits] == [{one.pk, third.pk}, {one.pk, third.pk}, {one.pk}]
    assert wordindex.find(Guide, asks, among=[]) == [{}, {}, {}]


@pytest.mark.usefixtures("_of_a_kind_there_are")
def test_of_many_matches_the_newest_are_found(personas):
    numbers = [make_question(personas.member, title=f"Pindsvin {at}").pk for at in range(5)]
    for how in ({}, {"begun": True}, {"titled": True}, {"scored": True}):
        assert found(Question, "pindsvin", most=2, **how) == set(numbers[-2:])


@pytest.mark.usefixtures("_of_a_kind_there_are")
def test_a_word_is_found_that_only_old_ones_have(personas, monkeypatch):
    monkeypatch.setattr(postgresql, "NEWEST", 2)
    old = make_question(personas.member, title="Grævling og pindsvin").pk
    new = [make_question(personas.member, title=f"Pindsvin {at}").pk for at in range(3)]
    assert found(Question, "grævling") == {old}
    assert found(Question, "pindsvin") == {old, *new}


@pytest.mark.usefixtures("_of_a_kind_there_are")
@pytest.mark.parametrize("words", [("og",), ("og", "ikke"), ("xyzzy",), ("pindsvin", "xyzzy")])
def test_of_words_that_say_nothing_and_words_of_nobody_nothing_is_found(words, personas):
    """The kind stands among the words of PostgreSQL's index: alone it would lead to everything."""
    make_question(personas.member, title="Pindsvin i haven")
    assert found(Question, *words) == set()


@pytest.mark.skipif(
    "sqlite" in settings.DATABASES["default"]["ENGINE"], reason="FTS5 has one index"
)
@pytest.mark.parametrize(
    ("ask", "indexes"),
    [
        (Ask(("pindsvin",)), ["search_words"]),
        (Ask(("pindsvin",), titled=True), ["search_titles"]),
        (Ask(("pindsvin",), begun=True), ["search_words", "search_begun"]),
        (Ask(("pindsvin",), begun=True, titled=True), ["search_titles", "search_begun"]),
    ],
)
def test_postgresql_looks_into_the_indexes_that_know_the_kind(ask, indexes):
    kind = ContentType.objects.get_for_model(Guide).pk
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        sql, given = postgresql.statement(cursor, kind, [ask], None)
        cursor.execute(f"EXPLAIN {sql}", given)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    used = re.findall(r"Index Scan on (\w+)", plan)
    assert used == indexes, plan

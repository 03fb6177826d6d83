"""The index is asked for the things of one kind, wherever they lie among those of other kinds."""

import pytest

from forum.questions.models import Question
from portal.kit import wordindex
from portal.kit.wordindex import Ask
from portal.pages.models import ContentPage
from resources.library.models import Guide
from tests.factories.forum import make_question
from tests.factories.resources import make_guide, make_version

pytestmark = pytest.mark.django_db


def found(model, *words, **how):
    [hits] = wordindex.find(model, [Ask(words, **how)])
    return set(hits)


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


def test_among_some_things_only_those_are_found_by_every_ask(personas):
    one, other, third = (make_guide(f"Pindsvin {number}") for number in range(3))
    for guide in (one, other, third):
        make_version(guide)
    asks = [Ask(("pindsvin",)), Ask(("pindsvin",), titled=True), Ask(("0",))]
    hits = wordindex.find(Guide, asks, among=[one.pk, third.pk])
    assert [set(each) for each in hits] == [{one.pk, third.pk}, {one.pk, third.pk}, {one.pk}]
    assert wordindex.find(Guide, asks, among=[]) == [{}, {}, {}]

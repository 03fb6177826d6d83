"""Who may do what, and that lists and rules say the same."""

import pytest

from forum.questions import finding, queries, rules
from tests.factories.forum import make_answer, make_question

pytestmark = pytest.mark.django_db

INSIDE = {"member", "coordinator", "other_coordinator", "editor", "jurist", "administrator"}


def test_list_and_rule_agree_for_everyone(personas):
    question = make_question(personas.member)
    for name, user in personas.all().items():
        listed = question in queries.questions_for(user)
        assert listed == rules.may_view(user, question) == (name in INSIDE), name


def test_answers_are_listed_for_the_same_people(personas):
    question = make_question(personas.member)
    answer = make_answer(question, personas.coordinator)
    for name, user in personas.all().items():
        assert (answer in queries.answers_for(user)) == (name in INSIDE), name
        assert rules.may_write(user) == (name in INSIDE), name


def test_search_obeys_the_list(personas):
    question = make_question(personas.member, "Gælder fristen også i børnesager?")
    for name, user in personas.all().items():
        assert (question in finding.search_for(user, "børnesager")) == (name in INSIDE), name
        assert bool(queries.newest(user)) == (name in INSIDE), name


def test_only_the_asker_accepts_and_only_the_author_edits(personas):
    question = make_question(personas.member)
    answer = make_answer(question, personas.coordinator)
    for name, user in personas.all().items():
        assert rules.may_accept(user, question) == (name == "member"), name
        assert rules.may_edit(user, question) == (name == "member"), name
        assert rules.may_edit(user, answer) == (name == "coordinator"), name
        assert rules.may_mark_helpful(user, answer) == (name in INSIDE - {"coordinator"}), name


def test_confirming_and_tracing_are_the_secretariats(personas):
    for name, user in personas.all().items():
        assert rules.may_confirm(user) == (name in {"jurist", "administrator"}), name
        assert rules.may_trace(user) == (name == "administrator"), name


def test_a_text_without_author_is_nobodys(personas):
    question = make_question(personas.member)
    question.author = None
    for user in personas.all().values():
        assert not rules.wrote(user, question)

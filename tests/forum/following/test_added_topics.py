"""A topic that a question gets later: those who follow it hear of the question then, and nobody twice."""

import pytest

from forum.following.models import Waiting
from forum.questions import flows
from forum.questions.enums import Closing, Level
from portal.notices.models import Notice, OutgoingMail
from tests.factories.following import follow_question, follow_topic
from tests.factories.forum import make_question, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    return make_topic("Aktindsigt")


@pytest.fixture
def new():
    return make_topic("Partshøring")


@pytest.fixture
def question(personas, old):
    return make_question(personas.member, topics=[old])


def give(question, *topics, title="Hvad gælder?"):
    flows.edit_question(
        question=question, title=title, body="<p>Hvad?</p>", topics=topics, by=question.author
    )


def told() -> set:
    return {notice.recipient for notice in Notice.objects.filter(kind="question-asked")}


def test_those_who_follow_the_new_topic_hear_of_it_as_they_want(personas, question, old, new):
    follow_topic(personas.editor, new)
    follow_topic(personas.coordinator, new, Level.DAILY)
    give(question, old, new)
    assert told() == {personas.editor}
    assert OutgoingMail.objects.get().subscription == f"topics:{question.pk}"
    assert Waiting.objects.get().person == personas.coordinator


def test_who_has_heard_of_the_question_before_hears_no_more(personas, question, old, new):
    follow_topic(personas.editor, old)
    follow_topic(personas.editor, new)
    follow_question(personas.coordinator, question, Level.NEVER)
    follow_topic(personas.coordinator, new)
    give(question, old, new)
    assert told() == set()


def test_taking_a_topic_away_and_giving_it_back_tells_nobody_twice(personas, question, old, new):
    follow_topic(personas.editor, new)
    give(question, new)
    give(question, old)
    give(question, old, new)
    assert Notice.objects.filter(kind="question-asked").count() == 1


def test_a_change_without_a_new_topic_tells_nobody(personas, question, old, new):
    follow_topic(personas.editor, old)
    give(question, old, title="Noget andet")
    flows.edit_question(question=question, title="Igen", body="<p>x</p>", by=personas.member)
    assert told() == set()


def test_nobody_is_called_to_a_closed_question_or_one_they_may_not_read(personas, old, new):
    narrow = make_question(personas.member, audience=personas.group)
    follow_topic(personas.other_coordinator, new)
    give(narrow, new)
    question = make_question(personas.member)
    flows.close(question=question, closing=Closing.OUTDATED, by=personas.jurist)
    give(question, new)
    assert told() == set()

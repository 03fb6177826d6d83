"""The people of these tests, and the topic they meet over."""

import pytest

from forum.questions.enums import Level
from portal.notices.models import OutgoingMail
from tests.factories.following import came, follow_question, follow_topic
from tests.factories.forum import make_answer, make_question, make_topic
from tests.factories.people import make_member


@pytest.fixture
def asker(db):
    return make_member("Lone Madsen", "Ringsted")


@pytest.fixture
def reader(db):
    return make_member("Mette Holm", "Odense")


@pytest.fixture
def colleague(db):
    return make_member("Jens Aagaard", "Aarhus")


@pytest.fixture
def topic(db):
    return make_topic("Aktindsigt")


@pytest.fixture
def daily(asker, colleague, reader, topic):
    """One answer and one new question that wait since Thursday, for a daily letter."""
    question = make_question(asker, "Den fulgte", topics=[topic])
    follow_question(reader, question, Level.DAILY)
    follow_topic(reader, topic, Level.DAILY)
    make_answer(question, colleague, "<p>Hemmeligt svar</p>")
    make_question(asker, "Den nye", body="<p>Hemmelig tekst</p>", topics=[topic])
    OutgoingMail.objects.all().delete()
    came("2026-11-19 10:00")
    return question

"""What members follow, chosen through the same flows as in the portal, and when their news came."""

from datetime import datetime

from forum.following import flows
from forum.following.models import Waiting
from forum.questions.enums import Level
from portal.kit.dates import COPENHAGEN


def follow_topic(person, topic, level: Level = Level.AT_ONCE) -> None:
    flows.follow_topics(levels={topic: level}, by=person)


def follow_question(person, question, level: Level | None = Level.AT_ONCE) -> None:
    flows.follow_question(question=question, level=level, by=person)


def moment(text: str) -> datetime:
    """ "2026-11-20 09:30", by the clock in Denmark."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def came(text: str, **which) -> None:
    """Let what waits have come at this moment."""
    assert Waiting.objects.filter(**which).update(since=moment(text))

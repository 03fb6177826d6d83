"""Help that is offered, and questions that have waited, made through the same flows as in the portal."""

from forum.waiting import flows
from forum.waiting.models import WaitingSettings
from tests.factories.following import moment
from tests.factories.forum import make_answer, make_question


def helps(person, *topics) -> None:
    flows.volunteer(topics=topics, by=person)


def asked(by, text: str = "2026-11-13 10:00", title: str = "Hvem journaliserer?", **fields):
    """A question asked at this moment; the 13th is a Friday."""
    return make_question(by, title, at=moment(text), **fields)


def answered(question, by, text: str = "2026-11-13 11:00", **fields):
    return make_answer(question, by, at=moment(text), **fields)


def tell(text: str) -> int:
    """Let the clock go at this moment; returns of how many questions was told."""
    return flows.tell_what_waits(now=moment(text), by=None)


def intervals(**changed) -> None:
    """Other intervals than the first ones."""
    kept = WaitingSettings.load()
    for name, value in changed.items():
        setattr(kept, name, value)
    kept.save()

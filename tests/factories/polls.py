"""Date polls for tests, made through the same flows as in the portal."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from events.polls import flows
from events.polls.flows.asking import Facts
from members.people.rules import forget_standing
from portal.kit.dates import COPENHAGEN
from tests.factories.people import municipality


def in_days(days: int, hour: int = 10, hours: int = 4) -> tuple[datetime, datetime]:
    """A span of so many hours that begins so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    starts = datetime.combine(day, time(hour), tzinfo=COPENHAGEN)
    return starts, starts + timedelta(hours=hours)


def make_poll(group, *, by, spans=None, answer_in: int = 14, host: str = "Nyborg", **changes):
    """An open poll with two times, in six and seven weeks."""
    facts = Facts(
        title=changes.pop("title", "Lokalmøde i foråret"),
        answer_by=timezone.localdate() + timedelta(days=answer_in),
        host=municipality(host) if host else None,
        message=changes.pop("message", ""),
    )
    return flows.ask(
        group=group, facts=facts, spans=spans or [in_days(42), in_days(49)], by=by, **changes
    )


def answer(poll, person, *says: str, word: str = ""):
    """The person's answers to the slots in the order of time."""
    forget_standing(person)
    slots = poll.slots.order_by("starts_at", "pk")
    return flows.answer(
        poll=poll,
        person=person,
        says=dict(zip((slot.pk for slot in slots), says, strict=True)),
        word=word,
        by=person,
    )

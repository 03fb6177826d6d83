"""What the clock does: the question in January, and the reminders."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.jobs.batches import in_batches

from .. import notices
from ..models import Confirmation
from ..queries import to_ask, to_remind

#: A letter is a row and a task, so fewer at a time.
SIZE = 50


def ask(*, now: datetime | None = None, by) -> int:
    """Ask everyone whose turn it is (`queries.to_ask`); returns how many. Safe to repeat and to run twice
    at once; a day on which the portal was down is made up for on the next one."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    return in_batches(to_ask(today), lambda some: _ask(some, now, by), size=SIZE)


def _ask(some: QuerySet[User], now: datetime, by) -> int:
    year = timezone.localdate(now).year
    # Held, so that two runs at once and somebody who is just confirming come one after the other; who has
    # had a row in the meantime is looked up after that.
    held = list(some.select_for_update().order_by("pk"))
    had = set(
        Confirmation.objects.filter(year=year, person__in=held).values_list("person", flat=True)
    )
    people = [person for person in held if person.pk not in had]
    for person in people:
        asked = Confirmation.objects.create(person=person, year=year, asked_at=now)
        trail.record("confirmation.asked", on=asked, by=by, about=person, year=year)
    notices.asked(people, by=by)
    return len(people)


def remind(*, now: datetime | None = None, by) -> int:
    """Remind everyone who is to be reminded (`queries.to_remind`); returns how many. Safe to repeat and to
    run twice at once; after long silence of the portal's own one reminder goes out, not all at once."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    return in_batches(to_remind(today), lambda some: _remind(some, now, by), size=SIZE)


def _remind(some: QuerySet[Confirmation], now: datetime, by) -> int:
    held = list(some.select_for_update(of=("self",)).select_related("person").order_by("pk"))
    # What another run has reminded of, or the person confirmed, before these rows were held.
    keys = [each.pk for each in held]
    due = set(to_remind(timezone.localdate(now)).filter(pk__in=keys).values_list("pk", flat=True))
    reminded = [each for each in held if each.pk in due]
    for each in reminded:
        each.reminders += 1
        each.reminded_at = now
        each.save(update_fields=["reminders", "reminded_at"])
        trail.record(
            "confirmation.reminded", on=each, by=by, about=each.person, stage=each.reminders
        )
    notices.reminded([each.person for each in reminded], by=by)
    return len(reminded)

"""A conference that is on just now, with people at its door."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from events.check_in.flows import checking, helping
from events.conference.flows import booking
from events.conference.models import Conference

from . import events


def let_begin(conference, *, days_ago: int = 0) -> Conference:
    """The same conference, its first day today or so many days ago; what is booked keeps its place in it."""
    today = timezone.localdate() - timedelta(days=days_ago)
    moved = today - conference.starts_on
    for part in conference.parts.filter(on__isnull=False):
        conference.parts.filter(pk=part.pk).update(on=part.on + moved)
    Conference.objects.filter(pk=conference.pk).update(
        starts_on=today, ends_on=conference.ends_on + moved
    )
    conference.refresh_from_db()
    return conference


def make_days(*people, by, meals: int = 1, **changes):
    """A conference that begins today with these people, each of whom has ordered every lunch."""
    conference = events.make_conference(by=by, **changes)
    lunches = [
        events.make_part(conference, "meal", day=day, title="Frokost", by=by)
        for day in range(meals)
    ]
    for person in people:
        registration = events.register(conference, person)
        booking.book(registration=registration, parts=lunches, by=person)
    return let_begin(conference)


def heard(registration, part=None, *, is_in: bool = True, ago: float = 0, uid=None):
    """What a phone says: this happened so many minutes ago."""
    return checking.Heard(
        uid or uuid4(),
        registration.pk,
        part.pk if part else 0,
        is_in,
        timezone.now() - timedelta(minutes=ago),
    )


def check_in(registration, part=None, *, by, **more):
    """One thing heard; gives its outcome."""
    deed = heard(registration, part, **more)
    conference = registration.conference
    return checking.take_in(conference=conference, heard=[deed], by=by)[deed.uid]


def make_helper(conference, person, *, by):
    return helping.name_helper(conference=conference, person=person, by=by)

"""The one row that everybody at the door queues for."""

from django.db.models import F

from events.conference.models import Conference

from ..models import Door


def hold(conference: Conference) -> Door:
    """The conference's door, held until the transaction is over. A write, because on SQLite a lock for
    reading is none; numbers that are given under it are seen in order by whoever asks for what is new."""
    if not Door.objects.filter(conference=conference).update(number=F("number")):
        Door.objects.get_or_create(conference=conference)
        Door.objects.filter(conference=conference).update(number=F("number"))
    return Door.objects.get(conference=conference)

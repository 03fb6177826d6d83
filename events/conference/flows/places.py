"""The rooms and the tracks of the programme: the secretariat's."""

from django.db import transaction

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import place_problems as problems
from ..enums import Tone
from ..models import Conference, Hall, Track
from . import stock


@transaction.atomic
def write_hall(
    *,
    conference: Conference,
    hall: Hall | None = None,
    name: str,
    capacity: int | None = None,
    where: str = "",
    access: str = "",
    by,
) -> Hall:
    """A new room, or other facts of one. What is chosen there keeps its seats until its point is changed."""
    refuse_cpr(name, where, access)
    conference = stock.lock(conference.pk)
    stop_if(problems.to_write_hall(conference, name, capacity, by, hall))
    hall = hall or Hall(conference=conference)
    hall.name, hall.capacity, hall.where, hall.access = name, capacity, where, access
    hall.save()
    trail.record("conference.hall_written", on=hall, by=by, conference=conference.pk)
    return hall


@transaction.atomic
def remove_hall(*, hall: Hall, by) -> None:
    """Take away a room in which nothing is held."""
    stock.lock(hall.conference_id)
    stop_if(problems.to_remove_hall(hall, by))
    trail.record("conference.hall_removed", on=hall, by=by, conference=hall.conference_id)
    hall.delete()


@transaction.atomic
def write_track(
    *, conference: Conference, track: Track | None = None, name: str, tone: Tone, by
) -> Track:
    """A new track, or another name or colour of one."""
    refuse_cpr(name)
    conference = stock.lock(conference.pk)
    stop_if(problems.to_write_track(conference, name, by, track))
    track = track or Track(conference=conference)
    track.name, track.tone = name, tone
    track.save()
    trail.record("conference.track_written", on=track, by=by, conference=conference.pk)
    return track


@transaction.atomic
def remove_track(*, track: Track, by) -> None:
    """Take away a track that no point belongs to."""
    stock.lock(track.conference_id)
    stop_if(problems.to_remove_track(track, by))
    trail.record("conference.track_removed", on=track, by=by, conference=track.conference_id)
    track.delete()

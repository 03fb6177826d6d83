"""An occasion as a calendar file (RFC 5545) that an office calendar takes in, and later updates.

A calendar knows the occasion again by its UID and replaces it when SEQUENCE has grown, so both come
from the row and never from the moment of download.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from icalendar import STATUS, TRANSP, Calendar, Event

from portal.kit.dates import local

PRODUCT = "-//Netværket for borgerrådgivere//Portal//DA"


@dataclass(frozen=True)
class Occasion:
    """What a calendar needs to know. Whole days are dates, and `ends` is then the first day after."""

    uid: UUID
    sequence: int
    changed_at: datetime
    starts: datetime | date
    ends: datetime | date
    title: str
    place: str
    text: str
    path: str
    is_cancelled: bool = False


def calendar_file(occasion: Occasion) -> bytes:
    """The occasion as the bytes of an `.ics` file, with the Danish time zone in it."""
    event = Event.new(
        uid=f"{occasion.uid}@netvaerket",
        stamp=occasion.changed_at,
        last_modified=occasion.changed_at,
        sequence=occasion.sequence,
        start=_danish(occasion.starts),
        end=_danish(occasion.ends),
        summary=occasion.title,
        location=occasion.place or None,
        description=occasion.text or None,
        url=settings.BASE_URL + occasion.path,
        status=STATUS.CANCELLED if occasion.is_cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT if occasion.is_cancelled else TRANSP.OPAQUE,
    )
    # Not `Calendar.new`: it would give each download a number of its own.
    calendar = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", "PUBLISH")):
        calendar.add(name, value)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def calendar_response(occasion: Occasion, name: str) -> HttpResponse:
    """The file as a download."""
    return HttpResponse(
        calendar_file(occasion),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )


def _danish(moment: datetime | date) -> datetime | date:
    return local(moment) if isinstance(moment, datetime) else moment

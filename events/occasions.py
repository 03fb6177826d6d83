"""Occasions as a calendar file (RFC 5545) that an office calendar takes in, and later updates.

A calendar knows the occasion again by its UID and replaces it when SEQUENCE has grown, so both come
from the row and never from the moment of download.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from icalendar import (
    STATUS,
    TRANSP,
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
)

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
    #: The reader has not said yet whether they come: it takes no time in their calendar.
    is_open: bool = False


@dataclass(frozen=True)
class Party:
    """Who invites, or who is invited."""

    name: str
    email: str


#: How often a calendar asks a feed anew; most ask as they like.
REFRESH = timedelta(hours=4)


def calendar_file(occasion: Occasion) -> bytes:
    """The occasion as the bytes of an `.ics` file, with the Danish time zone in it."""
    # Not `Calendar.new`: it would give each download a number of its own.
    return _calendar([occasion], method="PUBLISH")


def feed_file(occasions: Iterable[Occasion], *, name: str) -> bytes:
    """Many occasions under one name, as a calendar subscribes to them; the Danish time zone stands in it."""
    refresh = {"refresh-interval": REFRESH, "x-published-ttl": "PT4H"}
    return _calendar(occasions, method="PUBLISH", **{"x-wr-calname": name, **refresh})


def invitation_file(occasion: Occasion, *, method: str, organiser: Party, attendee: Party) -> bytes:
    """An invitation for one reader (RFC 5546), who has said already that they come: REQUEST puts the occasion
    into their calendar or changes it, CANCEL takes it out. Nobody waits for an answer."""
    event = _event(occasion)
    event.add("organizer", _address(organiser))
    person = _address(attendee)
    person.params.update(
        {"PARTSTAT": "ACCEPTED", "ROLE": "REQ-PARTICIPANT", "RSVP": "FALSE"}
        if method == "REQUEST"
        else {"ROLE": "REQ-PARTICIPANT"}
    )
    event.add("attendee", person)
    if method == "CANCEL":
        event["STATUS"] = STATUS.CANCELLED
        event["TRANSP"] = TRANSP.TRANSPARENT
    return _calendar_of([event], method=method)


def _address(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.email}")
    address.params["CN"] = party.name
    return address


def _calendar(occasions: Iterable[Occasion], **headings) -> bytes:
    return _calendar_of([_event(each) for each in occasions], **headings)


def _calendar_of(events: Iterable[Event], **headings) -> bytes:
    calendar = Calendar()
    for heading, value in {"prodid": PRODUCT, "version": "2.0", **headings}.items():
        calendar.add(heading, value, {"VALUE": "DURATION"} if heading == "refresh-interval" else {})
    calendar.add_component(_danish_time())
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def _danish_time() -> Timezone:
    """Denmark's time as a rule (EU, since 1996): summer time from the last Sunday in March at two until the
    last one in October at three.

    Not the library's own list of every change since 1970: Outlook reads rules only, and each change stands an
    hour late in it.
    """
    zone = Timezone()
    zone.add("tzid", "Europe/Copenhagen")
    for part, name, month, hour, before, after in (
        (TimezoneDaylight(), "CEST", 3, 2, 1, 2),
        (TimezoneStandard(), "CET", 10, 3, 2, 1),
    ):
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("tzname", name)
        zone.add_component(part)
    return zone


def _event(occasion: Occasion) -> Event:
    status = STATUS.TENTATIVE if occasion.is_open else STATUS.CONFIRMED
    takes_no_time = occasion.is_cancelled or occasion.is_open
    return Event.new(
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
        status=STATUS.CANCELLED if occasion.is_cancelled else status,
        transparency=TRANSP.TRANSPARENT if takes_no_time else TRANSP.OPAQUE,
    )


def calendar_response(occasion: Occasion, name: str) -> HttpResponse:
    """The file as a download."""
    return _download(calendar_file(occasion), name)


def feed_response(occasions: Iterable[Occasion], *, name: str, title: str) -> HttpResponse:
    """Several occasions in one file, as a download with a name."""
    return _download(feed_file(occasions, name=title), name)


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )


def _danish(moment: datetime | date) -> datetime | date:
    return local(moment) if isinstance(moment, datetime) else moment

"""The coming conference at the secretariat's desk: meals and nights with their lines, shared rooms, notes, a
letter, and next year's draft."""

import tomllib
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from events.conference.enums import PartKind, Place, Selection
from events.conference.flows import booking, copying, lines, on_behalf, parts, sharing, writing
from events.conference.flows.registering import House
from events.conference.models import Booking, Conference, Part, Registration

from .cast import Cast

FILE = Path(__file__).with_name("content") / "conference_desk.toml"


def run_the_desk() -> None:
    """Everything the desk shows, done by those who would do it."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    editor = Cast().by_key["nanna-juul-overgaard"]
    conference = Conference.objects.get()
    written = [_part(conference, row, editor) for row in told["part"]]
    come = list(
        conference.registrations.filter(person__isnull=False)
        .select_related("person", "conference")
        .order_by("created_at")
    )
    for number, registration in enumerate(come):
        _choose(registration, written, number)
    _house(come, told["house"], editor)
    _share(come, written)
    _by_hand(conference, told, editor)
    # Next year is begun already, so that the hotel can be asked.
    copying.copy(
        conference=conference, starts_on=conference.starts_on + timedelta(weeks=52), by=editor
    )


def _part(conference: Conference, row: dict, by) -> Part:
    day = conference.starts_on + timedelta(days=row["day"] - 1)
    return parts.add_part(
        conference=conference,
        facts=parts.PartFacts(
            kind=PartKind(row["kind"]),
            on=day,
            title=row.get("title", ""),
            capacity=row.get("capacity"),
            price=Decimal(row["price"]),
            changes_until=conference.starts_on - timedelta(days=row["days_before"]),
        ),
        by=by,
    )


def _choose(registration: Registration, written: list[Part], number: int) -> None:
    """Nearly everybody eats everything and sleeps there; who lives near goes home, and some are late."""
    if number % 11 == 10:
        return
    wanted = [part for part in written if part.kind == PartKind.MEAL or number % 6]
    has = [each.part for each in registration.bookings.select_related("part__session")]
    booking.book(registration=registration, parts=has, waits=wanted, by=registration.person)


def _house(come: list[Registration], told: list[dict], by) -> None:
    """What some have written, which the secretariat took down on the phone."""
    for row in told:
        registration = come[row["number"]]
        has = [each.part for each in registration.bookings.select_related("part__session")]
        on_behalf.change(
            registration=registration,
            parts=has,
            house=House(
                diet_choice=row.get("diet_choice", ""),
                diet=row.get("diet", ""),
                needs=row.get("needs", ""),
                emergency_name=row.get("emergency_name", ""),
                emergency_phone=row.get("emergency_phone", ""),
                on_list=True,
            ),
            note=row["note"],
            by=by,
        )


def _share(come: list[Registration], written: list[Part]) -> None:
    """Two pairs have agreed, and one waits for an answer."""
    sleeping = [
        each
        for each in come
        if each.bookings.filter(part__kind=PartKind.NIGHT, place=Place.TAKEN).count() > 1
    ]
    for number in range(3):
        one, other = sleeping[2 * number : 2 * number + 2]
        share = sharing.ask(registration=one, other=other, by=one.person)
        if number < 2:
            sharing.agree(share=share, by=other.person)


def _by_hand(conference: Conference, told: dict, by) -> None:
    waiting = Booking.objects.filter(place=Place.WAITING, part__kind=PartKind.NIGHT)
    last = waiting.order_by("waiting_since", "pk").last()
    if last is not None:
        lines.move(entry=last, place=2, reason=told["moved"], by=by)
    writing.send(
        conference=conference,
        selection=Selection.ALL,
        subject=told["letter"]["subject"],
        body="\n\n".join(told["letter"]["body"]),
        key=uuid5(NAMESPACE_URL, "demo-letter-to-participants"),
        by=by,
    )

"""The coming conference at the secretariat's desk: what was taken down on the phone, a place in line that was
changed, a letter, and next year's draft."""

import tomllib
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from events.conference.enums import PartKind, Place, Selection
from events.conference.flows import copying, lines, on_behalf, parts, rooms, writing
from events.conference.flows.registering import House
from events.conference.models import Booking, Conference, Registration

from .cast import Cast

EARLY = ("early_price", "early_twin_price")
FILE = Path(__file__).with_name("content") / "conference_desk.toml"


def run_the_desk() -> None:
    """Everything the desk shows, done by those who would do it."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    editor = Cast().by_key["nanna-juul-overgaard"]
    conference = Conference.objects.get()
    come = list(
        conference.registrations.filter(person__isnull=False)
        .select_related("person", "conference")
        .order_by("created_at")
    )
    _house(come, told["house"], editor)
    _by_hand(conference, told, editor)
    _share_a_room(come, told["shared"], editor)
    # Next year is begun already, so that the hotel can be asked; it is thought of as one that is booked by
    # the day.
    following = copying.copy(
        conference=conference, starts_on=conference.starts_on + timedelta(weeks=52), by=editor
    )
    # Whoever is early pays less for the night, alone or as one of two.
    for night in following.parts.filter(kind=PartKind.NIGHT):
        facts = parts.PartFacts(
            **{name: getattr(night, name) for name in parts.PartFacts.__dataclass_fields__}
        )
        early: dict[str, Any] = {name: Decimal(told["early_night"][name]) for name in EARLY}
        until = following.registration_opens_at.date() + timedelta(days=60)
        parts.change_part(part=night, facts=replace(facts, early_until=until, **early), by=editor)
    for on in following.dates:
        facts = parts.PartFacts(kind=PartKind.DAY, on=on, price=Decimal(told["day_price_kr"]))
        parts.add_part(conference=following, facts=facts, by=editor)


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


def _share_a_room(come: list[Registration], told: dict, by) -> None:
    """Two who have called: they share a room."""
    free = [each for each in come if each.is_confirmed and rooms.partner_of(each) is None]
    pair = [each for each in free if rooms.nights_of(each).filter(twin_price__isnull=False)][:2]
    on_behalf.put_together(registration=pair[0], other=pair[1], note=told["note"], by=by)


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

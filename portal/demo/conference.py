"""The coming annual conference: open, with a session and a night that are full and have a line."""

from datetime import time, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone
from stdnum import ean

from events.conference import queries
from events.conference.enums import PartKind, Room, SessionKind, Tone
from events.conference.flows import arranging, parts, places, registering, sharing
from events.conference.flows.points import Point, Talker
from events.conference.flows.registering import House
from events.conference.models import Conference, Part, Registration

from .cast import Cast
from .events import at, midweek
from .texts import read

NEWEST = "mette-holm"


def write_conference() -> None:
    """With all but the newest members signed up; the newest of all waits for the session that is for her."""
    cast = Cast()
    row = read("conference")["conference"]
    editor = cast.by_key["nanna-juul-overgaard"]
    conference = plan(row, editor, cast)
    by_kind = {
        kind: [part for part in queries.parts_of(conference) if part.kind == kind]
        for kind in PartKind
    }
    veterans = [person for key, person in cast.by_key.items() if key != NEWEST]
    done = [
        register(conference, person, number, by_kind)
        for number, person in enumerate(veterans[: row["registered"]])
    ]
    mette = register_the_newest(conference, cast.by_key[NEWEST], by_kind)
    sharing.ask(registration=done[1], other=mette, by=done[1].person)
    agreed = sharing.ask(registration=done[2], other=done[3], by=done[2].person)
    sharing.agree(share=agreed, by=done[3].person)


def plan(row: dict, editor, cast: Cast) -> Conference:
    """Announced, with its programme and what one books beside the seat."""
    first = midweek(row["days_from_now_start"])
    today = timezone.localdate()
    facts = arranging.Facts(
        title=row["title_template"].format(year=first.year),
        year=first.year,
        theme=row["theme"],
        intro="\n\n".join(row["intro"]),
        venue=row["venue"],
        address=row["address"],
        starts_on=first,
        ends_on=first + timedelta(days=row["days"] - 1),
        registration_opens_at=at(today - timedelta(days=row["opens_days_ago"]), "09:00"),
        registration_closes_at=at(today + timedelta(days=row["closes_days_from_now"]), "23:59"),
        capacity=row["capacity"],
        price=Decimal(row["price_kr"]),
    )
    conference = arranging.plan(facts=facts, by=editor)
    for each in read("conference")["hall"]:
        places.write_hall(conference=conference, **each, by=editor)
    for each in read("conference")["track"]:
        places.write_track(
            conference=conference, name=each["name"], tone=Tone(each["tone"]), by=editor
        )
    arranging.set_programme(
        conference=conference,
        programme=[point(conference, each, cast) for each in read("conference")["session"]],
        by=editor,
    )
    conference = arranging.publish(conference=conference, by=editor)
    for each in read("conference")["part"]:
        parts.add_part(
            conference=conference,
            facts=parts.PartFacts(
                kind=PartKind(each["kind"]),
                on=first + timedelta(days=each["day"] - 1),
                title=each.get("title", ""),
                capacity=each.get("capacity"),
                price=Decimal(each["price_kr"]),
                twin_price=Decimal(each["twin_price_kr"]) if "twin_price_kr" in each else None,
                changes_until=first - timedelta(days=row["changes_until_days_before"]),
            ),
            by=editor,
        )
    return conference


def point(conference: Conference, row: dict, cast: Cast) -> Point:
    """A point as the content tells it; rooms and tracks are those of the conference, by name."""
    return Point(
        day=row["day"],
        starts=time.fromisoformat(row["starts"]),
        ends=time.fromisoformat(row["ends"]),
        kind=SessionKind(row["kind"]),
        title=row["title"],
        abstract=row["abstract"],
        capacity=row.get("capacity"),
        hall=conference.halls.filter(name=row.get("room", "")).first(),
        track=conference.tracks.filter(name=row.get("track", "")).first(),
        speakers=tuple(talkers(row, cast)),
    )


def talkers(row: dict, cast: Cast) -> list[Talker]:
    """Those who speak: members by their key, guests by their line."""
    if "speakers" in row:
        return [talker(each, cast) for each in row["speakers"]]
    if row.get("speaker_key") in cast.by_key:
        return [Talker(person=cast.by_key[row["speaker_key"]])]
    name, _comma, title = row.get("speaker", "").partition(", ")
    return [Talker(name=name, title=title)] if name else []


def talker(row: dict, cast: Cast) -> Talker:
    told = {name: row.get(name, "") for name in ("name", "title", "organisation", "about")}
    return Talker(person=cast.by_key.get(row.get("key", "")), **told)


def register(
    conference: Conference, person, number: int, by_kind: dict[PartKind, list[Part]]
) -> Registration:
    """One who knows what they want: another choice for each, and a place in line where nothing is left."""
    nights = by_kind[PartKind.NIGHT][: 2 if number % 7 else 1]
    return sign_up(
        conference,
        person,
        house=House(
            diet_choice="vegetarian" if number % 9 == 4 else "",
            room=Room.SINGLE,
            on_list=number % 3 > 0,
        ),
        parts=[
            *chosen(by_kind[PartKind.SESSION], number),
            *(meal for meal in by_kind[PartKind.MEAL] if not meal.price or number % 6),
        ],
        waits=nights if number % 5 else [],
        at=conference.registration_opens_at + timedelta(hours=1 + 3 * number),
    )


def register_the_newest(
    conference: Conference, person, by_kind: dict[PartKind, list[Part]]
) -> Registration:
    """She has a night and something to be at, and waits for the session that is full."""
    first = slots(by_kind[PartKind.SESSION])[0]
    full = [part for part in first if part.seats_left == 0]
    return sign_up(
        conference,
        person,
        house=House(diet_choice="no_nuts", room=Room.TWIN, on_list=True),
        parts=[
            next(part for part in first if part.seats_left),
            *by_kind[PartKind.MEAL],
            by_kind[PartKind.NIGHT][-1],
        ],
        waits=full,
        at=timezone.now() - timedelta(days=2),
    )


def sign_up(conference: Conference, person, **answers) -> Registration:
    """On the account that is invented for the person's municipality."""
    payer = person.home_municipality
    assert payer is not None, "everybody in the cast has a post"
    return registering.register(
        conference=conference,
        person=person,
        payer=payer,
        ean=invented_ean(payer.code),
        payer_reference=person.name,
        key=uuid5(NAMESPACE_URL, f"demo-registration-{person.email}"),
        by=person,
        **answers,
    )


def slots(sessions: list[Part]) -> list[list[Part]]:
    """The sessions that are held at the same time stand together; as they are taken now."""
    found: dict[tuple, list[Part]] = {}
    fresh = Part.objects.select_related("session").in_bulk([part.pk for part in sessions])
    for part in sessions:
        session = part.session
        assert session is not None, "a session's part has its session"
        found.setdefault((session.day, session.starts), []).append(fresh[part.pk])
    return list(found.values())


def chosen(sessions: list[Part], number: int) -> list[Part]:
    """One session of each slot, as long as there is a seat; some have not made up their minds yet."""
    if number % 4 == 0:
        return []
    found = []
    for slot in slots(sessions):
        begin = number % len(slot)
        found.append(next(part for part in slot[begin:] + slot[:begin] if part.seats_left != 0))
    return found


def invented_ean(code: str) -> str:
    """A number with a right check digit, for a municipality's invented account."""
    digits = f"57900{code}000"
    return digits + ean.calc_check_digit(digits)

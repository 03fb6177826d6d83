"""A conference for the journeys through it: a program of its own that works on the running portal's database.
`begin` makes it, lets everybody in the play be logged in, and prints what the journeys have to know; `taken`
prints how much is taken of everything; `bill` writes the bills; `end` puts it away again, so that the other
journeys' conference is the one that is shown."""

from datetime import time
from decimal import Decimal

from tests.journeys.stages import play

TITLE = "Årsmøde på scenen"
DESK = "nanna-juul-overgaard"
#: The play: who comes with what, and what they wait for. Whoever is not named in it has no registration.
COMES = {
    "pernille-astrup": ["Mægling", "Notatpligt", "night"],
    "jonas-berg-nielsen": ["Tilsyn"],
    "vibeke-damkjaer": ["Tilsyn", "Aktindsigt"],
    "marianne-qvist": ["Magt", "night", "meal"],
    "morten-skaarup": ["Magt"],
    "rasmus-fabricius": ["Aktindsigt"],
    "sanne-bech-nielsen": ["Aktindsigt"],
}
WAITS = {
    "jonas-berg-nielsen": ["Mægling"],
    "vibeke-damkjaer": ["Mægling", "Notatpligt"],
    "rasmus-fabricius": ["Magt"],
    "sanne-bech-nielsen": ["Magt"],
}
#: Three of one municipality, of whom the first one registers the others.
COLLEAGUES = ("ulrik-hjortshoej", "fatima-el-sayed", "bente-sandager")
OTHERS = ("nikolaj-larsen", "lars-iversen", "ditte-langkilde")
SESSIONS = (
    (1, 10, "Mægling", 1),
    (1, 10, "Tilsyn", None),
    (1, 13, "Notatpligt", 1),
    (1, 13, "Aktindsigt", None),
    (2, 10, "Magt", 2),
    (2, 13, "Tavshed", None),
)


def begin() -> dict:
    from events.conference.enums import SessionKind
    from events.conference.flows.points import Point
    from events.conference.models import Conference
    from tests.factories.events import make_conference, make_part, publish_programme

    by = _person(DESK)
    conference = make_conference(
        by=by,
        year=2050 + Conference.objects.filter(year__gte=2050).count(),
        title=TITLE,
        days=30,
        closes=20,
        programme=[
            Point(day, time(hour), time(hour + 1), SessionKind.PARALLEL, title, capacity=capacity)
            for day, hour, title, capacity in SESSIONS
        ],
    )
    make_part(conference, price=Decimal(895), capacity=20, by=by)
    make_part(conference, "meal", title="Festmiddag", price=Decimal(495), by=by)
    if conference.session_drafts.exists():
        publish_programme(conference, by=by)
    for key, titles in COMES.items():
        _register(conference, key, titles)
    for key, titles in WAITS.items():
        _wait(conference, key, titles)
    everybody = (*COMES, *COLLEAGUES, *OTHERS, DESK)
    return {
        "pk": conference.pk,
        "keys": {key: _log_in(key) for key in everybody},
        "people": {
            key: {"name": _person(key).name, "email": _person(key).email} for key in everybody
        },
    }


def taken() -> dict:
    """How much is taken, by the counters, and how many rows there are of it; they are the same."""
    from events.conference.models import Booking, Conference, Registration

    conference = Conference.objects.get(title=TITLE)
    holding = Registration.objects.filter(
        conference=conference, state__in=("confirmed", "offered")
    ).count()
    assert conference.taken == holding
    found = {"seats": conference.taken}
    for part in conference.parts.select_related("session"):
        rows = Booking.objects.filter(
            part=part, place__in=("taken", "offered"), shared=False
        ).count()
        assert part.taken == rows, part
        found[part.session.title if part.session else str(part.kind)] = part.taken
    return found


def bill() -> list:
    from events.conference.models import Conference
    from tests.factories import billing

    conference = Conference.objects.get(title=TITLE)
    billing.make_seller(by=_person(DESK))
    return [[each.pk, each.payer_name] for each in billing.bill_all(conference, by=_person(DESK))]


def end() -> None:
    from events.conference.models import Conference

    Conference.objects.filter(title=TITLE).update(state="draft", title="Et gammelt årsmøde")


def _register(conference, key: str, titles: list[str]) -> None:
    from members.municipalities.models import Municipality
    from tests.factories.events import register

    person = _person(key)
    register(
        conference,
        person,
        payer=Municipality.objects.get(pk=person.home_municipality.pk),
        payer_reference=person.name,
        parts=[_part(conference, title) for title in titles],
    )


def _wait(conference, key: str, titles: list[str]) -> None:
    from events.conference.flows import booking

    person = _person(key)
    mine = conference.registrations.get(person=person)
    booking.book(
        registration=mine,
        parts=[each.part for each in mine.bookings.filter(place="taken").select_related("part")],
        waits=[_part(conference, title) for title in titles],
        by=person,
    )


def _part(conference, title: str):
    if title in ("night", "meal"):
        return conference.parts.get(kind=title)
    return conference.parts.get(session__title=title)


def _person(key: str):
    from members.people.models import User
    from portal.demo import cast
    from portal.demo.texts import read

    row = next(row for row in read("people")["person"] if row["key"] == key)
    return User.objects.get(email=cast.address(key, row["municipality"]))


def _log_in(key: str) -> str:
    """The cookie of somebody who has come through the doors, which other journeys go through: the
    secretariat's has shown its second factor."""
    from django.test import Client

    from tests.factories.people import show_second_factor

    client, person = Client(), _person(key)
    client.force_login(person)
    show_second_factor(client, person)
    return client.session.session_key


if __name__ == "__main__":
    play({"begin": begin, "taken": taken, "bill": bill, "end": end})

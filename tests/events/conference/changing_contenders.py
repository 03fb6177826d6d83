"""Ten hands at one thing that is changed: the same third for a room, the last place of a session, one's own
registration, a payer's address and a form for colleagues: a program of its own, run by
`test_changing_race`."""

import json
import time
from uuid import UUID

import django

from tests.events.contenders import _one_connection_each, run

PEOPLE = 10
KEY = UUID(int=9)
#: What a busy server takes between looking and writing, in seconds.
PAUSE = 0.5


def _mine(conference, person):
    from events.conference.models import Registration

    return Registration.objects.select_related("conference", "person").get(
        conference=conference, person=person
    )


def _people():
    from members.people.models import User

    return list(User.objects.filter(name__startswith="Nummer ").order_by("pk"))


def _desk():
    from members.people.models import User

    return User.objects.get(name="Rikke Redaktør")


def _conference(programme=(), **facts):
    """Everybody has a seat."""
    from events.conference.models import Conference
    from tests.factories.events import make_conference, register

    conference = make_conference(
        by=_desk(), programme=list(programme), year=3000 + Conference.objects.count(), **facts
    )
    for person in _people():
        register(conference, person, emergency_name="Ib", emergency_phone="12345678")
    return conference


# --- the same third for a room --------------------------------------------------------------------------
def _with_nights():
    """Everybody has a room; the first of them is whom the others want to share with."""
    from events.conference.flows import booking
    from tests.factories.events import make_part

    conference = _conference()
    night = make_part(conference, capacity=PEOPLE, by=_desk())
    for person in _people():
        booking.book(registration=_mine(conference, person), parts=[night], by=person)
    return conference


def _asked():
    """All but two ask the first; the first asks one of them, who has not asked."""
    from events.conference.flows import sharing

    conference = _with_nights()
    third, asked, *others = [_mine(conference, person) for person in _people()]
    for each in others:
        sharing.ask(registration=each, other=third, by=each.person)
    sharing.ask(registration=third, other=asked, by=third.person)
    return conference


def _share_of(conference, person):
    """The question that this process answers."""
    from django.db.models import Q

    from events.conference.models import RoomShare

    third, mine = _mine(conference, _people()[0]), _mine(conference, person)
    pair = Q(asker=mine, asked=third) | Q(asker=third, asked=mine)
    return RoomShare.objects.select_related("asker__conference", "asked__person").get(pair)


def _agree(house, person):
    """The first says yes to each of them at once, and whom they have asked says yes to them."""
    from events.conference.flows import sharing

    _conference, shares = house
    share = shares[person.pk]
    sharing.agree(share=share, by=share.asked.person)


def _opened():
    """The questions as ten open pages show them."""
    conference = _asked()
    return conference, {each.pk: _share_of(conference, each) for each in _people()[1:]}


def _agree_looking_first(house, person):
    """How not to do it: look whether one of them shares already, then write it down."""
    from django.db.models import Q
    from django.utils import timezone

    from events.conference.models import RoomShare

    _conference, shares = house
    share = shares[person.pk]
    pair = (share.asker_id, share.asked_id)
    taken = RoomShare.objects.filter(
        Q(asker__in=pair) | Q(asked__in=pair), agreed_at__isnull=False
    ).exists()
    time.sleep(PAUSE)
    if not taken:
        RoomShare.objects.filter(pk=share.pk).update(agreed_at=timezone.now())


def _put_together(conference, person):
    """Two hands at the desk, who each put somebody with the same third: some the one way, some the other."""
    from events.conference.flows import on_behalf

    pair = [_mine(conference, person), _mine(conference, _people()[0])]
    one, other = pair if person.pk % 2 else reversed(pair)
    on_behalf.put_together(registration=one, other=other, note="Aftalt", by=_desk())


def _rooms(house) -> dict:
    from events.conference.models import RoomShare

    conference = house[0] if isinstance(house, tuple) else house
    night = conference.parts.get()
    held = sum(each.holds for each in night.bookings.all())
    shares = RoomShare.objects.filter(asker__conference=conference, agreed_at__isnull=False)
    return {"shares": shares.count(), "taken": night.taken, "held": held}


# --- the last place of a session, and one's own wishes --------------------------------------------------
def _with_sessions():
    """Everybody has one session; at the same time there is one with a single seat, and one with many."""
    from datetime import time as hour

    from events.conference.enums import SessionKind
    from events.conference.flows import booking
    from events.conference.flows.points import Point

    conference = _conference(
        Point(1, hour(10), hour(11), SessionKind.PARALLEL, title, capacity=capacity)
        for title, capacity in (("Mægling", 1), ("Tilsyn", 50), ("Klager", 50))
    )
    for person in _people():
        booking.book(
            registration=_mine(conference, person),
            parts=[_session(conference, "Tilsyn")],
            by=person,
        )
    return conference


def _session(conference, title: str):
    from events.conference.models import Part

    return Part.objects.select_related("session", "conference").get(
        conference=conference, session__title=title
    )


def _answers(registration) -> dict:
    from events.conference.flows.registering import House

    names = ("payer", "ean", "payer_reference", "order_number")
    house = {name: getattr(registration, name) for name in House.__dataclass_fields__}
    return {**{name: getattr(registration, name) for name in names}, "house": House(**house)}


def _change_to_the_last_seat(conference, person):
    from events.conference.flows import changing

    mine = _mine(conference, person)
    parts = [_session(conference, "Mægling")]
    changing.change(registration=mine, parts=parts, **_answers(mine), by=person)


def _change_looking_first(conference, person):
    """How not to do it: look whether there is a seat left, then change over."""
    part = _session(conference, "Mægling")
    if not part.seats_left:
        return
    time.sleep(PAUSE)
    _mine(conference, person).bookings.update(part=part)


def _sessions(conference) -> dict:
    parts = {title: _session(conference, title) for title in ("Mægling", "Tilsyn", "Klager")}
    rows = {title: part.bookings.count() for title, part in parts.items()}
    taken = {title: part.taken for title, part in parts.items()}
    return {"rows": rows, "is_counted": rows == taken}


def _read():
    """One person who has read the summary of two changes in ten tabs."""
    from events.conference import changes

    conference = _with_sessions()
    mine = _mine(conference, _people()[0])
    seen = {}
    for title in ("Mægling", "Klager"):
        bookings = mine.bookings.select_related("part__session__conference")
        parts = [_session(conference, title)]
        seen[title] = changes.of(mine, bookings, parts, [], beside={}, by=mine.person).token
    return conference, seen


def _confirm(house, number: int, *, with_what_was_seen: bool = True):
    from events.conference.flows import changing

    conference, seen = house
    mine = _mine(conference, _people()[0])
    title = "Mægling" if number % 2 else "Klager"
    changing.change(
        registration=mine,
        parts=[_session(conference, title)],
        seen=seen[title] if with_what_was_seen else None,
        **_answers(mine),
        by=mine.person,
    )


def _confirm_unseen(house, number: int):
    """How not to do it: do what is sent, whatever has become of it since it was read."""
    _confirm(house, number, with_what_was_seen=False)


def _own_sessions(house) -> dict:
    conference, _seen = house
    mine = _mine(conference, _people()[0])
    return {"mine": mine.bookings.count()} | {"is_counted": _sessions(conference)["is_counted"]}


# --- the payer's address, and a form for colleagues -----------------------------------------------------
def _with_address():
    from events.conference.flows import payer_link
    from portal.notices.models import Notice

    conference = _conference()
    mine = _mine(conference, _people()[0])
    link = payer_link.make(registration=mine, by=mine.person)
    Notice.objects.all().delete()
    return conference, link


FILLED = {"ean": "5798009800053", "payer_reference": "Økonomi", "order_number": "4711"}


def _fill_in(house, _number):
    from events.conference.flows import payer_link
    from events.conference.models import PayerLink

    link = PayerLink.objects.select_related("registration__conference").get(pk=house[1].pk)
    payer_link.fill_in(link=link, **FILLED)


def _fill_in_looking_first(house, _number):
    """How not to do it: look whether it says so already, then write it and tell."""
    from events.conference import notices

    mine = _mine(house[0], _people()[0])
    if mine.order_number == FILLED["order_number"]:
        return
    time.sleep(PAUSE)
    type(mine).objects.filter(pk=mine.pk).update(**FILLED)
    notices.tell_payer_filled_in(mine, by=None)


def _fill_or_take_back(house, number: int):
    """Half of them use the address, the others are its owner, who takes it back."""
    from events.conference.flows import payer_link

    if number % 2:
        _fill_in(house, number)
        return
    mine = _mine(house[0], _people()[0])
    payer_link.take_back(registration=mine, by=mine.person)


def _filled(house) -> dict:
    from events.conference.models import PayerLink
    from portal.notices.models import Notice

    mine = _mine(house[0], _people()[0])
    return {
        "order_number": mine.order_number,
        "told": Notice.objects.filter(recipient=mine.person).count(),
        "links": PayerLink.objects.filter(registration=mine).count(),
    }


def _with_colleagues():
    from events.conference.models import Conference
    from portal.notices.models import OutgoingMail
    from tests.factories.events import make_conference

    OutgoingMail.objects.all().delete()
    return make_conference(by=_desk(), year=3000 + Conference.objects.count(), capacity=PEOPLE)


def _buy(conference, _number):
    from events.conference.flows import colleagues
    from tests.factories.people import municipality

    buyer, *others = _people()
    colleagues.register_colleagues(
        conference=conference,
        people=others[:3],
        payer=municipality("Odense"),
        ean=FILLED["ean"],
        payer_reference="Borgerrådgiveren",
        key=KEY,
        by=buyer,
    )


def _buy_looking_first(conference, _number):
    """How not to do it: look whether they are registered, then take seats for them."""
    from django.db.models import F

    from events.conference.models import Conference

    if conference.registrations.exists():
        return
    time.sleep(PAUSE)
    Conference.objects.filter(pk=conference.pk).update(taken=F("taken") + 3)


def _bought(conference) -> dict:
    from portal.notices.models import OutgoingMail

    conference.refresh_from_db()
    return {
        "taken": conference.taken,
        "rows": conference.registrations.count(),
        "letters": OutgoingMail.objects.count(),
    }


RACES = {
    "agree": (_opened, _agree, _rooms),
    "agree-looking-first": (_opened, _agree_looking_first, _rooms),
    "put-together": (_with_nights, _put_together, _rooms),
    "last-seat": (_with_sessions, _change_to_the_last_seat, _sessions),
    "last-seat-looking-first": (_with_sessions, _change_looking_first, _sessions),
    "ten-tabs": (_read, _confirm, _own_sessions),
    "ten-tabs-unseen": (_read, _confirm_unseen, _own_sessions),
    "address": (_with_address, _fill_in, _filled),
    "address-looking-first": (_with_address, _fill_in_looking_first, _filled),
    "address-taken-back": (_with_address, _fill_or_take_back, _filled),
    "colleagues": (_with_colleagues, _buy, _bought),
    "colleagues-looking-first": (_with_colleagues, _buy_looking_first, _bought),
}

if __name__ == "__main__":
    django.setup()
    _one_connection_each()
    from django.urls import reverse

    from members.people.enums import Role
    from tests.factories.people import make_member, make_secretariat

    reverse("conference:home")
    make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør", second_factor=False)
    people = [make_member(f"Nummer {number}", "Odense") for number in range(PEOPLE)]
    others, hands = people[1:], list(range(PEOPLE))
    crowds = dict.fromkeys(("agree", "agree-looking-first", "put-together"), others)
    crowds |= dict.fromkeys(("last-seat", "last-seat-looking-first"), people)
    results = {name: run(*race, crowds.get(name, hands)) for name, race in RACES.items()}
    print(json.dumps(results))

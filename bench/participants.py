"""A conference with as many participants as asked for: sessions, meals, nights, shared rooms, diets, lines,
letters, arrivals and bills. People and what they have are written as rows, for ten thousand registrations
through the flows would take an hour; the bills are written by their flow."""

import uuid
from datetime import timedelta
from random import Random

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Count, Q
from django.utils import timezone

from events.billing.due import all_due
from events.billing.flows import issuing, selling
from events.check_in.models import Badge, CheckIn
from events.conference.enums import HELD, PartKind, Place, RegistrationState, Room
from events.conference.models import Booking, Conference, GroupLetter, Part, Registration, RoomShare
from events.diets import Diet
from members.municipalities.models import Municipality
from members.people.enums import Role
from members.people.flows import roles
from members.people.models import Membership, Post, User
from portal.kit import danish

from . import conferences

GIVEN = ["Anna", "Bo", "Cecilie", "Dorte", "Erik", "Freja", "Gert", "Hanne", "Ib", "Jytte", "Åse"]
FAMILY = [
    "Aaby",
    "Berg",
    "Carstensen",
    "Dam",
    "Friis",
    "Holm",
    "Krogh",
    "Lund",
    "Nygaard",
    "Ørsted",
]
SELLER = {
    "name": "Københavns Kommune",
    "cvr": "64942212",
    "ean": "5798009800053",
    "street": "Vester Voldgade 2A",
    "postcode": "1552",
    "city": "København V",
    "bank_registration": "0216",
    "bank_account": "4069011234",
    "contact": "Borgerrådgiveren",
    "email": "borgerraadgiveren@example.dk",
    "phone": "33 66 14 00",
    "terms_days": 30,
    "vat": "exempt",
    "vat_reason": "Fritaget for moms efter momslovens § 13, stk. 1, nr. 3",
}
#: So many of one municipality are billed with one reference.
ON_ONE_BILL = 12
#: Of a hundred: who waits for the seat; who waits for a part; who shares a room; who has come.
WAIT, WAIT_FOR_PART, SHARE, HAVE_COME = 4, 6, 20, 60
_DIETS = ["Tåler ikke skaldyr", "Ingen nødder", "Laktoseintolerant"]
_NEEDS = ["Kørestol", "Teleslynge", "Plads ved døren"]


def manager() -> tuple[User, str]:
    """Somebody of the secretariat, and the key of a session that has shown the second factor."""
    from allauth.account.internal.flows.login import record_authentication
    from allauth.mfa.totp.internal.auth import TOTP
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest

    person = _people([("Karen Lund", "sekretariat@example.dk")])[0]
    yesterday = timezone.localdate() - timedelta(days=1)
    copenhagen = Municipality.objects.get(name="København")
    Post.objects.create(person=person, municipality=copenhagen, starts_on=yesterday)
    roles.grant(person=person, role=Role.SECRETARIAT_ADMINISTRATOR, by=None)
    device = TOTP.activate(person, "JBSWY3DPEHPK3PXP").instance
    request = HttpRequest()
    request.session = SessionStore()
    request.session[SESSION_KEY] = str(person.pk)
    request.session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    request.session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    record_authentication(request, person, "mfa", id=device.pk, type=device.type)
    request.session.create()
    return person, request.session.session_key


def gather(size: int, year: int, by: User) -> Conference:
    """The conference of that year with so many registrations. The same number gives the same ones."""
    dice = Random(size)
    conference = conferences.announce(size, year=year)
    parts = list(conference.parts.select_related("session"))
    people = _people(
        (f"{dice.choice(GIVEN)} {dice.choice(FAMILY)} {n}", f"deltager{size}-{n}@example.dk")
        for n in range(size)
    )
    homes = list(Municipality.objects.all())
    theirs = dice.choices(homes, [each.population for each in homes], k=size)
    Post.objects.bulk_create(
        Post(person=person, municipality=home, starts_on=timezone.localdate() - timedelta(days=1))
        for person, home in zip(people, theirs, strict=True)
    )
    rows = Registration.objects.bulk_create(
        _registration(conference, person, home, dice)
        for person, home in zip(people, theirs, strict=True)
    )
    come = [each for each in rows if each.is_confirmed]
    Booking.objects.bulk_create(
        booking for each in come for booking in _bookings(each, parts, dice)
    )
    _share(come, dice)
    _count(conference)
    Badge.objects.bulk_create(Badge(registration=each) for each in come)
    CheckIn.objects.bulk_create(
        CheckIn(conference=conference, registration=each, at=timezone.now(), by=by)
        for each in come
        if dice.randrange(100) < HAVE_COME
    )
    GroupLetter.objects.bulk_create(
        GroupLetter(conference=conference, selection="all", subject="Praktisk", body="Vi ses.")
        for _ in range(5)
    )
    selling.set_seller(facts=SELLER, by=by)
    conference.refresh_from_db()
    waiting = [each.token for each in all_due(conference)]
    issuing.bill(conference=conference, tokens=waiting[: len(waiting) // 2], by=by)
    return conference


def _people(names) -> list[User]:
    people = User.objects.bulk_create(
        User(email=email, email_key=email, name=name, name_key=danish.sort_key(name), password="!")
        for name, email in names
    )
    Membership.objects.bulk_create(
        Membership(person=each, admitted_at=timezone.now()) for each in people
    )
    return people


def _registration(conference, person: User, home: Municipality, dice: Random) -> Registration:
    waits = dice.randrange(100) < WAIT
    registered = timezone.now() - timedelta(minutes=dice.randrange(60 * 24 * 20))
    # A municipality's people are spread over as many references as it takes.
    team = person.pk // ON_ONE_BILL if home.population > 100_000 else 0
    return Registration(
        conference=conference,
        person=person,
        state=RegistrationState.WAITING if waits else RegistrationState.CONFIRMED,
        idempotency_key=uuid.UUID(int=dice.getrandbits(128)),
        created_at=registered,
        waiting_since=registered if waits else None,
        price=conference.price,
        payer=home,
        ean="5798009800053",
        payer_reference=f"Hold {team}" if team else "Borgerrådgiveren",
        diet_choice=dice.choice(["", "", "", *Diet.values]),
        diet=dice.choice(_DIETS) if dice.randrange(100) < 12 else "",
        needs=dice.choice(_NEEDS) if dice.randrange(100) < 5 else "",
        emergency_name="En pårørende" if dice.randrange(100) < 80 else "",
        emergency_phone="12 34 56 78" if dice.randrange(100) < 80 else "",
        on_list=dice.randrange(2) == 0,
        room=Room.TWIN if dice.randrange(100) < SHARE else Room.SINGLE,
    )


def _bookings(registration: Registration, parts: list[Part], dice: Random) -> list[Booking]:
    """Every meal, most nights, and one session of each slot."""
    slots: dict[int, list[Part]] = {}
    chosen = [each for each in parts if each.kind == PartKind.MEAL]
    for part in parts:
        if part.session is not None:
            slots.setdefault(part.session.day, []).append(part)
        elif part.kind == PartKind.NIGHT and dice.randrange(100) < 85:
            chosen.append(part)
    chosen += [dice.choice(each) for each in slots.values()]
    waits = chosen[-1] if dice.randrange(100) < WAIT_FOR_PART else None
    return [
        Booking(
            registration=registration,
            part=part,
            place=Place.WAITING if part is waits else Place.TAKEN,
            waiting_since=registration.created_at if part is waits else None,
            price=part.price,
        )
        for part in chosen
    ]


def _share(come: list[Registration], dice: Random) -> None:
    """Those who want a room for two, two and two; the guest's nights stand in the host's room."""
    twins = [each for each in come if each.room == Room.TWIN]
    pairs = list(zip(twins[::2], twins[1::2], strict=False))
    RoomShare.objects.bulk_create(
        RoomShare(asker=one, asked=other, agreed_at=timezone.now()) for one, other in pairs
    )
    nights = Booking.objects.filter(
        registration__in=[one.pk for one, _ in pairs],
        part__kind=PartKind.NIGHT,
        place=Place.TAKEN,
    )
    has = {
        *Booking.objects.filter(
            registration__in=[other.pk for _, other in pairs], part__kind=PartKind.NIGHT
        ).values_list("registration", "part")
    }
    host = {one.pk: other.pk for one, other in pairs}
    guests = [each.pk for each in nights if (host[each.registration_id], each.part_id) in has]
    for start in range(0, len(guests), 500):
        Booking.objects.filter(pk__in=guests[start : start + 500]).update(shared=True)


def _count(conference: Conference) -> None:
    """What is taken is as many as have it, as if the flows had counted."""
    held = Count("bookings", filter=Q(bookings__place__in=sorted(HELD), bookings__shared=False))
    for part in conference.parts.annotate(held=held):
        Part.objects.filter(pk=part.pk).update(taken=part.held)
    seats = conference.registrations.filter(state=RegistrationState.CONFIRMED).count()
    Conference.objects.filter(pk=conference.pk).update(taken=seats)

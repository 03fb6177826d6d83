"""Next year's copy."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from events.conference.enums import SessionKind, State, Tone
from events.conference.flows import copying, noting, parts, places
from events.conference.flows.points import Point, Talker
from events.conference.models import Conference, Part, Speaker
from portal.kit.problems import Refused
from tests.events.conference.by_hand.asking import codes
from tests.factories.events import (
    add_session,
    make_conference,
    make_part,
    publish_programme,
    register,
)
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def test_a_copy_has_everything_but_the_people(desk):
    welcome = Point(1, time(9), time(10), SessionKind.PLENARY, "Velkommen")
    old = make_conference(by=desk, programme=[welcome])
    hall = places.write_hall(
        conference=old, name="Salen", capacity=40, where="1. sal", access="elevator", by=desk
    )
    point = Point(
        2,
        time(10),
        time(11),
        SessionKind.PARALLEL,
        "Mægling",
        "Om mægling",
        capacity=20,
        hall=hall,
        track=places.write_track(conference=old, name="Praksis", tone=Tone.SAND, by=desk),
        speakers=(Talker(person=desk), Talker(name="Vibeke Riis", about="Har skrevet bogen")),
    )
    add_session(old, point, by=desk)
    night = make_part(old, capacity=7, price=Decimal(950), by=desk)
    parts.change_part(
        part=night,
        facts=parts.PartFacts(
            kind=night.kind,
            on=night.on,
            capacity=7,
            price=Decimal(950),
            changes_until=old.starts_on - timedelta(days=14),
        ),
        by=desk,
    )
    Part.objects.filter(session__title="Mægling").update(price=Decimal(125))
    mine = register(old, make_member("Ada", "Odense"), parts=[night])
    noting.note(registration=mine, text="Ringede", by=desk)
    new = copying.copy(conference=old, starts_on=old.starts_on + timedelta(weeks=53), by=desk)
    year = timedelta(weeks=53)
    assert (new.state, new.taken, new.capacity) == (State.DRAFT, 0, old.capacity)
    assert (new.year, new.title) == (new.starts_on.year, f"Årsmøde {new.starts_on.year}")
    assert (new.starts_on, new.ends_on) == (old.starts_on + year, old.ends_on + year)
    assert (new.intro, new.price) == (old.intro, old.price)
    opens = [timezone.localtime(each.registration_opens_at) for each in (old, new)]
    assert opens[1].replace(tzinfo=None) - opens[0].replace(tzinfo=None) == year
    # The programme is a draft, and what one chooses of it can be booked when it is published.
    assert not new.sessions.exists() and not new.parts.filter(kind="session").exists()
    drafts = new.session_drafts.values_list("title", "day", "hall__name", "track__name")
    assert list(drafts) == [
        ("Velkommen", 1, None, None),
        ("Mægling", 2, "Salen", "Praksis"),
    ]
    assert list(new.halls.values_list("name", "capacity", "where", "access")) == [
        ("Salen", 40, "1. sal", "elevator")
    ]
    assert not Speaker.objects.filter(draft__conference=new).exists()
    publish_programme(new, by=desk)
    copied = new.parts.get(kind="night")
    assert (copied.on, copied.capacity, copied.taken, copied.price) == (night.on + year, 7, 0, 950)
    assert copied.changes_until == old.starts_on - timedelta(days=14) + year
    session = new.parts.get(kind="session")
    assert (session.capacity, session.price) == (20, 125)
    assert not new.registrations.exists()
    assert old.registrations.count() == 1


def test_a_copy_keeps_its_weekday_and_its_year_to_itself(conference, desk, personas):
    for days, code in [(365, "other_weekday"), (0, "year_taken")]:
        with pytest.raises(Refused) as refused:
            copying.copy(
                conference=conference,
                starts_on=conference.starts_on + timedelta(days=days),
                by=desk,
            )
        assert codes(refused) == [code]
    with pytest.raises(Refused):
        copying.copy(
            conference=conference,
            starts_on=conference.starts_on + timedelta(weeks=52),
            by=personas.member,
        )
    assert Conference.objects.count() == 1

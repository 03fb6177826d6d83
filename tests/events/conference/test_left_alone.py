"""Whoever is left alone in a room for two stands among what the desk decides, until it is decided."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from events.conference import deciding
from events.conference.flows import on_behalf, registering, sharing
from events.conference.models import Registration, RoomShare
from tests.factories.events import make_conference, make_part, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(personas):
    found = make_conference(by=personas.editor, price=Decimal(2000))
    for day in (0, 1):
        facts = {"capacity": 50, "price": Decimal(900), "twin_price": Decimal(500)}
        make_part(found, day=day, by=personas.editor, **facts)
    return found


def two_in_a_room(conference, *names: str) -> list[Registration]:
    nights = list(conference.parts.all())
    pair = [
        register(conference, make_member(name, "Odense"), parts=nights, room="twin")
        for name in names
    ]
    share = sharing.ask(registration=pair[0], other=pair[1], by=pair[0].person)
    sharing.agree(share=share, by=pair[1].person)
    return pair


@pytest.fixture(params=["host", "guest"])
def left(request, conference):
    """Who leaves and who is left; each is the one who has booked the room once."""
    one, other = two_in_a_room(conference, "Ea", "Bo")
    host = one if one.bookings.filter(shared=False).exists() else other
    guest = other if host is one else one
    return (host, guest) if request.param == "host" else (guest, host)


def words(page) -> str:
    return " ".join(strip_tags(page.text.replace("<", " <")).split())


def matter(personas, conference):
    found = {each.code: each for each in deciding.matters(personas.editor, conference)}
    return found.get("left_alone")


def test_whoever_is_left_alone_stands_among_what_the_desk_decides_until_it_is(
    client, left, personas, conference
):
    gone, stays = left
    assert matter(personas, conference) is None
    registering.cancel_registration(registration=gone, by=gone.person)
    found = matter(personas, conference)
    # Once for two nights.
    assert (found.count, found.names) == (1, [stays.person.name])
    client.force_login(personas.editor)
    read = client.get(reverse("conference_desk:overview")).text
    assert "1 er tilbage alene på et værelse til to" in read
    rooming = reverse("conference_desk:list", args=[conference.pk, "vaerelser"])
    assert f'href="{rooming}"' in read
    assert words(client.get(rooming)).count("alene tilbage") == 2
    on_behalf.settle_alone(registration=stays, pays_alone=True, note="Aftalt", by=personas.editor)
    assert matter(personas, conference) is None
    assert "alene tilbage" not in words(client.get(rooming))


def test_of_two_who_have_parted_only_the_one_who_did_not_say_so_is_named(
    left, personas, conference
):
    gone, stays = left
    sharing.part_ways(share=RoomShare.objects.get(), by=gone.person)
    assert matter(personas, conference).names == [stays.person.name]


def test_many_who_are_left_alone_cost_no_more_queries(personas, conference):
    counted = []
    for count in (1, 3, 12):
        while (found := matter(personas, conference)) is None or found.count < count:
            gone, _stays = two_in_a_room(conference, f"A {uuid4()}", f"B {uuid4()}")
            registering.cancel_registration(registration=gone, by=gone.person)
        with CaptureQueriesContext(connection) as asked:
            assert matter(personas, conference).count == count
        counted.append(len(asked))
    assert counted[0] == counted[1] == counted[2]

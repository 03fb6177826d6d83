"""The secretariat's desk, as a browser sees it: the overview, parts, lines, letters."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from events.conference import deciding, desk_queries
from events.conference.enums import PartKind, SessionKind
from events.conference.flows import booking, programme, sharing
from events.conference.flows.points import Point
from events.conference.models import Conference
from tests.events.conference.desk.addresses import to
from tests.factories.events import make_part, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def test_the_bars_say_what_is_taken_and_who_waits(personas, conference):
    night = make_part(conference, capacity=1, by=personas.editor)
    session = conference.parts.get(kind=PartKind.SESSION)
    register(conference, make_member("Ada", "Odense"), parts=[night, session])
    register(conference, make_member("Bo", "Odense"), waits=[night])
    found = desk_queries.bars(personas.editor, conference_now())
    assert [(each.kind, each.taken, each.capacity, each.waiting) for each in found] == [
        ("", 2, 160, 0),
        ("session", 1, 20, 0),
        ("night", 1, 1, 1),
    ]
    assert desk_queries.bars(personas.member, conference_now()) == []


def conference_now() -> Conference:
    return Conference.objects.get()


def test_what_is_to_be_decided(personas, conference):
    editor = personas.editor
    night = make_part(conference, capacity=1, by=editor)
    make_part(conference, "meal", title="Middag", by=editor)
    ada = register(
        conference,
        make_member("Ada", "Odense"),
        parts=[night],
        emergency_name="Ib",
        emergency_phone="12345678",
    )
    bo = register(conference, make_member("Bo", "Odense"), waits=[night])
    sharing.ask(registration=ada, other=bo, by=ada.person)
    found = {each.code: each for each in deciding.matters(editor, conference)}
    assert {code: each.names for code, each in found.items()} == {
        "nights_wait": ["Bo"],
        "rooms_asked": ["Bo"],
        "no_contact": ["Bo"],
        "unbooked": ["Mægling", "Middag"],
    }
    booking.leave(booking=ada.bookings.get(), by=ada.person)
    bo.bookings.update(offered_until=timezone.now() + timedelta(hours=23))
    found = {each.code: each for each in deciding.matters(editor, conference)}
    assert found["offers_end"].names == ["Bo"] and "nights_wait" not in found
    draft = programme.add_session(
        conference=conference,
        point=Point(1, time(13), time(14), SessionKind.PLENARY, "Tilsyn"),
        by=editor,
    )
    found = {each.code: each for each in deciding.matters(editor, conference)}
    assert found["unpublished"].names == [draft.title]
    assert deciding.matters(personas.member, conference) == []


def test_what_waits_is_named_with_the_way_to_it(at_the_desk, personas, conference):
    point = Point(1, time(13), time(14), SessionKind.PLENARY, "Tilsyn")
    programme.add_session(conference=conference, point=point, by=personas.editor)
    page = at_the_desk.get(to("overview")).text
    assert "1 punkt i programmet er ændret og ikke udgivet" in page
    assert to("publish_programme", conference.pk) in page


def test_the_municipalities_nobody_comes_from(personas, conference):
    make_member("Anna", "Nyborg")
    make_member("Åge", "Nyborg")
    register(conference, make_member("Bo", "Faxe"))
    found = {each.name: each.members for each in desk_queries.missing(personas.editor, conference)}
    assert found["Nyborg"] == ("Anna", "Åge")
    assert "Faxe" not in found

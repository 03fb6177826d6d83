"""Rooms and tracks, and what does not go together."""

import pytest

from events.conference import programme_problems, queries
from events.conference.enums import SessionKind
from events.conference.flows import places, programme
from events.conference.flows.points import Talker
from events.conference.models import Conference, Hall, SessionDraft
from portal.kit.problems import Refused
from tests.factories.events import (
    add_session,
    make_conference,
    publish_programme,
    register,
)

from .asking import address, point, typed

pytestmark = pytest.mark.django_db


def test_a_session_has_no_more_seats_than_its_room_has_chairs(at_the_desk, personas, session, hall):
    facts = typed(title="Mægling", kind=SessionKind.PARALLEL, hall=str(hall.pk), capacity="41")
    answer = at_the_desk.post(address("change_session", session.uid), facts)
    assert set(answer.context["form"].errors) == {"capacity"}
    assert "Der er 40 stole i Salen, og du har skrevet 41 pladser." in answer.text
    at_the_desk.post(address("change_session", session.uid), {**facts, "capacity": ""})
    publish_programme(session.conference, by=personas.editor)
    session.refresh_from_db()
    assert session.part.capacity == 40
    with pytest.raises(Refused) as refused:
        places.write_hall(
            conference=session.conference, hall=hall, name="Salen", capacity=39, by=personas.editor
        )
    assert refused.value.codes == ["chairs_in_use"]


def test_rooms_and_tracks_are_written_once_and_stay_while_they_are_used(
    at_the_desk, personas, conference, session
):
    here = conference.pk
    at_the_desk.post(
        address("add_hall", here), {"name": "Salen", "capacity": "40", "where": "1. sal"}
    )
    again = at_the_desk.post(address("add_hall", here), {"name": "SALEN"})
    assert set(again.context["form"].errors) == {"name"}
    at_the_desk.post(address("add_track", here), {"name": "Mægling", "tone": "sand"})
    hall, track = Hall.objects.get(), conference.tracks.get()
    programme.change_session(plan=session, point=point(hall=hall, track=track), by=personas.editor)
    for name, place in (("remove_hall", hall), ("remove_track", track)):
        answer = at_the_desk.post(address(name, here, place.pk), follow=True)
        assert "1 punkt i programmet bruger det" in answer.text
    programme.undo(draft=SessionDraft.objects.get(), by=personas.editor)
    at_the_desk.post(address("remove_hall", here, hall.pk))
    at_the_desk.post(address("remove_track", here, track.pk))
    assert not Hall.objects.exists() and not conference.tracks.exists()
    other = make_conference(by=personas.editor, days=600)
    theirs = places.write_hall(conference=other, name="Fremmed", by=personas.editor)
    at_the_desk.post(address("remove_hall", here, theirs.pk))
    assert Hall.objects.get() == theirs
    assert at_the_desk.get(address("hall", here, theirs.pk)).status_code == 404


def notices_of(conference, personas) -> list[str]:
    # As the next request has it.
    conference = Conference.objects.get(pk=conference.pk)
    planned = queries.planned_for(personas.editor, conference)
    return sorted(each.code for each in programme_problems.to_notice(conference, planned))


def test_what_does_not_go_together_is_pointed_out(at_the_desk, personas, conference, hall):
    assert notices_of(conference, personas) == []
    speaks = (Talker(person=personas.member),)
    add_session(conference, point("Tilsyn", 14, 15, hall=hall, speakers=speaks), by=personas.editor)
    assert notices_of(conference, personas) == ["not_registered"]
    register(conference, personas.member)
    assert notices_of(conference, personas) == []
    # A draft counts: it is what will be.
    second = programme.add_session(
        conference=conference,
        point=point("Notatpligt", 14, 16, hall=hall, speakers=speaks),
        by=personas.editor,
    )
    assert notices_of(conference, personas) == ["room", "speaker"]
    text = at_the_desk.get(address("programme", conference.pk)).text
    assert "»Notatpligt« og »Tilsyn« ligger på samme tid i Salen." in text
    assert "holder oplæg ved »Notatpligt« og »Tilsyn« på samme tid" in text
    programme.remove_session(plan=second, by=personas.editor)
    programme.add_session(
        conference=conference,
        point=point("Fest", 14, 15, kind=SessionKind.SOCIAL),
        by=personas.editor,
    )
    assert notices_of(conference, personas) == ["time"]


def test_more_people_than_chairs_is_pointed_out(personas, conference):
    small = places.write_hall(
        conference=conference, name="Lille sal", capacity=1, by=personas.editor
    )
    add_session(
        conference, point("Tale", 15, 16, kind=SessionKind.PLENARY, hall=small), by=personas.editor
    )
    register(conference, personas.member)
    assert notices_of(conference, personas) == []
    register(conference, personas.coordinator)
    assert notices_of(conference, personas) == ["few_chairs"]

"""A session is compared with the one it was copied from, whatever each of them is called, and else with the
one of the same name."""

from datetime import timedelta
from uuid import uuid4

import pytest

from events.conference.flows import copying, programme
from events.conference.models import Session, SessionDraft
from events.evaluations.subjects import Part
from events.feedback import years
from events.feedback.queries import parts_of
from tests.factories import feedback
from tests.factories.events import publish_programme
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def part(key: str, title: str, origin: str = "") -> Part:
    return Part(key, title, origin=origin)


def test_a_session_that_was_renamed_is_compared_with_the_one_it_was_copied_from():
    now = [part("session-3", "Mægling, anden del", "a"), part("session-4", "Tilsyn", "c")]
    then = [part("session-1", "Mægling", "a"), part("session-2", "Tilsyn ", "b")]
    assert years.same_parts(now, then) == {"session-3": "session-1", "session-4": "session-2"}


def test_whose_name_somebody_else_has_taken_is_compared_once():
    """Last year's is the one that was copied, and not the new one that has its old name."""
    now = [part("session-3", "Noget nyt", "a"), part("session-4", "Mægling", "c")]
    then = [part("session-1", "Mægling", "a")]
    assert years.same_parts(now, then) == {"session-3": "session-1"}


def test_without_anything_known_names_decide():
    now, then = (
        [part("session-3", "Åbning")],
        [part("session-1", "AABNING"), part("session-2", "x")],
    )
    assert years.same_parts(now, then) in ({}, {"session-3": "session-1"})
    assert years.same_parts(now, [part("session-1", "åbning ")]) == {"session-3": "session-1"}
    assert years.same_parts([], then) == years.same_parts(now, []) == {}


def test_a_copy_keeps_where_it_came_from_over_two_years_and_a_new_name(personas):
    by = personas.editor
    first = feedback.make_held([make_member("Deltager")], by=by, days_ago=1000)
    root = first.sessions.get(title="Åbning")
    conference = first
    for number in (1, 2):
        starts_on = conference.starts_on + timedelta(weeks=52)
        conference = copying.copy(conference=conference, starts_on=starts_on, by=by)
        assert set(conference.session_drafts.values_list("copied_from", flat=True)) == set(
            first.sessions.values_list("uid", flat=True)
        )
        draft = conference.session_drafts.get(copied_from=root.uid)
        SessionDraft.objects.filter(pk=draft.pk).update(title=f"Velkommen {number}")
        publish_programme(conference, by=by)
        session = Session.objects.get(uid=draft.uid)
        assert (session.copied_from, session.title) == (root.uid, f"Velkommen {number}")
    now, then = parts_of(conference), parts_of(first)
    pairs = years.same_parts(now, then)
    assert pairs[feedback.key(conference, "Velkommen 2")] == feedback.key(first, "Åbning")
    assert len(pairs) == len(now) == len(then)


def test_a_session_of_ones_own_goes_back_to_itself(personas):
    conference = feedback.make_held([], by=personas.editor)
    session = conference.sessions.get(title="Åbning")
    assert session.copied_from is None and session.origin == session.uid
    other = Session(uid=uuid4(), copied_from=session.uid)
    assert other.origin == session.uid
    point = feedback.point("Ny", day=2)
    draft = programme.add_session(conference=conference, point=point, by=personas.editor)
    assert draft.copied_from is None

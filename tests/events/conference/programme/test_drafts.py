"""What is published stays until the next version, and what somebody comes to does not vanish."""

import pytest

from events.conference.enums import SessionKind
from events.conference.flows import arranging, programme, publishing
from events.conference.flows.points import Talker
from events.conference.models import Session, SessionDraft, Speaker
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.events import (
    add_session,
    conference_facts,
    make_conference,
    publish_programme,
    register,
)
from tests.factories.people import make_member

from .asking import address, point, typed

pytestmark = pytest.mark.django_db


def test_a_change_back_to_what_is_published_is_no_change(at_the_desk, session):
    page = address("change_session", session.uid)
    same = typed(title="Mægling", kind=SessionKind.PARALLEL, ends="11:00")
    at_the_desk.post(page, {**same, "title": "Mægling i praksis"})
    assert SessionDraft.objects.get().title == "Mægling i praksis"
    assert 'value="Mægling i praksis"' in at_the_desk.get(page).text
    session.refresh_from_db()
    assert session.title == "Mægling"
    at_the_desk.post(page, same)
    assert not SessionDraft.objects.exists()
    at_the_desk.post(page, {**same, "title": "Noget andet"})
    at_the_desk.post(address("undo_session", session.uid))
    assert not SessionDraft.objects.exists()
    assert Entry.objects.filter(action="conference.draft_undone").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"capacity": "1"}, "capacity"), ({"kind": SessionKind.PLENARY, "capacity": ""}, "kind")],
)
def test_a_choice_does_not_shrink_below_those_who_made_it(
    at_the_desk, personas, session, changes, field
):
    for person in (personas.member, personas.coordinator):
        register(session.conference, person, parts=[session.part])
    facts = {**typed(title="Mægling", kind=SessionKind.PARALLEL, capacity="2"), **changes}
    answer = at_the_desk.post(address("change_session", session.uid), facts)
    assert set(answer.context["form"].errors) == {field}
    assert not SessionDraft.objects.exists()


def test_what_was_never_published_is_removed_at_once(at_the_desk, conference):
    at_the_desk.post(address("add_session", conference.pk), typed())
    draft = SessionDraft.objects.get()
    assert at_the_desk.get(address("cancel_session", draft.uid)).status_code == 404
    at_the_desk.post(address("remove_session", draft.uid))
    assert not SessionDraft.objects.exists()
    assert conference.sessions.count() == 2


def test_what_somebody_comes_to_does_not_vanish(at_the_desk, personas, conference, session):
    plenary = add_session(
        conference, point("Fest", 19, 23, kind=SessionKind.SOCIAL), by=personas.editor
    )
    register(conference, personas.member, parts=[session.part])
    for each in (session, plenary):
        answer = at_the_desk.post(address("remove_session", each.uid), follow=True)
        assert "1 regner med at komme. Aflys det i stedet" in answer.text
        assert 'fjern/"' not in at_the_desk.get(address("change_session", each.uid)).text
    unchosen = Session.objects.get(title="Aktindsigt")
    at_the_desk.post(address("remove_session", unchosen.uid))
    assert Session.objects.count() == 3
    # Somebody chooses it before it is gone: then it is not.
    register(conference, personas.coordinator, parts=[unchosen.part])
    with pytest.raises(Refused) as refused:
        publish_programme(conference, by=personas.editor)
    assert refused.value.codes == ["has_participants"]
    assert Session.objects.count() == 3


def test_the_programme_is_not_written_anew_over_peoples_heads(personas, conference):
    arranging.set_programme(conference=conference, programme=[point("Ny")], by=personas.editor)
    assert [each.number for each in conference.versions.all()] == [2, 1]
    register(conference, personas.member)
    with pytest.raises(Refused) as refused:
        arranging.set_programme(conference=conference, programme=[], by=personas.editor)
    assert refused.value.codes == ["has_participants"]
    assert [session.title for session in conference.sessions.all()] == ["Ny"]


def test_the_conference_does_not_end_before_its_last_point_not_even_a_draft(
    at_the_desk, personas, conference
):
    programme.add_session(conference=conference, point=point("Sidst", day=3), by=personas.editor)
    shorter = conference_facts()
    with pytest.raises(Refused) as refused:
        arranging.change(
            conference=conference,
            facts=conference_facts(ends_on=shorter.starts_on),
            by=personas.editor,
        )
    assert refused.value.codes == ["days_in_use"]


def test_the_programme_of_a_conference_that_is_called_off_stays(at_the_desk, personas, session):
    programme.change_session(plan=session, point=point("Ny"), by=personas.editor)
    arranging.call_off(conference=session.conference, by=personas.editor)
    page = at_the_desk.get(address("programme", session.conference_id)).text
    assert "Tilføj et punkt" not in page
    answer = at_the_desk.post(address("add_session", session.conference_id), typed())
    assert "Årsmødet er aflyst" in answer.text
    at_the_desk.post(address("cancel_session", session.uid), {"when": "now"})
    at_the_desk.post(address("remove_session", session.uid))
    answer = at_the_desk.post(address("publish_programme", session.conference_id), {"words": ""})
    assert answer.status_code == 200
    session.refresh_from_db()
    assert (session.is_cancelled, session.title) == (False, "Mægling")


def test_nobody_is_told_of_the_programme_of_a_draft(personas):
    draft = make_conference(by=personas.editor, draft=True, programme=[point()])
    session = draft.sessions.get()
    speaks = (Talker(person=make_member("Nummer Et", "Odense")),)
    programme.change_session(
        plan=session, point=point("Ny", 12, 13, speakers=speaks), by=personas.editor
    )
    publish_programme(draft, by=personas.editor)
    publishing.cancel_now(session=session, by=personas.editor)
    assert [each.number for each in draft.versions.all()] == [3, 2, 1]
    assert not Notice.objects.exists() and not OutgoingMail.objects.exists()
    assert Speaker.objects.filter(session=session).count() == 1

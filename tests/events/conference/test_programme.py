"""The programme at the desk: points, rooms, tracks and speakers are written as a draft that nobody else
sees."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events.conference import programme_problems, queries
from events.conference.enums import SessionKind, Tone
from events.conference.flows import arranging, places, programme, publishing
from events.conference.flows.points import Talker
from events.conference.models import Conference, Hall, Session, SessionDraft, Speaker
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

pytestmark = pytest.mark.django_db
ALLOWED = {"editor", "administrator"}


def point(title="Mægling", starts=10, ends=11, *, day=1, kind=SessionKind.PARALLEL, **more):
    return arranging.Point(day, time(starts), time(ends), kind, title, **more)


def address(name: str, *args) -> str:
    return reverse(f"conference_desk:{name}", args=args)


def typed(*speakers: dict, **changes) -> dict:
    """A point as the browser sends it, with the rows of those who speak."""
    rows = {
        f"oplaeg-{n}-{name}": value for n, row in enumerate(speakers) for name, value in row.items()
    }
    return {
        "day": "1",
        "starts": "10:00",
        "ends": "11:30",
        "kind": SessionKind.PLENARY,
        "title": "Velkommen",
        "hall": "",
        "track": "",
        "capacity": "",
        "abstract": "",
        "oplaeg-TOTAL_FORMS": str(len(speakers)),
        "oplaeg-INITIAL_FORMS": "0",
        **rows,
        **changes,
    }


@pytest.fixture
def conference(personas):
    return make_conference(by=personas.editor, programme=[point(), point("Aktindsigt")])


@pytest.fixture
def session(conference):
    return conference.sessions.get(title="Mægling")


@pytest.fixture
def hall(conference, personas):
    return places.write_hall(conference=conference, name="Salen", capacity=40, by=personas.editor)


@pytest.fixture
def at_the_desk(client, personas):
    client.force_login(personas.editor)
    return client


# --- who ---------------------------------------------------------------------------------------------
def test_only_those_who_manage_the_conference_change_its_programme(client, personas, session, hall):
    here = session.conference_id
    pages = [
        address("programme", here),
        address("add_session", here),
        address("publish_programme", here),
        address("places", here),
        address("add_hall", here),
        address("hall", here, hall.pk),
        address("change_session", session.uid),
        address("cancel_session", session.uid),
    ]
    deeds = [
        address("remove_session", session.uid),
        address("undo_session", session.uid),
        address("remove_hall", here, hall.pk),
    ]
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        for page in pages:
            assert (client.get(page).status_code == 200) == (name in ALLOWED), (name, page)
        if name not in ALLOWED:
            for page in [*pages, *deeds]:
                assert client.post(page, typed()).status_code in (302, 403, 405), (name, page)
    session.refresh_from_db()
    assert (session.title, session.is_cancelled) == ("Mægling", False)
    assert Session.objects.count() == 2 and not SessionDraft.objects.exists()


@pytest.mark.parametrize("name", ["member", "coordinator", "jurist"])
def test_the_flows_ask_the_same_rule(personas, session, hall, name):
    user, conference = getattr(personas, name), session.conference
    draft = programme.cancel_session(session=session, by=personas.editor)
    for deed in (
        lambda: programme.add_session(conference=conference, point=point("X"), by=user),
        lambda: programme.change_session(plan=session, point=point("X"), by=user),
        lambda: programme.cancel_session(session=session, by=user),
        lambda: programme.remove_session(plan=session, by=user),
        lambda: programme.undo(draft=draft, by=user),
        lambda: publishing.publish(conference=conference, by=user),
        lambda: publishing.cancel_now(session=session, by=user),
        lambda: places.write_hall(conference=conference, name="X", by=user),
        lambda: places.remove_hall(hall=hall, by=user),
        lambda: places.write_track(conference=conference, name="X", tone=Tone.SAND, by=user),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert "not_allowed" in refused.value.codes


# --- writing -----------------------------------------------------------------------------------------
def test_a_point_is_a_draft_until_it_is_published(at_the_desk, personas, conference, hall):
    page = address("add_session", conference.pk)
    assert at_the_desk.get(f"{page}?dag=2").context["form"]["day"].value() == 2
    lotte = {"name": "Lotte Friis", "title": "chefjurist", "organisation": "KL"}
    member = {"person": str(personas.member.pk), "about": "Har mæglet i ti år"}
    sent = typed(lotte, member, day="2", starts="9.30", abstract="Om mødet.", hall=str(hall.pk))
    answer = at_the_desk.post(page, sent)
    assert answer["Location"] == address("programme", conference.pk)
    draft = SessionDraft.objects.get()
    assert (draft.day, draft.starts, draft.ends, draft.room) == (
        2,
        time(9, 30),
        time(11, 30),
        "Salen",
    )
    assert draft.speaker == f"Lotte Friis, {personas.member.name}"
    entry = Entry.objects.get(action="conference.session_added")
    assert (entry.by_id, entry.object_id) == (personas.editor.pk, str(draft.pk))
    assert "nyt, ikke udgivet" in at_the_desk.get(answer["Location"]).text
    assert "Velkommen" not in at_the_desk.get("/aarsmoede/").text
    assert list(queries.search_for(personas.member, "lotte")) == []
    at_the_desk.post(address("publish_programme", conference.pk), {"words": ""})
    added = Session.objects.get(title="Velkommen")
    assert (added.uid, added.speaker) == (draft.uid, f"Lotte Friis, {personas.member.name}")
    assert not SessionDraft.objects.exists()
    for path in ("/aarsmoede/", "/aarsmoede/program/", answer["Location"]):
        text = at_the_desk.get(path).text
        assert "Velkommen" in text and "Salen" in text and "kl. 9.30-11.30" in text, path
    assert "chefjurist, KL" in at_the_desk.get(added.get_absolute_url()).text
    assert list(queries.search_for(personas.member, "lotte")) == [conference]


def test_a_form_sent_twice_adds_one_point(at_the_desk, conference):
    for _ in range(2):
        at_the_desk.post(address("add_session", conference.pk), typed())
    assert SessionDraft.objects.filter(title="Velkommen").count() == 1


def test_rows_of_speakers_come_and_go_without_a_script(at_the_desk, conference):
    page = address("add_session", conference.pk)
    one, two = {"name": "Lotte Friis"}, {"name": "Vibeke Riis"}
    more = at_the_desk.post(page, typed(one, title="Nyt", more_speakers="1"))
    assert 'value="Lotte Friis"' in more.text and 'value="Nyt"' in more.text
    assert len(more.context["speakers"].forms) == 2
    less = at_the_desk.post(page, typed(one, two, remove_speaker="0"))
    assert "Lotte Friis" not in less.text and 'value="Vibeke Riis"' in less.text
    assert not SessionDraft.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": "4"}, "day"),
        ({"day": "x"}, "day"),
        ({"starts": "halv ti"}, "starts"),
        ({"starts": ""}, "starts"),
        ({"starts": "12:00"}, "ends"),
        ({"ends": "10:00"}, "ends"),
        ({"kind": "fest"}, "kind"),
        ({"title": ""}, "title"),
        ({"title": "Sagen om 010190-1234"}, "title"),
        ({"hall": "99999"}, "hall"),
        ({"track": "99999"}, "track"),
        ({"abstract": "Borgeren 010190-1234"}, "abstract"),
        ({"capacity": "0", "kind": SessionKind.PARALLEL}, "capacity"),
        ({"capacity": "mange", "kind": SessionKind.PARALLEL}, "capacity"),
        ({"capacity": "20"}, "capacity"),
    ],
)
def test_a_wrong_answer_is_said_beside_its_field_and_the_rest_is_kept(
    at_the_desk, conference, session, changes, field
):
    for page in (address("add_session", conference.pk), address("change_session", session.uid)):
        answer = at_the_desk.post(page, typed({"name": "Lotte Friis"}, **changes))
        assert set(answer.context["form"].errors) == {field}
        assert 'value="Lotte Friis"' in answer.text
    assert not SessionDraft.objects.exists()


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"name": "010190-1234"}, "name"),
        ({"name": "Lotte", "about": "Født 010190-1234"}, "about"),
        ({"name": "Lotte", "organisation": "010190-1234"}, "organisation"),
        ({"title": "chefjurist"}, "person"),
        ({"person": "99999"}, "person"),
    ],
)
def test_a_wrong_speaker_is_said_at_the_row(at_the_desk, conference, row, field):
    answer = at_the_desk.post(address("add_session", conference.pk), typed(row))
    assert [set(each) for each in answer.context["speakers"].errors] == [{field}]
    assert not SessionDraft.objects.exists()


def test_a_cpr_number_does_not_come_in_by_the_flows_either(personas, conference):
    by = personas.editor
    for deed in (
        lambda: programme.add_session(conference=conference, point=point("010190-1234"), by=by),
        lambda: programme.add_session(
            conference=conference,
            point=point("X", speakers=(Talker(name="010190-1234"),)),
            by=by,
        ),
        lambda: places.write_hall(conference=conference, name="010190-1234", by=by),
        lambda: places.write_track(
            conference=conference, name="010190-1234", tone=Tone.SAND, by=by
        ),
    ):
        with pytest.raises(ValidationError):
            deed()


def test_nothing_of_another_conference_is_used(personas, conference):
    other = make_conference(by=personas.editor, days=600)
    theirs = places.write_hall(conference=other, name="Fremmed sal", by=personas.editor)
    with pytest.raises(Refused) as refused:
        programme.add_session(
            conference=conference, point=point("X", hall=theirs), by=personas.editor
        )
    assert refused.value.codes == ["elsewhere"]


def test_the_same_member_speaks_once_at_a_point(personas, conference):
    twice = (Talker(person=personas.member), Talker(person=personas.member))
    with pytest.raises(Refused) as refused:
        programme.add_session(
            conference=conference, point=point("X", speakers=twice), by=personas.editor
        )
    assert refused.value.codes == ["speaks_twice"]


# --- rooms and tracks --------------------------------------------------------------------------------
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


# --- drafts of what is published -----------------------------------------------------------------------
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

"""The programme at the desk: points are written, moved and cancelled, and nobody's plan just vanishes."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events.conference import queries
from events.conference.enums import PartKind, SessionKind
from events.conference.flows import arranging, booking, programme
from events.conference.models import Conference, Session
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.notices.tasks import render
from tests.factories.events import conference_facts, make_conference, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ALLOWED = {"editor", "administrator"}


def point(title="Mægling", starts=10, ends=11, *, day=1, kind=SessionKind.PARALLEL, **more):
    return arranging.Point(day, time(starts), time(ends), kind, title, **more)


def address(name: str, *args) -> str:
    return reverse(f"conference_desk:{name}", args=args)


def typed(**changes) -> dict:
    """A point as the browser sends it."""
    return {
        "day": "1",
        "starts": "10:00",
        "ends": "11:30",
        "kind": SessionKind.PLENARY,
        "title": "Velkommen",
        "speaker": "Lotte Friis",
        "room": "Salen",
        "capacity": "",
        "abstract": "",
        **changes,
    }


@pytest.fixture
def conference(personas):
    return make_conference(by=personas.editor, programme=[point(), point("Aktindsigt")])


@pytest.fixture
def session(conference):
    return conference.sessions.get(title="Mægling")


@pytest.fixture
def at_the_desk(client, personas):
    client.force_login(personas.editor)
    return client


def choose(session, person, **kwargs):
    """A seat at the conference and at the session."""
    registration = queries.own_registration(person, session.conference) or register(
        session.conference, person
    )
    had = queries.chosen_by(registration)
    parts = [each.part for each in [*had, session]]
    booking.book(registration=registration, parts=parts, by=person)
    session.refresh_from_db()
    return registration


# --- who ---------------------------------------------------------------------------------------------
def test_only_those_who_manage_the_conference_change_its_programme(client, personas, session):
    pages = [
        address("programme", session.conference_id),
        address("add_session", session.conference_id),
        address("change_session", session.pk),
        address("cancel_session", session.pk),
    ]
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        for page in pages:
            assert (client.get(page).status_code == 200) == (name in ALLOWED), (name, page)
        if name not in ALLOWED:
            for page in [*pages, address("remove_session", session.pk)]:
                assert client.post(page, typed()).status_code in (302, 403, 405), (name, page)
    session.refresh_from_db()
    assert (session.title, session.is_cancelled) == ("Mægling", False)
    assert Session.objects.count() == 2


@pytest.mark.parametrize("name", ["member", "coordinator", "jurist"])
def test_the_flows_ask_the_same_rule(personas, session, name):
    user = getattr(personas, name)
    for deed in (
        lambda: programme.add_session(conference=session.conference, point=point("X"), by=user),
        lambda: programme.change_session(session=session, point=point("X"), by=user),
        lambda: programme.cancel_session(session=session, by=user),
        lambda: programme.remove_session(session=session, by=user),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.codes == ["not_allowed"]


# --- writing -----------------------------------------------------------------------------------------
def test_a_point_is_added_and_members_see_it(at_the_desk, personas, conference):
    page = address("add_session", conference.pk)
    assert at_the_desk.get(f"{page}?dag=2").context["form"]["day"].value() == 2
    answer = at_the_desk.post(page, typed(day="2", starts="9.30", abstract="Om mødet."))
    assert answer["Location"] == address("programme", conference.pk)
    added = Session.objects.get(title="Velkommen")
    assert (added.day, added.starts, added.ends, added.room) == (
        2,
        time(9, 30),
        time(11, 30),
        "Salen",
    )
    entry = Entry.objects.get(action="conference.session_added")
    assert (entry.by_id, entry.object_id) == (personas.editor.pk, str(added.pk))
    for text in (at_the_desk.get("/aarsmoede/").text, at_the_desk.get(answer["Location"]).text):
        assert "Velkommen" in text and "Salen" in text and "kl. 9.30-11.30" in text
    assert list(queries.search_for(personas.member, "lotte")) == [conference]


def test_a_form_sent_twice_adds_one_point(at_the_desk, conference):
    for _ in range(2):
        at_the_desk.post(address("add_session", conference.pk), typed())
    assert Session.objects.filter(title="Velkommen").count() == 1


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
        ({"speaker": "010190-1234"}, "speaker"),
        ({"room": "010190-1234"}, "room"),
        ({"abstract": "Borgeren 010190-1234"}, "abstract"),
        ({"capacity": "0", "kind": SessionKind.PARALLEL}, "capacity"),
        ({"capacity": "mange", "kind": SessionKind.PARALLEL}, "capacity"),
        ({"capacity": "20"}, "capacity"),
    ],
)
def test_a_wrong_answer_is_said_beside_its_field_and_the_rest_is_kept(
    at_the_desk, conference, session, changes, field
):
    before = Session.objects.count()
    for page in (address("add_session", conference.pk), address("change_session", session.pk)):
        answer = at_the_desk.post(page, typed(order="1", **changes))
        assert set(answer.context["form"].errors) == {field}
        kept = "Lotte Friis" if field != "speaker" else "Salen"
        assert f'value="{kept}"' in answer.text
    assert Session.objects.count() == before
    session.refresh_from_db()
    assert session.title == "Mægling"


def test_a_cpr_number_does_not_come_in_by_the_flow_either(personas, conference):
    with pytest.raises(ValidationError):
        programme.add_session(
            conference=conference, point=point(room="010190-1234"), by=personas.editor
        )


def test_points_at_the_same_time_are_pointed_out(at_the_desk, personas, conference):
    page = address("programme", conference.pk)
    assert "ligger på samme tid" not in at_the_desk.get(page).text
    programme.add_session(
        conference=conference, point=point("Frokost", kind=SessionKind.MEAL), by=personas.editor
    )
    text = at_the_desk.get(page).text
    assert "»Mægling« og »Frokost« ligger på samme tid." in text
    assert "»Mægling« og »Aktindsigt«" not in text


# --- moving ------------------------------------------------------------------------------------------
def test_a_point_is_moved_and_those_who_chose_it_keep_their_seat(at_the_desk, personas, session):
    choose(session, personas.member)
    page = address("change_session", session.pk)
    facts = typed(title="Mægling", kind=SessionKind.PARALLEL, starts="14:00", ends="15:00")
    assert at_the_desk.get(page).context["form"]["tell"].value() is True
    at_the_desk.post(page, {**facts, "tell": "on"})
    session.refresh_from_db()
    assert (session.starts, session.taken) == (time(14), 1)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.title) == (
        personas.member,
        "Ny tid eller nyt lokale: Mægling",
    )
    letter = render(OutgoingMail.objects.get(template="conference/mail/session_moved"))
    assert "kl. 14-15" in letter.body and "Salen" in letter.body
    assert Entry.objects.get(action="conference.session_changed").facts == {"moved": True}


def test_nobody_is_told_of_another_word_or_when_it_is_not_wished(at_the_desk, personas, session):
    choose(session, personas.member)
    page = address("change_session", session.pk)
    same = typed(title="Mægling", kind=SessionKind.PARALLEL, starts="10:00", ends="11:00", room="")
    at_the_desk.post(page, {**same, "title": "Mægling i praksis", "tell": "on"})
    at_the_desk.post(page, {**same, "starts": "10:30"})
    session.refresh_from_db()
    assert session.starts == time(10, 30)
    assert not Notice.objects.exists()


def test_a_point_is_not_moved_to_where_people_have_chosen_something_else(
    at_the_desk, personas, conference, session
):
    later = programme.add_session(
        conference=conference, point=point("Tilsyn", 14, 15), by=personas.editor
    )
    choose(session, personas.member)
    choose(later, personas.member)
    facts = typed(title="Mægling", kind=SessionKind.PARALLEL, starts="14:30", ends="15:30")
    answer = at_the_desk.post(address("change_session", session.pk), facts)
    assert set(answer.context["form"].errors) == {"starts"}
    assert "har valgt noget andet på det tidspunkt" in answer.text
    assert 'value="14:30"' in answer.text
    session.refresh_from_db()
    assert session.starts == time(10)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"capacity": "1"}, "capacity"), ({"kind": SessionKind.PLENARY, "capacity": ""}, "kind")],
)
def test_a_choice_does_not_shrink_below_those_who_made_it(
    at_the_desk, personas, session, changes, field
):
    choose(session, personas.member)
    choose(session, personas.coordinator)
    facts = {**typed(title="Mægling", kind=SessionKind.PARALLEL, capacity="2"), **changes}
    answer = at_the_desk.post(address("change_session", session.pk), facts)
    assert set(answer.context["form"].errors) == {field}
    session.refresh_from_db()
    assert (session.kind, session.capacity) == (SessionKind.PARALLEL, None)


# --- cancelling and removing ---------------------------------------------------------------------------
def test_a_cancelled_choice_is_shown_told_and_free_for_another(at_the_desk, personas, session):
    registration = choose(session, personas.member)
    register(session.conference, personas.coordinator)
    page = address("cancel_session", session.pk)
    assert "Den ene, der har valgt det, får besked" in at_the_desk.get(page).text
    assert at_the_desk.post(page)["Location"] == address("programme", session.conference_id)
    session.refresh_from_db()
    assert session.is_cancelled and session.taken == 0
    assert queries.chosen_by(registration) == []
    assert [notice.recipient for notice in Notice.objects.all()] == [personas.member]
    letter = render(OutgoingMail.objects.get(template="conference/mail/session_cancelled"))
    assert "kan nu vælge et andet" in letter.body
    at_the_desk.logout()
    at_the_desk.force_login(personas.member)
    text = at_the_desk.get("/aarsmoede/").text
    assert "<s>Mægling</s>" in text and "aflyst" in text
    form = at_the_desk.get(reverse("conference:change", args=[registration.pk])).context["form"]
    rows = [row.title for group in form.groups(PartKind.SESSION) for row in group.rows]
    assert rows == ["Aktindsigt", "Jeg har ikke besluttet mig endnu"]
    assert list(queries.search_for(personas.member, "mægling")) == []


def test_a_cancelled_point_for_all_is_told_to_everybody_with_a_seat(personas, conference):
    plenary = programme.add_session(
        conference=conference,
        point=point("Fest", 19, 23, kind=SessionKind.SOCIAL),
        by=personas.editor,
    )
    register(conference, personas.member)
    register(conference, personas.coordinator)
    programme.cancel_session(session=plenary, by=personas.editor)
    told = {notice.recipient for notice in Notice.objects.all()}
    assert told == {personas.member, personas.coordinator}
    letter = render(OutgoingMail.objects.filter(template="conference/mail/session_cancelled")[0])
    assert "kan nu vælge et andet" not in letter.body
    assert Entry.objects.get(action="conference.session_cancelled").facts == {"count": 2}


def test_a_point_is_cancelled_once_and_then_stays_as_it_was(at_the_desk, session):
    for _ in range(2):
        at_the_desk.post(address("cancel_session", session.pk))
    assert Entry.objects.filter(action="conference.session_cancelled").count() == 1
    answer = at_the_desk.post(address("change_session", session.pk), typed())
    assert "bliver stående, som det var" in answer.text
    session.refresh_from_db()
    assert session.title == "Mægling"


def test_what_somebody_comes_to_does_not_vanish(at_the_desk, personas, conference, session):
    plenary = programme.add_session(
        conference=conference, point=point("Fest", kind=SessionKind.SOCIAL), by=personas.editor
    )
    choose(session, personas.member)
    for each in (session, plenary):
        answer = at_the_desk.post(address("remove_session", each.pk), follow=True)
        assert "1 regner med at komme. Aflys det i stedet" in answer.text
        assert 'fjern/"' not in at_the_desk.get(address("change_session", each.pk)).text
    assert Session.objects.count() == 3
    unchosen = Session.objects.get(title="Aktindsigt")
    at_the_desk.post(address("remove_session", unchosen.pk))
    assert set(Session.objects.all()) == {session, plenary}
    assert Entry.objects.filter(action="conference.session_removed").count() == 1


def test_the_programme_is_not_written_anew_over_peoples_heads(personas, conference):
    arranging.set_programme(conference=conference, programme=[point("Ny")], by=personas.editor)
    register(conference, personas.member)
    with pytest.raises(Refused) as refused:
        arranging.set_programme(conference=conference, programme=[], by=personas.editor)
    assert refused.value.codes == ["has_participants"]
    assert [session.title for session in conference.sessions.all()] == ["Ny"]


def test_the_conference_does_not_end_before_its_last_point(at_the_desk, personas, conference):
    programme.add_session(conference=conference, point=point("Sidst", day=3), by=personas.editor)
    shorter = conference_facts()
    with pytest.raises(Refused) as refused:
        arranging.change(
            conference=conference,
            facts=conference_facts(ends_on=shorter.starts_on),
            by=personas.editor,
        )
    assert refused.value.codes == ["days_in_use"]
    facts = {
        **{name: value for name, value in vars(shorter).items() if value is not None},
        "ends_on": shorter.starts_on,
        "registration_opens_at": "2026-01-01T09:00",
        "registration_closes_at": "2026-03-01T12:00",
        "price": "3450",
    }
    answer = at_the_desk.post(address("change", conference.pk), facts)
    assert set(answer.context["form"].errors) == {"ends_on"}


def test_the_programme_of_a_conference_that_is_called_off_stays(at_the_desk, personas, session):
    arranging.call_off(conference=session.conference, by=personas.editor)
    page = at_the_desk.get(address("programme", session.conference_id)).text
    assert "Tilføj et punkt" not in page
    answer = at_the_desk.post(address("add_session", session.conference_id), typed())
    assert "Årsmødet er aflyst" in answer.text
    at_the_desk.post(address("cancel_session", session.pk))
    at_the_desk.post(address("remove_session", session.pk))
    session.refresh_from_db()
    assert not session.is_cancelled


def test_nobody_is_told_of_a_draft(personas):
    draft = make_conference(by=personas.editor, draft=True, programme=[point()])
    session = draft.sessions.get()
    programme.change_session(
        session=session, point=point("Ny", 12, 13), tell=True, by=personas.editor
    )
    programme.cancel_session(session=session, by=personas.editor)
    assert not Notice.objects.exists() and not OutgoingMail.objects.exists()
    assert Conference.objects.get().taken == 0
    assert make_member("Nummer Et", "Odense").pk  # there was somebody who could have been told

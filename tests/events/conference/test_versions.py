"""Versions of the programme: what is written is published at once, and only those hear of it whom it
concerns."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.calendar.invitations import programme_invitations_to
from events.calendar.queries import occasions_for
from events.conference import agenda, queries
from events.conference.enums import Place, SessionKind, Tone
from events.conference.flows import arranging, booking, places, programme, publishing
from events.conference.flows.points import Talker, point_of
from events.conference.models import Booking, Change, Conference, ProgrammeVersion, Session
from events.meetings.flows import attending
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.notices.tasks import render
from tests.factories.events import (
    add_session,
    make_conference,
    make_meeting,
    publish_programme,
    register,
)
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
CHANGED = "conference/mail/programme_changed"


def point(title="Mægling", starts=10, ends=11, *, day=1, kind=SessionKind.PARALLEL, **more):
    return arranging.Point(day, time(starts), time(ends), kind, title, **more)


@pytest.fixture
def people(db):
    return {
        name: make_member(name, "Odense") for name in ("Har", "Venter", "Kommer", "Taler", "Ude")
    }


@pytest.fixture
def conference(personas, people):
    """One who has Mægling, one who waits for it, one who only comes, one who speaks there and has no seat."""
    found = make_conference(
        by=personas.editor,
        programme=[
            point(capacity=1, speakers=(Talker(person=people["Taler"]),)),
            point("Aktindsigt"),
            point("Tilsyn", 14, 15),
            point("Velkommen", 9, 10, kind=SessionKind.PLENARY),
        ],
    )
    mægling = Session.objects.get(title="Mægling").part
    register(found, people["Har"], parts=[mægling])
    register(found, people["Venter"], waits=[mægling])
    register(found, people["Kommer"])
    OutgoingMail.objects.all().delete()
    Notice.objects.all().delete()
    return Conference.objects.get(pk=found.pk)


def session(title="Mægling") -> Session:
    return Session.objects.get(title=title)


def change(personas, found: Session, **facts):
    """What the point says, but for these; published."""
    wanted = arranging.Point(**{**vars(point_of(found)), **facts})
    programme.change_session(plan=found, point=wanted, by=personas.editor)
    return publish_programme(found.conference, by=personas.editor)


def told() -> list[str]:
    """Who has had a letter about the programme, one line for each letter."""
    letters = OutgoingMail.objects.filter(template=CHANGED)
    assert letters.count() == Notice.objects.filter(kind="conference_programme").count()
    return sorted(letters.values_list("recipient__name", flat=True))


def letter_to(person) -> str:
    return render(OutgoingMail.objects.get(template=CHANGED, recipient=person)).body


# --- only those whom it concerns -----------------------------------------------------------------------
ALL_OF_IT = ["Har", "Taler", "Venter"]


@pytest.mark.parametrize(
    ("title", "facts", "hear"),
    [
        ("Mægling", {"starts": time(10, 30)}, ALL_OF_IT),
        ("Mægling", {"title": "Mægling i praksis"}, ALL_OF_IT),
        ("Mægling", {"speakers": ()}, ALL_OF_IT),
        ("Mægling", {"abstract": "Andre ord"}, []),
        ("Mægling", {"capacity": 1, "day": 2}, ALL_OF_IT),
        ("Aktindsigt", {"starts": time(10, 30)}, []),
        ("Velkommen", {"starts": time(9, 30)}, ["Har", "Kommer", "Venter"]),
        ("Velkommen", {"title": "Goddag"}, []),
    ],
)
def test_exactly_those_hear_of_a_change_whom_it_concerns(personas, conference, title, facts, hear):
    change(personas, session(title), **facts)
    assert told() == hear


def test_another_room_is_told_and_another_track_is_not(personas, conference, people):
    hall = places.write_hall(conference=conference, name="Salen", by=personas.editor)
    track = places.write_track(
        conference=conference, name="Praksis", tone=Tone.SAND, by=personas.editor
    )
    change(personas, session(), track=track)
    assert told() == []
    change(personas, session(), hall=hall)
    assert told() == ALL_OF_IT
    body = letter_to(people["Har"])
    assert "Version 3" in body and "Lokale: Salen" in body and "Praksis" not in body


def test_several_changes_are_one_letter_each(personas, conference, people):
    for title in ("Mægling", "Velkommen"):
        found = session(title)
        wanted = arranging.Point(**{**vars(point_of(found)), "day": 2})
        programme.change_session(plan=found, point=wanted, by=personas.editor)
    assert told() == []
    publish_programme(conference, by=personas.editor, words="Tog er forsinkede, så alt rykker.")
    assert told() == ["Har", "Kommer", "Taler", "Venter"]
    both, one = letter_to(people["Har"]), letter_to(people["Kommer"])
    assert "Mægling" in both and "Velkommen" in both and "Tog er forsinkede" in both
    assert "Velkommen" in one and "Mægling" not in one
    assert Notice.objects.get(recipient=people["Har"]).title == "2 punkter i dit program er ændret"
    assert Notice.objects.get(recipient=people["Kommer"]).title == "Ændret i dit program: Velkommen"


def test_whoever_publishes_or_has_left_gets_no_letter(personas, conference, people):
    register(conference, personas.editor)
    people["Kommer"].memberships.update(ended_at=timezone.now())
    change(personas, session("Velkommen"), starts=time(9, 30))
    assert told() == ["Har", "Venter"]


def test_who_comes_to_speak_and_who_does_not_any_more_hears_it(personas, conference, people):
    change(
        personas, session(), speakers=(Talker(person=people["Ude"]), Talker(name="Gæst Gæstesen"))
    )
    assert "Du står i programmet som oplægsholder" in letter_to(people["Ude"])
    assert "ikke længere i programmet som oplægsholder" in letter_to(people["Taler"])
    assert "Andre oplægsholdere" in letter_to(people["Har"])
    # The list of versions names nobody: a name does not outlive its session.
    assert not Change.objects.filter(after__contains="Gæst").exists()


def test_a_new_session_is_told_to_its_speaker_alone_and_booked_from_then_on(
    personas, conference, people
):
    draft = programme.add_session(
        conference=conference,
        point=point("Ny", 16, 17, capacity=5, speakers=(Talker(person=people["Ude"]),)),
        by=personas.editor,
    )
    assert "Ny" not in [part.name for part in queries.parts_of(conference)]
    publish_programme(conference, by=personas.editor)
    assert told() == ["Ude"]
    new = Session.objects.get(uid=draft.uid)
    mine = queries.own_registration(people["Kommer"], conference)
    booking.book(registration=mine, parts=[new.part], by=people["Kommer"])
    assert queries.chosen_by(mine) == [new]


def test_the_first_version_is_told_to_everybody_who_comes(personas, people):
    conference = make_conference(by=personas.editor)
    register(conference, people["Kommer"])
    programme.add_session(conference=conference, point=point(), by=personas.editor)
    publish_programme(conference, by=personas.editor)
    letter = OutgoingMail.objects.get(template="conference/mail/programme_out")
    assert letter.recipient == people["Kommer"]
    assert "vælg de sessioner" in render(letter).body


# --- moved onto something else ---------------------------------------------------------------------------
def test_who_then_has_two_at_a_time_is_told_and_sees_it(client, personas, conference, people):
    mine = queries.own_registration(people["Har"], conference)
    booking.book(
        registration=mine, parts=[session().part, session("Tilsyn").part], by=people["Har"]
    )
    client.force_login(personas.editor)
    found = session("Tilsyn")
    wanted = arranging.Point(**{**vars(point_of(found)), "starts": time(10), "ends": time(11)})
    programme.change_session(plan=found, point=wanted, by=personas.editor)
    shown = client.get(reverse("conference_desk:publish_programme", args=[conference.pk])).text
    assert "1 har noget andet på det tidspunkt" in shown
    publish_programme(conference, by=personas.editor)
    assert "nu på samme tid som »Mægling«" in letter_to(people["Har"])
    client.force_login(people["Har"])
    page = client.get(reverse("conference:programme"))
    assert page.context["clashes"] == 2 and "samme tid" in page.text


# --- cancelled -----------------------------------------------------------------------------------------
def test_cancelled_at_once_whatever_else_is_a_draft(client, personas, conference, people):
    other = session("Velkommen")
    wanted = arranging.Point(**{**vars(point_of(other)), "title": "Goddag"})
    programme.change_session(plan=other, point=wanted, by=personas.editor)
    client.force_login(personas.editor)
    page = reverse("conference_desk:cancel_session", args=[session().uid])
    assert "Den ene, der har valgt det, får besked" in client.get(page).text
    client.post(page, {"when": "now"})
    assert told() == ALL_OF_IT
    assert "Vælg noget andet" in letter_to(people["Har"])
    gone = session()
    assert gone.is_cancelled and gone.taken == 0 and not Booking.objects.exists()
    assert session("Velkommen").draft.title == "Goddag"
    client.force_login(people["Har"])
    text = client.get("/aarsmoede/").text
    assert "<s>Mægling</s>" in text and "aflyst" in text and "Goddag" not in text
    assert list(queries.search_for(people["Har"], "mægling")) == []


def test_cancelled_with_the_next_version_is_booked_until_then(personas, conference, people):
    programme.cancel_session(session=session(), by=personas.editor)
    assert told() == [] and session().taken == 1
    publish_programme(conference, by=personas.editor)
    assert session().is_cancelled and told() == ALL_OF_IT


def test_a_point_is_cancelled_once(personas, conference):
    for _ in range(2):
        try:
            publishing.cancel_now(session=session(), by=personas.editor)
        except Refused as refused:
            assert refused.codes == ["cancelled"]
    assert ProgrammeVersion.objects.count() == 2


# --- the version itself --------------------------------------------------------------------------------
def test_nothing_is_published_of_a_version_that_something_stands_against(personas, conference):
    hall = places.write_hall(conference=conference, name="Salen", capacity=9, by=personas.editor)
    for title in ("Aktindsigt", "Tilsyn"):
        found = session(title)
        wanted = arranging.Point(**{**vars(point_of(found)), "hall": hall, "capacity": 9})
        programme.change_session(plan=found, point=wanted, by=personas.editor)
    # The chairs are counted anew, behind the drafts' back.
    type(hall).objects.update(capacity=5)
    with pytest.raises(Refused) as refused:
        publish_programme(conference, by=personas.editor)
    assert refused.value.codes == ["room_too_small", "room_too_small"]
    assert "»" in str(refused.value.blockers[0].message) or "“" in str(
        refused.value.blockers[0].message
    )
    assert session("Tilsyn").hall is None and ProgrammeVersion.objects.count() == 1


def test_there_is_no_version_without_anything_new(personas, conference):
    with pytest.raises(Refused) as refused:
        publish_programme(conference, by=personas.editor)
    assert refused.value.codes == ["nothing_new"]


def test_members_read_what_was_new_in_which_version(client, personas, conference, people):
    change(personas, session(), starts=time(10, 30))
    publishing.cancel_now(
        session=session("Tilsyn"), words="Oplægsholderen er syg.", by=personas.editor
    )
    client.force_login(people["Kommer"])
    text = client.get(reverse("conference:changes")).text
    assert text.index("Version 3") < text.index("Version 2") < text.index("Version 1")
    assert "Oplægsholderen er syg." in text and "Det er aflyst." in text
    assert "kl. 10.30-11 (før: " in text
    assert "Version 3, udgivet" in client.get(reverse("conference:programme")).text
    entry = Entry.objects.filter(action="conference.programme_published").latest("pk")
    assert (entry.facts["number"], entry.facts["points"]) == (3, 1)


def test_more_seats_go_to_whoever_waits_when_they_are_published(personas, conference, people):
    change(personas, session(), capacity=2)
    waiting = Booking.objects.get(registration__person=people["Venter"])
    assert waiting.place == Place.OFFERED and told() == []


# --- the calendar --------------------------------------------------------------------------------------
def test_ones_own_calendar_has_ones_own_programme_as_it_is_published(personas, conference, people):
    def titles(person):
        return sorted(each.title for each in occasions_for(person) if each.uid != conference.uid)

    assert titles(people["Har"]) == ["Mægling", "Velkommen"]
    assert titles(people["Kommer"]) == ["Velkommen"]
    assert titles(people["Ude"]) == []
    # Whoever speaks has to be there, registered or not.
    change(personas, session("Tilsyn"), speakers=(Talker(person=people["Ude"]),))
    assert titles(people["Ude"]) == ["Tilsyn"]
    before = next(each for each in occasions_for(people["Har"]) if each.title == "Mægling")
    version = change(personas, session(), starts=time(10, 30))
    after = next(each for each in occasions_for(people["Har"]) if each.title == "Mægling")
    assert after.uid == before.uid and after.sequence > before.sequence
    assert after.starts - before.starts == timedelta(minutes=30)
    (invitation,) = programme_invitations_to(people["Har"], version.pk, "CHANGE")
    assert invitation.method == "REQUEST" and b"T103000" in invitation.content
    assert programme_invitations_to(people["Kommer"], version.pk, "CHANGE") == []
    gone = publishing.cancel_now(session=session(), by=personas.editor)
    (taken_out,) = programme_invitations_to(people["Har"], gone.pk, "CHANGE")
    assert taken_out.method == "CANCEL"
    assert programme_invitations_to(personas.former, gone.pk, "CHANGE") == ()


# --- the page ------------------------------------------------------------------------------------------
def test_sessions_at_one_time_stand_in_the_columns_of_their_rooms(personas, conference):
    halls = [
        places.write_hall(conference=conference, name=name, by=personas.editor)
        for name in ("Salen", "Biblioteket", "Haven")
    ]
    for number, title in enumerate(("Mægling", "Aktindsigt")):
        change(personas, session(title), hall=halls[number])
    add_session(conference, point("Tredje", hall=halls[2]), by=personas.editor)
    fresh = Conference.objects.get(pk=conference.pk)
    (day,) = agenda.days(queries.points_of(fresh), [])
    assert day.lanes == ["Biblioteket", "Haven", "Salen"]
    columns = {p.session.title: p.column for slot in day.slots for p in slot.points}
    assert columns == {"Velkommen": 0, "Mægling": 3, "Aktindsigt": 1, "Tredje": 2, "Tilsyn": 0}


def test_ones_own_programme_names_what_else_one_comes_to_on_those_days(
    client, personas, conference, people
):
    group, planner = personas.group, personas.coordinator
    for title, beyond in (("Samme dag", 0), ("Afbud", 0), ("Ugen efter", 7)):
        away = (conference.starts_on - timezone.localdate()).days + beyond
        found = make_meeting(group, by=planner, title=title, days=away)
        if title != "Afbud":
            attending.sign_up(meeting=found, person=people["Har"], by=people["Har"])
    client.force_login(people["Har"])
    page = reverse("conference:programme")
    assert "Samme dag" not in client.get(page).text
    mine = client.get(page + "?vis=mit").text
    assert "Samme dag" in mine and "Afbud" not in mine and "Ugen efter" not in mine
    # The desk sees all that is held beside the conference.
    client.force_login(personas.editor)
    desk = client.get(reverse("conference_desk:overview")).text
    assert "Samme dag" in desk and "Afbud" in desk and "Ugen efter" not in desk


def test_the_programme_shows_one_track_or_what_is_mine(client, personas, conference, people):
    track = places.write_track(
        conference=conference, name="Praksis", tone=Tone.SAND, by=personas.editor
    )
    change(personas, session("Tilsyn"), track=track)
    page = reverse("conference:programme")
    client.force_login(people["Har"])

    def shown(query: str) -> list[str]:
        days = client.get(page + query).context["days"]
        return [p.session.title for day in days for slot in day.slots for p in slot.points]

    assert shown("") == ["Velkommen", "Mægling", "Aktindsigt", "Tilsyn"]
    assert shown("?vis=mit") == ["Velkommen", "Mægling"]
    assert shown(f"?spor={track.pk}") == ["Tilsyn"]
    # What nobody can have meant shows all of it.
    for query in ("?spor=99999", "?spor=x", "?spor=²", "?vis=alt"):
        assert len(shown(query)) == 4
    client.force_login(people["Taler"])
    assert "du holder oplæg" in client.get(page).text
    own = client.get("/aarsmoede/")
    assert [each.title for each in own.context["speaking"]] == ["Mægling"]
    assert "Du har ingen plads endnu" in own.text


@pytest.mark.parametrize("name", ["programme", "changes", "session"])
def test_queries_do_not_grow(client, personas, people, django_assert_num_queries, name):
    counts = {"programme": 9, "changes": 6, "session": 10}
    conference = make_conference(by=personas.editor)
    own = register(conference, people["Kommer"])
    client.force_login(people["Kommer"])
    for count in (1, 3, 30):
        while (n := conference.sessions.count()) < count:
            talkers = (Talker(person=people["Taler"]), Talker(name=f"Gæst {n}"))
            hall = places.write_hall(conference=conference, name=f"Sal {n}", by=personas.editor)
            new = add_session(
                conference,
                point(f"Session {n}", 8 + n % 12, 9 + n % 12, hall=hall, speakers=talkers),
                by=personas.editor,
            )
            if n < 3:
                parts = [each.part for each in [*queries.chosen_by(own), new]]
                booking.book(registration=own, parts=parts, by=people["Kommer"])
        first = conference.sessions.first()
        url = reverse(f"conference:{name}", args=[first.pk] if name == "session" else [])
        client.get(url)
        with django_assert_num_queries(counts[name]):
            assert client.get(url).status_code == 200

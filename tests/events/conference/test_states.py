"""The conference's page in every state, the countdown, and the programme as one reader's own."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from events.conference import agenda, queries
from events.conference.enums import SessionKind
from events.conference.flows import arranging, booking, registering
from events.conference.models import Conference, Part, Session
from portal.kit.dates import COPENHAGEN
from tests.factories.events import make_conference, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
HOME = "/aarsmoede/"
REGISTER = f'href="{HOME}tilmelding/"'


def point(title, starts=10, ends=11, kind=SessionKind.PARALLEL, **more):
    return arranging.Point(1, time(starts), time(ends), kind, title, **more)


def part(title: str) -> Part:
    return Part.objects.get(session__title=title)


@pytest.fixture
def reader(client, personas):
    client.force_login(personas.member)
    return client


def words(page) -> str:
    return " ".join(strip_tags(page.text).split())


def move(conference, days: int) -> None:
    """The conference's first day is so many days from today."""
    first = timezone.localdate() + timedelta(days=days)
    Conference.objects.filter(pk=conference.pk).update(
        starts_on=first, ends_on=first + timedelta(days=2)
    )


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=2, hours=3, minutes=12), "Det er om 2 dage, 3 timer og 12 minutter."),
        (timedelta(days=1, minutes=1), "Det er om 1 dag, 0 timer og 1 minut."),
        (timedelta(hours=1, minutes=5), "Det er om 1 time og 5 minutter."),
        (timedelta(seconds=30), "Det er om 1 minut."),
    ],
)
def test_before_the_opening_the_page_counts_down_by_the_servers_clock(reader, personas, left, said):
    conference = make_conference(by=personas.editor)
    opens = timezone.now() + left - timedelta(seconds=1) + timedelta(milliseconds=900)
    Conference.objects.filter(pk=conference.pk).update(registration_opens_at=opens)
    page = reader.get(HOME)
    assert said in words(page) and REGISTER not in page.text
    seconds = int(left.total_seconds())
    assert page.context["countdown"].seconds in (seconds - 1, seconds)
    assert "data-opens-in=" in page.text and "js/countdown" in page.text
    # Without a script the page comes back by itself when it is nearly time, and not before.
    assert ('http-equiv="refresh"' in page.text) == (left < timedelta(hours=1))


def test_open_full_and_closed(reader, personas):
    conference = make_conference(by=personas.editor, capacity=1)
    assert REGISTER in reader.get(HOME).text
    register(conference, personas.coordinator)
    full = reader.get(HOME)
    assert "Skriv mig på ventelisten" in full.text and REGISTER in full.text
    Conference.objects.update(registration_closes_at=timezone.now())
    assert REGISTER not in reader.get(HOME).text


def test_full_waiting_and_offered(reader, personas):
    conference = make_conference(by=personas.editor, capacity=1)
    first = register(conference, personas.coordinator)
    register(conference, make_member("Anden", "Aarhus"), waits_for_seat=True)
    register(conference, personas.member, waits_for_seat=True)
    assert "Du er nummer 2 på ventelisten." in words(reader.get(HOME))
    registering.cancel_registration(registration=first, by=first.person)
    assert "Du er nummer 1 på ventelisten." in words(reader.get(HOME))
    Conference.objects.update(capacity=2)
    second = Conference.objects.get()
    arranging.change(
        conference=second,
        facts=arranging.Facts(
            **{
                name: getattr(second, name)
                for name in arranging.Facts.__dataclass_fields__
                if name != "capacity"
            },
            capacity=3,
        ),
        by=personas.editor,
    )
    read = words(reader.get(HOME))
    assert "Der holdes en plads til dig." in read and "Svar inden" in read


def test_registered_cancelled_and_over(reader, personas):
    conference = make_conference(by=personas.editor)
    registration = register(conference, personas.member)
    page = reader.get(HOME)
    assert "Du er tilmeldt" in page.text and f"/{registration.pk}/ret/" in page.text
    move(conference, -10)
    over = reader.get(HOME)
    assert "Årsmødet er slut" in words(over)
    move(conference, 100)
    arranging.call_off(conference=conference, by=personas.editor)
    assert "Årsmødet er aflyst" in words(reader.get(HOME))
    receipt = reader.get(f"/aarsmoede/tilmelding/{registration.pk}/")
    assert f"{conference.title} er aflyst" in words(receipt) and "I alt" not in words(receipt)


def test_ones_own_sessions_and_what_is_at_the_same_time_are_marked(reader, personas):
    conference = make_conference(
        by=personas.editor,
        programme=[
            point("Mægling", capacity=1),
            point("Aktindsigt"),
            point("Velkomst", 9, 10, SessionKind.PLENARY),
            point("Fællestur", 10, 12, SessionKind.SOCIAL),
        ],
    )
    register(conference, personas.coordinator, parts=[part("Mægling")])
    register(conference, personas.member, parts=[part("Aktindsigt")], waits=[part("Mægling")])
    found = {
        p.session.title: (p.has, p.clashes)
        for day in reader.get(HOME).context["days"]
        for slot in day.slots
        for p in slot.points
    }
    assert found == {
        "Velkomst": (False, []),
        "Mægling": (False, ["Aktindsigt", "Fællestur"]),
        "Aktindsigt": (True, ["Mægling", "Fællestur"]),
        "Fællestur": (False, []),
    }
    read = words(reader.get(HOME))
    assert "dit valg" in read and "du venter på den" in read and "samme tid" in read


def now_and_next(conference, clock: str):
    days = agenda.days(queries.points_of(conference), [])
    moment = datetime.combine(conference.starts_on, time.fromisoformat(clock), tzinfo=COPENHAGEN)
    found = agenda.now_and_next(days, moment)
    if found is None:
        return None
    return (
        [p.session.title for p in found.now],
        [p.session.title for p in found.next],
        found.changes_in,
    )


def test_now_and_next(personas):
    conference = make_conference(
        by=personas.editor,
        programme=[
            point("Velkomst", 9, 10, SessionKind.PLENARY),
            point("Mægling"),
            point("Aktindsigt"),
            point("Aflyst", 10, 12),
            point("Frokost", 12, 13, SessionKind.MEAL),
        ],
    )
    Session.objects.filter(title="Aflyst").update(cancelled_at=timezone.now())
    assert now_and_next(conference, "08:30") == ([], ["Velkomst"], 1800)
    assert now_and_next(conference, "09:15") == (["Velkomst"], ["Mægling", "Aktindsigt"], 2700)
    assert now_and_next(conference, "11:30") == ([], ["Frokost"], 1800)
    assert now_and_next(conference, "12:30") == (["Frokost"], [], 1800)
    assert now_and_next(conference, "13:00") is None
    conference.starts_on += timedelta(days=9)
    assert agenda.now_and_next([], timezone.localtime()) is None


def test_now_and_next_stand_on_the_page_during_the_days_only(reader, personas):
    conference = make_conference(
        by=personas.editor,
        programme=[
            arranging.Point(1, time(0), time(23, 59, 59), SessionKind.PLENARY, "Hele dagen")
        ],
    )
    assert reader.get(HOME).context["now_and_next"] is None
    move(conference, 0)
    page = reader.get(HOME)
    assert "data-changes-in=" in page.text
    assert [p.session.title for p in page.context["now_and_next"].now] == ["Hele dagen"]


def test_what_is_offered_is_said_on_the_page(reader, personas):
    conference = make_conference(by=personas.editor, programme=[point("Mægling", capacity=1)])
    first = register(conference, personas.coordinator, parts=[part("Mægling")])
    register(conference, personas.member, waits=[part("Mægling")])
    assert "Du venter på »Mægling« som nummer 1" in words(reader.get(HOME))
    booking.book(registration=first, parts=[], by=first.person)
    assert "Noget, du ventede på, holdes til dig." in words(reader.get(HOME))


def test_ones_own_page_tells_a_seat_from_a_place_in_line(reader, personas):
    conference = make_conference(by=personas.editor, capacity=1)
    first = register(conference, personas.coordinator)
    register(conference, personas.member, waits_for_seat=True)
    assert "Du står på ventelisten." in words(reader.get("/min-side/"))
    registering.cancel_registration(registration=first, by=first.person)
    assert "Du er tilmeldt." not in words(reader.get("/min-side/"))

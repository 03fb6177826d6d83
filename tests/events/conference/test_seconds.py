"""By the server's clock, to the second: opening and closing, the last day of each part, and how long
something is held. What comes a second too late is refused plainly, and nothing is half done."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from events.conference import links
from events.conference.enums import MailDeed, Place, RegistrationState, SessionKind
from events.conference.flows import arranging, booking, registering
from events.conference.models import Booking, Conference, Part, Registration
from portal.kit.dates import COPENHAGEN
from tests.events.kept import kept
from tests.factories.events import EAN, keep_changes, make_conference, make_part, register
from tests.factories.people import make_member, municipality

pytestmark = pytest.mark.django_db

REGISTER = "/aarsmoede/tilmelding/"
SLOT = "slot_1_1000_1100"
SECOND = timedelta(seconds=1)


def point(title: str, **more) -> arranging.Point:
    return arranging.Point(1, time(10), time(11), SessionKind.PARALLEL, title, **more)


@pytest.fixture
def conference(personas):
    found = make_conference(
        by=personas.editor, programme=[point("Mægling", capacity=1), point("Tilsyn")]
    )
    make_part(found, by=personas.editor)
    make_part(found, "meal", title="Middag", by=personas.editor)
    return found


@pytest.fixture
def clock(monkeypatch, client):
    """`clock(moment, person)`: it is so late on the server, and the person has just logged in."""

    def turn(moment: datetime, person=None) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)
        if person is not None:
            client.force_login(person)

    return turn


def part(name: str) -> Part:
    if name in ("night", "meal"):
        return Part.objects.get(kind=name)
    return Part.objects.get(session__title=name)


def to(name: str, *args) -> str:
    return reverse(f"conference:{name}", args=args)


def typed(**changes) -> dict:
    values = {
        "key": uuid4(),
        "payer": municipality("Odense").pk,
        "ean": EAN,
        "payer_reference": "Mette Holm",
        "room": "single",
        "sum": "3450",
        "confirm": "takes",
    }
    return {**values, **changes}


def words(page) -> str:
    return " ".join(strip_tags(page.text).split())


# --- opening and closing -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("edge", "off", "said"),
    [
        ("registration_opens_at", -SECOND, "Tilmeldingen er ikke åbnet endnu."),
        ("registration_opens_at", timedelta(0), None),
        ("registration_closes_at", -SECOND, None),
        ("registration_closes_at", timedelta(0), "Tilmeldingen er lukket."),
        ("registration_closes_at", SECOND, "Tilmeldingen er lukket."),
    ],
)
def test_registering_at_the_very_second(client, personas, conference, clock, edge, off, said):
    """Whatever the sender's own clock says: what they typed is still there."""
    opens = timezone.now() + timedelta(days=2)
    Conference.objects.update(registration_opens_at=opens)
    conference.refresh_from_db()
    clock(getattr(conference, edge) + off, personas.member)
    before = kept()
    answer = client.post(
        REGISTER, typed(needs="Plads ved døren"), headers={"Date": "Thu, 01 Jan 2099 00:00:00 GMT"}
    )
    if said is None:
        assert answer.status_code == 302 and Registration.objects.get().person == personas.member
        return
    assert answer.status_code == 200 and said in words(answer) and "Plads ved døren" in answer.text
    assert kept() == before


def test_colleagues_and_the_desk_at_the_closing(client, personas, conference, clock):
    """A colleague is registered as long as oneself; the secretariat registers after it, too."""
    register(conference, personas.member)
    ida = make_member("Ida Kollega", "Odense")
    sent = {**typed(people=[ida.pk]), "waits_for_seat": ""}
    clock(conference.registration_closes_at, personas.member)
    before = kept()
    page = client.post(to("colleagues"), sent)
    assert "Tilmeldingen er lukket." in words(page) and kept() == before
    clock(conference.registration_closes_at, personas.editor)
    desk = reverse("conference_desk:register", args=[conference.pk])
    client.post(desk, {**typed(person=ida.pk), "note": "Ringede"})
    assert Registration.objects.get(person=ida).is_confirmed


# --- each part's last day ----------------------------------------------------------------------------
def midnight_after(day) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=COPENHAGEN)


@pytest.mark.parametrize("name", ["Mægling", "night", "meal"])
def test_a_part_is_changed_until_midnight_of_its_last_day(
    client, personas, conference, clock, name
):
    """Midnight in Denmark. What is changed on the page a second later stands as it is, and the rest of the
    form is saved."""
    mine = register(conference, personas.member, parts=[part(name)])
    last = conference.starts_on - timedelta(days=20)
    Part.objects.filter(pk=part(name).pk).update(changes_until=last)
    sent = typed(needs="Hørebøjle", **{SLOT: "0"})  # everything is given up
    clock(midnight_after(last), personas.member)
    assert "Kontakt sekretariatet" in words(client.get(to("change", mine.pk)))
    keep_changes(client, to("change", mine.pk), sent)
    mine.refresh_from_db()
    assert mine.needs == "Hørebøjle" and mine.bookings.get().place == Place.TAKEN
    before = kept()
    client.post(to("answer_part", mine.pk, part(name).pk), {"svar": "nej"})
    assert kept() == before
    clock(midnight_after(last) - SECOND, personas.member)
    keep_changes(client, to("change", mine.pk), sent)
    assert not mine.bookings.exists() and part(name).taken == 0


def test_what_one_has_not_is_not_booked_after_its_day_either(client, personas, conference, clock):
    register(conference, personas.member)
    last = conference.starts_on - timedelta(days=20)
    Part.objects.update(changes_until=last)
    clock(midnight_after(last), personas.member)
    mine = Registration.objects.get()
    before = kept()
    sent = typed(**{SLOT: part("Tilsyn").pk}, nights=[part("night").pk], confirm="")
    client.post(to("change", mine.pk), sent)
    assert not mine.bookings.exists() and part("night").taken == 0
    assert kept()["conference.Part"] == before["conference.Part"]


def test_one_cancels_until_the_first_day_begins(client, personas, conference, clock):
    mine = register(conference, personas.member, parts=[part("night")])
    begins = datetime.combine(conference.starts_on, time(), tzinfo=COPENHAGEN)
    clock(begins, personas.member)
    before = kept()
    page = client.post(to("cancel", mine.pk), follow=True)
    assert "Årsmødet er begyndt" in words(page) and kept() == before
    clock(begins - SECOND, personas.member)
    client.post(to("cancel", mine.pk))
    mine.refresh_from_db()
    assert mine.state == RegistrationState.CANCELLED and part("night").taken == 0


# --- what is held ------------------------------------------------------------------------------------
@pytest.fixture
def held(conference, personas):
    """A session's seat is held for the member, and somebody else stands behind."""
    first = register(conference, make_member("Først", "Vejle"), parts=[part("Mægling")])
    register(conference, personas.member, waits=[part("Mægling")])
    register(conference, make_member("Næste", "Vejle"), waits=[part("Mægling")])
    booking.book(registration=first, parts=[], by=first.person)
    return Booking.objects.get(registration__person=personas.member)


@pytest.mark.parametrize("way", ["page", "letter"])
def test_a_part_that_is_held_is_taken_until_its_second_and_not_after(
    client, personas, clock, held, way
):
    """A second later it is the next one's, also when nobody has passed it on yet."""
    mine = held.registration

    def take():
        if way == "letter":
            return client.post(links.address(mine.pk, MailDeed.TAKE, held.part_id))
        return client.post(to("answer_part", mine.pk, held.part_id), {"svar": "ja"}, follow=True)

    clock(held.offered_until, personas.member)
    assert "Fristen for at svare er udløbet" in words(take())
    held.refresh_from_db()
    assert held.place == Place.OFFERED  # the clockwork passes it on, and tells them
    booking.pass_on_unanswered(by=None)
    assert "holdes ikke længere" in words(take())
    places = dict(Booking.objects.values_list("registration__person__name", "place"))
    assert places == {"Næste": Place.OFFERED} and part("Mægling").taken == 1


def test_a_second_before_it_is_taken(client, personas, clock, held):
    clock(held.offered_until - SECOND, personas.member)
    client.post(to("answer_part", held.registration_id, held.part_id), {"svar": "ja"})
    held.refresh_from_db()
    assert held.place == Place.TAKEN and part("Mægling").taken == 1


@pytest.mark.parametrize("way", ["page", "letter"])
def test_a_seat_that_is_held_is_taken_until_its_second_and_not_after(
    client, personas, conference, clock, way
):
    Conference.objects.update(capacity=1)
    first = register(conference, make_member("Først", "Vejle"))
    mine = register(conference, personas.member, waits_for_seat=True)
    registering.cancel_registration(registration=first, by=first.person)
    mine.refresh_from_db()

    def take():
        if way == "letter":
            return client.post(links.address(mine.pk, MailDeed.TAKE))
        return client.post(to("answer_seat", mine.pk), {"svar": "ja"}, follow=True)

    late = mine.offered_until
    clock(late, personas.member)
    assert "Fristen for at svare er udløbet" in words(take())
    mine.refresh_from_db()
    assert mine.state == RegistrationState.OFFERED
    clock(late - SECOND, personas.member)
    take()
    mine.refresh_from_db()
    assert mine.is_confirmed and Conference.objects.get().taken == 1

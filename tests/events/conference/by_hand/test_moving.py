"""Moving somebody in a line, offering by hand, and taking somebody off it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.conference.enums import Place, RegistrationState
from events.conference.flows import booking, lines, registering
from events.conference.models import Booking, Conference, Note, Part, Registration
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.events.conference.by_hand.asking import CPR, codes, of
from tests.factories.events import make_conference, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def order(part: Part) -> list[str]:
    waiting = part.bookings.filter(place=Place.WAITING).order_by("waiting_since", "pk")
    return list(waiting.values_list("registration__person__name", flat=True))


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        ("Ida", 1, ["Ida", "Bo", "Ea"]),
        ("Ida", 2, ["Bo", "Ida", "Ea"]),
        ("Bo", 2, ["Ea", "Bo", "Ida"]),
        ("Bo", 99, ["Ea", "Ida", "Bo"]),
        ("Ea", 2, ["Bo", "Ea", "Ida"]),
    ],
)
def test_somebody_is_moved_between_their_new_neighbours(line, desk, name, place, expected):
    lines.move(entry=of(name), place=place, reason="Har ringet", by=desk)
    assert order(line) == expected


def test_those_who_came_at_one_moment_are_parted(line, desk):
    moment = timezone.now()
    Booking.objects.filter(place=Place.WAITING).update(waiting_since=moment)
    lines.move(entry=of("Ida"), place=2, reason="Har ringet", by=desk)
    assert order(line) == ["Bo", "Ida", "Ea"]
    lines.move(entry=of("Ea"), place=1, reason="Har ringet", by=desk)
    assert order(line) == ["Ea", "Bo", "Ida"]


def test_a_move_needs_a_reason_which_is_a_note_and_stands_in_the_trail(line, desk, personas):
    for reason in ("", "  "):
        with pytest.raises(Refused) as refused:
            lines.move(entry=of("Ida"), place=1, reason=reason, by=desk)
        assert codes(refused) == ["no_reason"]
    with pytest.raises(ValidationError):
        lines.move(entry=of("Ida"), place=1, reason=f"Se {CPR}", by=desk)
    with pytest.raises(Refused):
        lines.move(entry=of("Ida"), place=1, reason="Jeg vil først", by=personas.member)
    assert order(line) == ["Bo", "Ea", "Ida"] and not Note.objects.exists()
    lines.move(entry=of("Ida"), place=1, reason="Skal tale om aftenen", by=desk)
    note = Note.objects.get()
    assert (note.text, note.registration.person.name) == ("Skal tale om aftenen", "Ida")
    entry = Entry.objects.get(action="conference.line_moved")
    assert entry.facts == {"part": line.pk, "was": 3, "place": 1, "note": note.pk}
    assert entry.by_id == desk.pk


def test_the_line_for_the_conference_is_moved_too(desk):
    conference = make_conference(by=desk, capacity=1)
    register(conference, make_member("Ada", "Odense"))
    for name in ("Bo", "Ea"):
        register(conference, make_member(name, "Odense"), waits_for_seat=True)
    ea = Registration.objects.get(person__name="Ea")
    lines.move(entry=ea, place=1, reason="Oplægsholder", by=desk)
    registering.cancel_registration(
        registration=Registration.objects.get(person__name="Ada"), by=desk
    )
    ea.refresh_from_db()
    assert ea.state == RegistrationState.OFFERED


def test_nothing_is_offered_by_hand_that_is_not_free(line, desk):
    with pytest.raises(Refused) as refused:
        lines.offer(entry=of("Bo"), by=desk)
    assert codes(refused) == ["nothing_free"]
    assert of("Bo").place == Place.WAITING


def test_close_to_the_day_only_a_hand_offers(line, desk):
    today = timezone.localdate()
    Conference.objects.update(starts_on=today, ends_on=today + timedelta(days=2))
    booking.leave(booking=of("Ada"), by=desk)
    assert order(line) == ["Bo", "Ea", "Ida"]
    with pytest.raises(Refused) as refused:
        lines.offer(entry=of("Ida"), by=desk)
    assert codes(refused) == ["no_reason"]
    for _ in range(2):
        lines.offer(entry=of("Ida"), reason="Er allerede på vej", by=desk)
    ida = of("Ida")
    assert ida.place == Place.OFFERED and ida.offered_until > timezone.now()
    line.refresh_from_db()
    assert line.taken == 1 and Note.objects.count() == 1
    booking.accept(booking=ida, by=ida.registration.person)
    assert of("Ida").place == Place.TAKEN


def test_whoever_is_taken_off_gives_way_and_keeps_the_rest(line, desk):
    booking.leave(booking=of("Ada"), by=desk)
    assert of("Bo").place == Place.OFFERED
    bo = of("Bo").registration
    with pytest.raises(Refused):
        lines.take_off(entry=of("Bo"), reason="", by=desk)
    lines.take_off(entry=of("Bo"), reason="Sover hos familie", by=desk)
    assert not bo.bookings.exists() and of("Ea").place == Place.OFFERED
    bo.refresh_from_db()
    assert bo.is_confirmed and bo.notes.get().text == "Sover hos familie"
    told = Notice.objects.get(kind="conference_desk", recipient=bo.person)
    assert told.title == f"Du står ikke længere på venteliste: {line.name}"

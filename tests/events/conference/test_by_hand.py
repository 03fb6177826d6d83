"""What the secretariat does by hand: lines, deeds on somebody's behalf, letters, next year's copy."""

from datetime import time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.conference.enums import Place, RegistrationState, Selection, SessionKind, State, Tone
from events.conference.flows import (
    booking,
    copying,
    forgetting,
    lines,
    noting,
    on_behalf,
    parts,
    places,
    registering,
    writing,
)
from events.conference.flows.points import Point, Talker
from events.conference.models import (
    Booking,
    Conference,
    GroupLetter,
    Note,
    Part,
    Registration,
    Speaker,
)
from events.conference.recipients import recipients
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.notices.tasks import render
from tests.factories.events import (
    EAN,
    add_session,
    make_conference,
    make_part,
    publish_programme,
    register,
)
from tests.factories.people import make_member, municipality

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.fixture
def desk(personas):
    return personas.editor


@pytest.fixture
def conference(desk):
    return make_conference(by=desk)


@pytest.fixture
def line(conference, desk):
    """A night with one room that is taken, and three who wait for it."""
    night = make_part(conference, capacity=1, by=desk)
    register(conference, make_member("Ada", "Odense"), parts=[night])
    for name in ("Bo", "Ea", "Ida"):
        register(conference, make_member(name, "Odense"), waits=[night])
    return night


def order(part: Part) -> list[str]:
    waiting = part.bookings.filter(place=Place.WAITING).order_by("waiting_since", "pk")
    return list(waiting.values_list("registration__person__name", flat=True))


def of(name: str) -> Booking:
    return Booking.objects.get(registration__person__name=name)


def codes(refused) -> list[str]:
    return [each.code for each in refused.value.blockers]


# --- the lines ----------------------------------------------------------------------------------------
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


# --- on somebody's behalf -------------------------------------------------------------------------------
def on_behalf_of(conference, person, by, **changes) -> Registration:
    answers = {
        "payer": municipality("Odense"),
        "ean": EAN,
        "payer_reference": "Borgerrådgiveren",
        "note": "Ringede",
        "key": uuid4(),
    }
    return on_behalf.register(conference=conference, person=person, **{**answers, **changes}, by=by)


def test_the_secretariat_registers_after_the_closing_day_and_nobody_else(
    conference, desk, personas
):
    Conference.objects.update(
        registration_closes_at=timezone.now() - timedelta(hours=1),
    )
    with pytest.raises(Refused):
        register(conference, personas.member)
    with pytest.raises(Refused):
        register(conference, personas.member, late=True)
    key = uuid4()
    first, again = (on_behalf_of(conference, personas.member, desk, key=key) for _ in range(2))
    assert first == again and first.is_confirmed and first.registered_by == desk
    assert Conference.objects.get().taken == 1 and first.notes.count() == 1
    letter = OutgoingMail.objects.get(template="conference/mail/registered")
    assert letter.recipient == personas.member
    assert Entry.objects.filter(action="conference.registered_on_behalf").count() == 1


def test_the_secretariat_gets_no_more_than_there_is(desk, personas):
    conference = make_conference(by=desk, capacity=1)
    register(conference, make_member("Ada", "Odense"))
    late = on_behalf_of(conference, personas.member, desk)
    assert late.state == RegistrationState.WAITING
    night = make_part(conference, capacity=1, by=desk)
    ada = Registration.objects.get(person__name="Ada")
    house = registering.House(needs="Trinfri adgang")
    make = {"house": house, "note": "Ringede", "by": desk}
    on_behalf.change(registration=ada, parts=[night], **make)
    Conference.objects.update(capacity=2, taken=2)
    Registration.objects.filter(pk=late.pk).update(state="confirmed", waiting_since=None)
    with pytest.raises(Refused) as refused:
        on_behalf.change(registration=late, parts=[night], **make)
    assert codes(refused) == ["full"]
    late.refresh_from_db()
    assert late.needs == "" and not late.bookings.exists()
    on_behalf.change(registration=late, parts=[], waits=[night], **make)
    assert late.bookings.get().place == Place.WAITING
    late.refresh_from_db()
    assert late.needs == "Trinfri adgang"


def test_the_secretariat_changes_and_cancels_after_the_dates(conference, desk, personas):
    night = make_part(conference, capacity=3, by=desk)
    mine = register(conference, personas.member, parts=[night])
    today = timezone.localdate()
    Part.objects.update(changes_until=today - timedelta(days=9))
    Conference.objects.update(starts_on=today, ends_on=today + timedelta(days=2))
    with pytest.raises(Refused):
        booking.leave(booking=mine.bookings.get(), by=personas.member)
    on_behalf.change(registration=mine, parts=[], house=registering.House(), note="Syg", by=desk)
    assert not mine.bookings.exists()
    told = Notice.objects.get(kind="conference_desk", recipient=personas.member)
    assert told.title == "Sekretariatet har ændret din tilmelding"
    with pytest.raises(Refused):
        on_behalf.cancel(registration=mine, note="Vil hjem", by=personas.member)
    for _ in range(2):
        on_behalf.cancel(registration=mine, note="Er syg", by=desk)
    mine.refresh_from_db()
    assert mine.state == RegistrationState.CANCELLED
    assert [note.text for note in mine.notes.all()] == ["Er syg", "Syg"]


def test_a_note_holds_no_cpr_number_and_is_the_desks(conference, desk, personas):
    mine = register(conference, personas.member)
    with pytest.raises(ValidationError):
        noting.note(registration=mine, text=f"Se {CPR}", by=desk)
    with pytest.raises(Refused):
        noting.note(registration=mine, text="Hej", by=personas.member)
    assert not Note.objects.exists()


# --- letters ----------------------------------------------------------------------------------------
def send(conference, by, **changes) -> GroupLetter:
    letter = {
        "selection": Selection.ALL,
        "subject": "Husk gode sko",
        "body": "Vi går en tur.\n\nTag regntøj med.",
        "key": uuid4(),
    }
    return writing.send(conference=conference, **{**letter, **changes}, by=by)


def test_each_selection_means_whom_it_says(line, conference, desk, personas):
    register(conference, desk)
    whom = {
        (Selection.ALL, None): {"Ada", "Bo", "Ea", "Ida"},
        (Selection.PART, line): {"Ada"},
        (Selection.PART_LINE, line): {"Bo", "Ea", "Ida"},
        (Selection.WAITING, None): set(),
    }
    for (selection, part), names in whom.items():
        found = recipients(conference, selection, part, but_for=desk)
        assert {person.name for person in found} == names, selection


def test_a_letter_sent_twice_is_one_and_says_what_was_written(line, conference, desk):
    key = uuid4()
    first, again = (send(conference, desk, key=key) for _ in range(2))
    assert first == again and first.count == 4
    mails = OutgoingMail.objects.filter(template="conference/mail/from_desk")
    assert mails.count() == 4
    message = render(mails.first())
    assert message.subject == "Husk gode sko"
    for text in (message.body, message.alternatives[0].content):
        assert "Tag regntøj med." in text and "/aarsmoede/" in text
    entry = Entry.objects.get(action="conference.letter_sent")
    assert entry.facts == {"conference": conference.pk, "count": 4} and entry.by_id == desk.pk


def test_a_letter_to_nobody_or_with_a_cpr_number_is_not_sent(line, conference, desk, personas):
    for changes, code in [
        ({"selection": Selection.WAITING}, "nobody"),
        ({"selection": Selection.PART}, "no_part"),
    ]:
        with pytest.raises(Refused) as refused:
            send(conference, desk, **changes)
        assert codes(refused) == [code]
    with pytest.raises(ValidationError):
        send(conference, desk, body=f"Se {CPR}")
    with pytest.raises(Refused):
        send(conference, personas.member)
    assert not GroupLetter.objects.exists()


def test_notes_and_letters_go_with_what_the_house_knew(line, conference, desk):
    lines.move(entry=of("Ida"), place=1, reason="Har ringet", by=desk)
    send(conference, desk)
    past = timezone.localdate() - timedelta(days=31)
    Conference.objects.update(starts_on=past, ends_on=past)
    forgetting.erase_needs(before=timezone.now() - timedelta(days=30), by=None)
    assert not Note.objects.exists() and not GroupLetter.objects.exists()


# --- next year ----------------------------------------------------------------------------------------
def test_a_copy_has_everything_but_the_people(desk):
    welcome = Point(1, time(9), time(10), SessionKind.PLENARY, "Velkommen")
    old = make_conference(by=desk, programme=[welcome])
    hall = places.write_hall(
        conference=old, name="Salen", capacity=40, where="1. sal", access="elevator", by=desk
    )
    point = Point(
        2,
        time(10),
        time(11),
        SessionKind.PARALLEL,
        "Mægling",
        "Om mægling",
        capacity=20,
        hall=hall,
        track=places.write_track(conference=old, name="Praksis", tone=Tone.SAND, by=desk),
        speakers=(Talker(person=desk), Talker(name="Vibeke Riis", about="Har skrevet bogen")),
    )
    add_session(old, point, by=desk)
    night = make_part(old, capacity=7, price=Decimal(950), by=desk)
    parts.change_part(
        part=night,
        facts=parts.PartFacts(
            kind=night.kind,
            on=night.on,
            capacity=7,
            price=Decimal(950),
            changes_until=old.starts_on - timedelta(days=14),
        ),
        by=desk,
    )
    Part.objects.filter(session__title="Mægling").update(price=Decimal(125))
    mine = register(old, make_member("Ada", "Odense"), parts=[night])
    noting.note(registration=mine, text="Ringede", by=desk)
    new = copying.copy(conference=old, starts_on=old.starts_on + timedelta(weeks=53), by=desk)
    year = timedelta(weeks=53)
    assert (new.state, new.taken, new.capacity) == (State.DRAFT, 0, old.capacity)
    assert (new.year, new.title) == (new.starts_on.year, f"Årsmøde {new.starts_on.year}")
    assert (new.starts_on, new.ends_on) == (old.starts_on + year, old.ends_on + year)
    assert (new.intro, new.price) == (old.intro, old.price)
    opens = [timezone.localtime(each.registration_opens_at) for each in (old, new)]
    assert opens[1].replace(tzinfo=None) - opens[0].replace(tzinfo=None) == year
    # The programme is a draft, and what one chooses of it can be booked when it is published.
    assert not new.sessions.exists() and not new.parts.filter(kind="session").exists()
    drafts = new.session_drafts.values_list("title", "day", "hall__name", "track__name")
    assert list(drafts) == [
        ("Velkommen", 1, None, None),
        ("Mægling", 2, "Salen", "Praksis"),
    ]
    assert list(new.halls.values_list("name", "capacity", "where", "access")) == [
        ("Salen", 40, "1. sal", "elevator")
    ]
    assert not Speaker.objects.filter(draft__conference=new).exists()
    publish_programme(new, by=desk)
    copied = new.parts.get(kind="night")
    assert (copied.on, copied.capacity, copied.taken, copied.price) == (night.on + year, 7, 0, 950)
    assert copied.changes_until == old.starts_on - timedelta(days=14) + year
    session = new.parts.get(kind="session")
    assert (session.capacity, session.price) == (20, 125)
    assert not new.registrations.exists()
    assert old.registrations.count() == 1


def test_a_copy_keeps_its_weekday_and_its_year_to_itself(conference, desk, personas):
    for days, code in [(365, "other_weekday"), (0, "year_taken")]:
        with pytest.raises(Refused) as refused:
            copying.copy(
                conference=conference,
                starts_on=conference.starts_on + timedelta(days=days),
                by=desk,
            )
        assert codes(refused) == [code]
    with pytest.raises(Refused):
        copying.copy(
            conference=conference,
            starts_on=conference.starts_on + timedelta(weeks=52),
            by=personas.member,
        )
    assert Conference.objects.count() == 1

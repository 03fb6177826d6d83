"""The lines, for the conference and for each part of it: in order, and nothing stays free meanwhile."""

from datetime import time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.conference.enums import OPEN, Place, RegistrationState, SessionKind
from events.conference.flows import arranging, booking, parts, programme, publishing, registering
from events.conference.models import Booking, Conference, Part, Registration
from members.people.flows.membership import end_membership
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.notices.tasks import render
from tests.factories.events import (
    conference_facts,
    make_conference,
    make_part,
    publish_programme,
    register,
)
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def session(title, starts=10, ends=11, **more):
    return arranging.Point(1, time(starts), time(ends), SessionKind.PARALLEL, title, **more)


@pytest.fixture
def house(personas):
    """Two seats; one of “Mægling” and enough of “Tilsyn” at the same time; one bed in the first night."""
    conference = make_conference(
        by=personas.editor,
        capacity=2,
        programme=[session("Mægling", capacity=1), session("Tilsyn")],
    )
    make_part(conference, capacity=1, by=personas.editor)
    return conference


@pytest.fixture
def people():
    return [make_member(f"Nummer {number}", "Odense") for number in range(5)]


def part(name: str) -> Part:
    if name == "nat":
        return Part.objects.get(kind="night")
    return Part.objects.get(session__title=name)


def places(person) -> dict[str, str]:
    """What a person has: the seat, and each part by its name."""
    registration = Registration.objects.filter(person=person, state__in=OPEN).first()
    if registration is None:
        return {}
    found = {"seat": str(registration.state)}
    for each in registration.bookings.select_related("part__session"):
        found[each.part.session.title if each.part.session else "nat"] = str(each.place)
    return found


def counts() -> tuple[int, ...]:
    return (
        Conference.objects.get().taken,
        *(part(name).taken for name in ("Mægling", "Tilsyn", "nat")),
    )


def booking_of(person, name: str) -> Booking:
    return Booking.objects.get(registration__person=person, part=part(name))


# --- all or nothing ----------------------------------------------------------------------------------
def test_seat_session_and_night_come_together_or_not_at_all(house, people):
    one, other, *_ = people
    register(house, one, parts=[part("Mægling"), part("nat")])
    assert places(one) == {"seat": "confirmed", "Mægling": "taken", "nat": "taken"}
    with pytest.raises(Refused) as refused:
        register(house, other, parts=[part("Mægling"), part("Tilsyn"), part("nat")])
    # Each thing that is full is said, and a session at the same time as another is one mistake more.
    assert refused.value.codes == ["overlap"]
    with pytest.raises(Refused) as refused:
        register(house, other, parts=[part("Mægling"), part("nat")])
    assert [str(blocker.message) for blocker in refused.value.blockers] == [
        "Alle pladser på »Mægling« er taget.",
        f"Der er ikke flere af »{part('nat')}«.",
    ]
    assert places(other) == {} and counts() == (1, 1, 0, 1)


def test_one_waits_for_exactly_what_is_full(house, people):
    one, other, *_ = people
    register(house, one, parts=[part("Mægling"), part("nat")])
    register(
        house, other, parts=[part("Tilsyn"), part("nat")], waits=[part("Mægling"), part("nat")]
    )
    assert places(other) == {
        "seat": "confirmed",
        "Mægling": "waiting",
        "Tilsyn": "taken",
        "nat": "waiting",
    }
    assert counts() == (2, 1, 1, 1)


def test_what_one_would_wait_for_and_can_have_goes_before_what_is_at_the_same_time(house, people):
    one, *_ = people
    register(house, one, parts=[part("Tilsyn")], waits=[part("Mægling")])
    assert places(one) == {"seat": "confirmed", "Mægling": "taken"}
    assert counts() == (1, 1, 0, 0)


def test_swapping_two_sessions_is_one_step_and_keeps_the_old_one_when_the_new_is_full(
    house, people
):
    one, other, *_ = people
    register(house, one, parts=[part("Mægling")])
    registration = register(house, other, parts=[part("Tilsyn")])
    with pytest.raises(Refused) as refused:
        booking.book(registration=registration, parts=[part("Mægling")], by=other)
    assert refused.value.codes == ["full"]
    assert places(other) == {"seat": "confirmed", "Tilsyn": "taken"}
    mine = Registration.objects.get(person=one)
    booking.book(registration=mine, parts=[part("Tilsyn")], by=one)
    booking.book(registration=registration, parts=[part("Mægling")], by=other)
    assert counts() == (2, 1, 1, 0)


# --- the line for a part -----------------------------------------------------------------------------
def test_what_is_given_back_is_held_for_the_first_in_line(house, people):
    one, other, third, *_ = people
    Conference.objects.update(capacity=3)
    register(house, one, parts=[part("Mægling")])
    register(house, other, parts=[part("Tilsyn")], waits=[part("Mægling")])
    register(house, third, waits=[part("Mægling")])
    now = timezone.now()
    booking.leave(booking=booking_of(one, "Mægling"), at=now, by=one)
    held = booking_of(other, "Mægling")
    assert (held.place, held.offered_until) == (Place.OFFERED, now + 48 * HOUR)
    # It counts the whole time, and nobody gets in between.
    assert counts() == (3, 1, 1, 0)
    with pytest.raises(Refused):
        booking.book(
            registration=Registration.objects.get(person=one), parts=[part("Mægling")], by=one
        )
    notice = Notice.objects.get(kind="conference_part_offered")
    assert (notice.recipient, notice.title) == (other, "Der er plads til dig: Mægling")
    letter = render(OutgoingMail.objects.get(template="conference/mail/part_offered"))
    assert "Mægling" in letter.subject and "kl." in letter.body


def test_the_yes_gives_up_what_is_at_the_same_time(house, people):
    one, other, *_ = people
    register(house, one, parts=[part("Mægling")])
    register(house, other, parts=[part("Tilsyn")], waits=[part("Mægling")])
    booking.leave(booking=booking_of(one, "Mægling"), by=one)
    for _ in range(2):
        booking.accept(booking=booking_of(other, "Mægling"), by=other)
    assert places(other) == {"seat": "confirmed", "Mægling": "taken"}
    assert counts() == (2, 1, 0, 0)


def test_silence_passes_it_on_and_is_told(house, people):
    one, other, third, *_ = people
    Conference.objects.update(capacity=3)
    register(house, one, parts=[part("nat")])
    register(house, other, waits=[part("nat")])
    register(house, third, waits=[part("nat")])
    now = timezone.now()
    booking.leave(booking=booking_of(one, "nat"), at=now, by=one)
    gone = booking_of(other, "nat")
    assert booking.pass_on_unanswered(now=now + 47 * HOUR, by=None) == 0
    assert booking.pass_on_unanswered(now=now + 48 * HOUR, by=None) == 1
    assert booking.pass_on_unanswered(now=now + 48 * HOUR, by=None) == 0
    assert places(other) == {"seat": "confirmed"}
    assert places(third) == {"seat": "confirmed", "nat": "offered"}
    assert Notice.objects.get(kind="conference_lapsed").recipient == other
    with pytest.raises(Refused) as refused:
        booking.accept(booking=gone, by=other)
    assert refused.value.codes == ["offer_gone"]


def test_nobody_answers_for_another(house, people, personas):
    one, other, *_ = people
    register(house, one, parts=[part("nat")])
    register(house, other, waits=[part("nat")])
    booking.leave(booking=booking_of(one, "nat"), by=one)
    for deed in (booking.accept, booking.leave):
        with pytest.raises(Refused) as refused:
            deed(booking=booking_of(other, "nat"), by=one)
        assert refused.value.codes == ["not_allowed"]
    booking.accept(booking=booking_of(other, "nat"), by=personas.editor)
    assert places(other)["nat"] == "taken"


def test_more_of_a_part_goes_to_those_who_wait_and_never_less_than_is_taken(
    house, people, personas
):
    one, other, *_ = people
    register(house, one, parts=[part("nat")])
    register(house, other, waits=[part("nat")])
    facts = parts.PartFacts(kind="night", on=house.starts_on, capacity=2)
    parts.change_part(part=part("nat"), facts=facts, by=personas.editor)
    assert places(other)["nat"] == "offered" and part("nat").taken == 2
    less = parts.PartFacts(kind="night", on=house.starts_on, capacity=1)
    with pytest.raises(Refused) as refused:
        parts.change_part(part=part("nat"), facts=less, by=personas.editor)
    assert refused.value.codes == ["too_few"]
    with pytest.raises(Refused) as refused:
        parts.remove_part(part=part("nat"), by=personas.editor)
    assert refused.value.codes == ["has_bookings"]


def test_more_seats_at_a_session_go_to_those_who_wait(house, people, personas):
    one, other, *_ = people
    register(house, one, parts=[part("Mægling")])
    register(house, other, waits=[part("Mægling")])
    programme.change_session(
        plan=part("Mægling").session, point=session("Mægling", capacity=2), by=personas.editor
    )
    assert places(other)["Mægling"] == "waiting"
    publish_programme(house, by=personas.editor)
    assert places(other)["Mægling"] == "offered"


def test_a_cancelled_session_frees_everybody(house, people, personas):
    one, other, *_ = people
    Conference.objects.update(capacity=3)
    register(house, one, parts=[part("Mægling")])
    register(house, other, waits=[part("Mægling")])
    publishing.cancel_now(session=part("Mægling").session, by=personas.editor)
    assert places(one) == places(other) == {"seat": "confirmed"}
    with pytest.raises(Refused) as refused:
        register(house, people[2], parts=[part("Mægling")])
    assert "cancelled" in refused.value.codes


def test_after_its_day_a_part_is_changed_by_the_secretariat_alone(house, people, personas):
    one, *_ = people
    registration = register(house, one, parts=[part("nat")])
    Part.objects.filter(kind="night").update(changes_until=timezone.localdate())
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        booking.book(registration=registration, parts=[], at=tomorrow, by=one)
    assert refused.value.codes == ["too_late"]
    assert "Skriv til sekretariatet" in str(refused.value.blockers[0].message)
    booking.book(registration=registration, parts=[], at=tomorrow, by=personas.editor)
    assert places(one) == {"seat": "confirmed"}


# --- the line for the conference ---------------------------------------------------------------------
@pytest.fixture
def full(house, people):
    """Both seats taken; the third waits with wishes, and so does the fourth."""
    one, other, third, fourth, _ = people
    register(house, one, parts=[part("Mægling")])
    register(house, other)
    register(house, third, parts=[part("Mægling"), part("nat")], waits_for_seat=True)
    register(house, fourth, waits_for_seat=True)
    return house


def test_without_a_seat_there_are_wishes_and_a_place_in_line(full, people):
    third = people[2]
    assert places(third) == {"seat": "waiting", "Mægling": "wished", "nat": "wished"}
    assert counts() == (2, 1, 0, 0)
    letter = OutgoingMail.objects.get(template="conference/mail/waits", address=third.email)
    assert "venteliste" in render(letter).body
    with pytest.raises(Refused) as refused:
        register(full, third, waits_for_seat=True)
    assert refused.value.codes == ["already_registered"]


def test_a_seat_that_is_given_back_is_held_and_its_yes_books_the_wishes(full, people):
    one, _, third, fourth, fifth = people
    registering.cancel_registration(registration=Registration.objects.get(person=one), by=one)
    assert places(third)["seat"] == "offered" and places(fourth)["seat"] == "waiting"
    assert counts()[0] == 2
    with pytest.raises(Refused) as refused:
        register(full, fifth)
    assert refused.value.codes == ["full"]
    mine = Registration.objects.get(person=third)
    assert registering.accept(registration=mine, by=third).is_confirmed
    assert places(third) == {"seat": "confirmed", "Mægling": "taken", "nat": "taken"}
    assert counts() == (2, 1, 0, 1)
    assert OutgoingMail.objects.filter(
        template="conference/mail/receipt", address=third.email
    ).exists()


def test_wishes_that_have_become_full_become_places_in_line(full, people):
    one, other, third, *_ = people
    booking.book(registration=Registration.objects.get(person=other), parts=[part("nat")], by=other)
    registering.cancel_registration(registration=Registration.objects.get(person=one), by=one)
    registering.accept(registration=Registration.objects.get(person=third), by=third)
    assert places(third) == {"seat": "confirmed", "Mægling": "taken", "nat": "waiting"}


def test_an_offered_seat_that_nobody_answers_goes_on_down_the_line(full, people):
    one, _, third, fourth, _ = people
    now = timezone.now()
    registering.cancel_registration(
        registration=Registration.objects.get(person=one), at=now, by=one
    )
    assert registering.pass_on_unanswered(now=now + 48 * HOUR, by=None) == 1
    assert places(third) == {} and places(fourth) == {"seat": "offered"}
    gone = Registration.objects.get(person=third)
    assert gone.state == RegistrationState.CANCELLED
    with pytest.raises(Refused) as refused:
        registering.accept(registration=gone, by=third)
    assert refused.value.codes == ["offer_gone"]


def test_a_no_passes_the_seat_on_at_once(full, people):
    one, _, third, fourth, _ = people
    registering.cancel_registration(registration=Registration.objects.get(person=one), by=one)
    registering.cancel_registration(registration=Registration.objects.get(person=third), by=third)
    assert places(fourth) == {"seat": "offered"}
    # Who only waited had nothing that one writes a letter about.
    assert OutgoingMail.objects.filter(template="conference/mail/cancelled").count() == 1


def test_more_seats_are_for_those_who_wait(full, people, personas):
    arranging.change(
        conference=full, facts=conference_facts(capacity=4, year=full.year), by=personas.editor
    )
    assert places(people[2])["seat"] == places(people[3])["seat"] == "offered"
    assert Conference.objects.get().taken == 4


def test_who_leaves_the_network_leaves_the_line_and_a_seat_for_the_next(full, people):
    one, _, third, fourth, _ = people
    end_membership(person=third, by=None)
    assert places(third) == {}
    end_membership(person=one, by=None)
    assert places(fourth)["seat"] == "offered"
    assert not OutgoingMail.objects.filter(
        template="conference/mail/released", address=third.email
    ).exists()


def test_close_to_the_day_nothing_is_offered_that_one_cannot_answer(full, people):
    one, _, third, *_ = people
    begins = timezone.now() + 2 * HOUR
    Conference.objects.update(starts_on=timezone.localdate(begins) + timedelta(days=1))
    day = Conference.objects.get().starts_on
    late = timezone.make_aware(timezone.datetime(day.year, day.month, day.day)) - 2 * HOUR
    registering.cancel_registration(
        registration=Registration.objects.get(person=one), at=late, by=one
    )
    assert places(third)["seat"] == "waiting"
    assert Conference.objects.get().taken == 1


# --- the database ------------------------------------------------------------------------------------
def test_the_database_refuses_half_a_place_in_line(house, people):
    registration = register(house, people[0])
    for wrong in (
        {"place": Place.WAITING},
        {"place": Place.OFFERED, "waiting_since": timezone.now()},
        {"place": Place.TAKEN, "waiting_since": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Booking.objects.create(registration=registration, part=part("nat"), **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.filter(kind="night").update(taken=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.update(state=RegistrationState.WAITING)


def test_a_night_is_one_part_and_within_the_conference(house, personas):
    again = make_part(house, capacity=1, by=personas.editor)
    assert again == part("nat")
    for day in (-2, 2):
        with pytest.raises(Refused) as refused:
            make_part(house, day=day, by=personas.editor)
        assert refused.value.codes == ["no_such_day"]
    with pytest.raises(Refused) as refused:
        make_part(house, "meal", title="", by=personas.editor)
    assert refused.value.codes == ["no_title"]
    with pytest.raises(Refused) as refused:
        make_part(house, "meal", by=personas.member)
    assert refused.value.codes == ["not_allowed"]


def test_what_is_booked_stands_in_the_trail_without_what_it_is(house, people):
    register(house, people[0], parts=[part("nat")])
    entry = Entry.objects.get(action="conference.registered")
    assert (entry.about_id, entry.facts) == (people[0].pk, {"conference": house.pk, "count": 1})


def test_two_who_stay_silent_about_the_same_night_give_two_back(house, people):
    Conference.objects.update(capacity=4)
    Part.objects.filter(kind="night").update(capacity=2)
    for person in people[:2]:
        register(house, person, parts=[part("nat")])
    for person in people[2:4]:
        register(house, person, waits=[part("nat")])
    now = timezone.now()
    for person in people[:2]:
        booking.leave(booking=booking_of(person, "nat"), at=now, by=person)
    assert part("nat").taken == 2
    assert booking.pass_on_unanswered(now=now + 48 * HOUR, by=None) == 2
    assert part("nat").taken == 0

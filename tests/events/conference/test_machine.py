"""Whatever people and the secretariat do to the conference, in any order: what is taken is what is held,
never more than there is, and nobody waits beside something free."""

from contextlib import suppress
from datetime import time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from events.conference.enums import HELD, OPEN, Place, RegistrationState, SessionKind
from events.conference.flows import (
    arranging,
    booking,
    parts,
    programme,
    publishing,
    registering,
    rooms,
    sharing,
)
from events.conference.models import Booking, Conference, Part, Registration, RoomShare
from portal.kit.problems import Refused
from tests.factories.events import conference_facts, make_conference, make_part, register
from tests.factories.people import make_member, make_secretariat

PEOPLE = 5
someone = st.integers(0, PEOPLE - 1)
some = st.sets(st.integers(0, 3))
few = st.integers(1, 4)


def session(title: str, starts: int, capacity: int):
    return arranging.Point(
        1, time(starts), time(starts + 2), SessionKind.PARALLEL, title, capacity=capacity
    )


class Life(RuleBasedStateMachine):
    """Five people, two seats, two sessions at the same time, one later, one night."""

    @initialize()
    def begin(self):
        self.world = transaction.atomic()
        self.world.__enter__()
        self.editor = make_secretariat("secretariat_editor", second_factor=False)
        self.conference = make_conference(
            by=self.editor,
            capacity=2,
            programme=[session("A", 9, 1), session("B", 10, 2), session("C", 14, 1)],
        )
        make_part(self.conference, capacity=1, by=self.editor)
        self.people = [make_member(f"Nummer {number}", "Odense") for number in range(PEOPLE)]
        self.now = timezone.now()

    def teardown(self):
        """The next life begins in an empty house."""
        if hasattr(self, "world"):
            transaction.set_rollback(True)
            self.world.__exit__(None, None, None)

    def of(self, person) -> Registration | None:
        return Registration.objects.filter(
            person=self.people[person], state__in=sorted(OPEN)
        ).first()

    def parts(self, numbers) -> list[Part]:
        found = list(Part.objects.order_by("pk"))
        return [found[number] for number in sorted(numbers)]

    @rule(person=someone, wanted=some, waited=some, waits=st.booleans())
    def register(self, person, wanted, waited, waits):
        with suppress(Refused):
            register(
                self.conference,
                self.people[person],
                parts=self.parts(wanted - waited),
                waits=self.parts(waited),
                waits_for_seat=waits,
                at=self.now,
            )

    @rule(person=someone, wanted=some, waited=some)
    def change(self, person, wanted, waited):
        if (mine := self.of(person)) is not None:
            with suppress(Refused):
                booking.book(
                    registration=mine,
                    parts=self.parts(wanted - waited),
                    waits=self.parts(waited),
                    at=self.now,
                    by=mine.person,
                )

    @rule(person=someone)
    def cancel(self, person):
        if (mine := self.of(person)) is not None:
            registering.cancel_registration(registration=mine, at=self.now, by=mine.person)

    @rule(person=someone, part=st.integers(0, 3), says_yes=st.booleans())
    def answer_for_a_part(self, person, part, says_yes):
        held = Booking.objects.filter(
            registration__person=self.people[person], part=self.parts([part])[0]
        ).first()
        if held is not None:
            with suppress(Refused):
                deed = booking.accept if says_yes else booking.leave
                deed(booking=held, at=self.now, by=self.people[person])

    @rule(person=someone)
    def accept_the_seat(self, person):
        if (mine := self.of(person)) is not None:
            with suppress(Refused):
                registering.accept(registration=mine, at=self.now, by=mine.person)

    @rule(one=someone, other=someone)
    def would_share_a_room(self, one, other):
        mine, theirs = self.of(one), self.of(other)
        if mine is not None and theirs is not None:
            with suppress(Refused):
                sharing.ask(registration=mine, other=theirs, at=self.now, by=mine.person)

    @rule(person=someone)
    def agree(self, person):
        share = RoomShare.objects.filter(asked__person=self.people[person]).first()
        if share is not None:
            with suppress(Refused):
                sharing.agree(share=share, at=self.now, by=self.people[person])

    @rule(person=someone)
    def part_ways(self, person):
        share = RoomShare.objects.filter(asked__person=self.people[person]).first()
        if share is not None:
            with suppress(Refused):
                sharing.part_ways(share=share, by=self.people[person])

    @rule(hours=st.sampled_from([1, 30, 60]))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)
        registering.pass_on_unanswered(now=self.now, by=None)
        booking.pass_on_unanswered(now=self.now, by=None)

    @rule(capacity=few)
    def other_seats(self, capacity):
        facts = conference_facts(
            capacity=capacity, year=self.conference.year, closes=2000, days=1500
        )
        with suppress(Refused):
            arranging.change(conference=self.conference, facts=facts, by=self.editor)

    @rule(capacity=few)
    def other_beds(self, capacity):
        night = Part.objects.get(kind="night")
        day = Conference.objects.get().starts_on
        facts = parts.PartFacts(kind=night.kind, on=day, capacity=capacity)
        with suppress(Refused):
            parts.change_part(part=night, facts=facts, by=self.editor)

    @rule(capacity=few)
    def other_room(self, capacity):
        first = Part.objects.get(session__title="A").session
        with suppress(Refused):
            programme.change_session(plan=first, point=session("A", 9, capacity), by=self.editor)
            publishing.publish(conference=self.conference, by=self.editor)

    @invariant()
    def what_is_taken_is_what_is_held(self):
        if not hasattr(self, "conference"):
            return
        held = Registration.objects.filter(
            state__in=(RegistrationState.CONFIRMED, RegistrationState.OFFERED)
        )
        assert Conference.objects.get().taken == held.count()
        for part in Part.objects.all():
            held_parts = part.bookings.filter(place__in=sorted(HELD), shared=False)
            assert part.taken == held_parts.count()

    @invariant()
    def who_sleeps_in_another_ones_room_has_one_to_sleep_in(self):
        for night in Booking.objects.filter(shared=True):
            partner = rooms.partner_of(night.registration)
            theirs = partner.bookings.get(part=night.part)
            assert (theirs.place, theirs.shared) == (Place.TAKEN, False)
        pairs = RoomShare.objects.filter(agreed_at__isnull=False)
        sharers = [pk for pair in pairs for pk in (pair.asker_id, pair.asked_id)]
        assert len(sharers) == len(set(sharers))

    @invariant()
    def nobody_waits_beside_something_free(self):
        if not hasattr(self, "conference"):
            return
        if Conference.objects.filter(taken__lt=F("capacity")).exists():
            assert not Registration.objects.filter(state=RegistrationState.WAITING).exists()
        free = Part.objects.filter(taken__lt=F("capacity"))
        assert not Booking.objects.filter(part__in=free, place=Place.WAITING).exists()

    @invariant()
    def nobody_is_in_two_places_or_has_parts_without_a_seat(self):
        if not hasattr(self, "conference"):
            return
        for registration in Registration.objects.all():
            mine = list(registration.bookings.select_related("part__session"))
            taken = [each.part for each in mine if each.place == Place.TAKEN]
            assert not any(one.overlaps(other) for one in taken for other in taken)
            if not registration.is_confirmed:
                assert {each.place for each in mine} <= {Place.WISHED}
            else:
                assert Place.WISHED not in {each.place for each in mine}
            if not registration.is_open:
                assert not mine


class TestLife(TestCase, Life.TestCase):
    settings = settings(
        max_examples=40,
        stateful_step_count=18,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

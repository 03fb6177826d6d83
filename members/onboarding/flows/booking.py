"""The introductory meeting: times that the secretariat lays out, and newcomers take."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import notices
from ..enums import Deed
from ..models import IntroSlot, Onboarding, StepDone
from ..problems import TAKEN, to_book, to_manage
from .ticking import tick


@transaction.atomic
def open_slots(*, times: Iterable[datetime], place: str, by: User) -> int:
    """Lay out times of one's own; those that are there already stay. Returns how many are new."""
    stop_if(to_manage(by))
    opened = 0
    for moment in times:
        slot = IntroSlot(starts_at=moment, host=by, place=place)
        if IntroSlot.objects.filter(starts_at=moment, host=by).exists():
            continue
        slot.full_clean()
        slot.save()
        opened += 1
        trail.record("onboarding.slot_opened", on=slot, by=by)
    return opened


@transaction.atomic
def take_away(*, slot: IntroSlot, by: User) -> bool:
    """Take back a time that nobody has booked; False when somebody has."""
    stop_if(to_manage(by))
    gone, _ = IntroSlot.objects.filter(pk=slot.pk, taken_by__isnull=True).delete()
    if gone:
        trail.record("onboarding.slot_taken_away", on=slot, by=by)
    return bool(gone)


@transaction.atomic
def book(*, slot: IntroSlot, by: User) -> IntroSlot:
    """The newcomer takes a time: the first has it, and the step is ticked. One's own again is no matter."""
    # The newcomer's row first, so that one with two windows takes one time.
    Onboarding.objects.filter(person=by).update(person=by)
    if IntroSlot.objects.filter(pk=slot.pk, taken_by=by).exists():
        return slot
    now = timezone.now()
    stop_if(to_book(slot, by, now))
    free = IntroSlot.objects.filter(pk=slot.pk, taken_by__isnull=True, starts_at__gt=now)
    if not free.update(taken_by=by):
        stop_if([TAKEN])
    slot.refresh_from_db()
    trail.record("onboarding.slot_booked", on=slot, by=by, about=by)
    tick(person=by, deed=Deed.INTRO_MEETING_BOOKED, about=slot.about, by=by)
    notices.slot_booked(slot, by=by)
    return slot


@transaction.atomic
def give_back(*, slot: IntroSlot, by: User) -> bool:
    """The newcomer cannot come: the time is free again, and the step it ticked is open again."""
    ahead = IntroSlot.objects.filter(pk=slot.pk, taken_by=by, starts_at__gt=timezone.now())
    if not ahead.update(taken_by=None):
        return False
    _reopen(slot, by)
    trail.record("onboarding.slot_given_back", on=slot, by=by, about=by)
    notices.slot_given_back(slot, by=by)
    return True


def _reopen(slot: IntroSlot, person: User) -> None:
    done = StepDone.objects.filter(onboarding__person=person, about=slot.about)
    if done.delete()[0]:
        Onboarding.objects.filter(person=person).update(finished_at=None)

"""What the retention policy no longer lets the conference keep; called each night by its room."""

from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.audit import trail
from portal.jobs.batches import in_batches

from ..enums import OPEN, Place
from ..models import (
    Booking,
    GroupLetter,
    Note,
    PayerLink,
    Registration,
    RegistrationDraft,
    RoomShare,
    Speaker,
)

#: What serves the days of the conference, and nothing after them.
NEEDS = ("diet_choice", "diet", "needs", "emergency_name", "emergency_phone", "room")
#: What is written of somebody who speaks.
OF_SPEAKERS = ("name", "title", "organisation", "about")


def erase_needs(*, before: datetime, by) -> int:
    """Empty what the house needed to know of those who came to conferences whose last day was before, and
    forget who chose which session, meal and night, who shared a room, what was never handed in, and what
    the secretariat noted and wrote; of a conference to come, the drafts that a registration was made of and
    that are still there. Returns how many rows. What somebody is charged for is kept for those
    who bill it. A session's `taken` stays: it says how many, and of nobody who it was. Safe to repeat."""
    over = timezone.localdate(before)
    written = Registration.objects.filter(
        reduce(or_, (~Q(**{name: ""}) for name in NEEDS)), conference__ends_on__lte=over
    )

    def empty(some: QuerySet[Registration]) -> int:
        count = some.update(**dict.fromkeys(NEEDS, ""))
        trail.record("conference.needs_erased", on=None, by=by, count=count)
        return count

    over_by_now = Booking.objects.filter(part__conference__ends_on__lte=over)
    chosen = over_by_now.filter(Q(price=0) | Q(shared=True, in_twin=False) | ~Q(place=Place.TAKEN))

    def forget(some: QuerySet[Booking]) -> int:
        count = some.delete()[0]
        trail.record("conference.choices_forgotten", on=None, by=by, count=count)
        return count

    handed_in = Exists(
        Registration.objects.filter(
            conference=OuterRef("conference"), person=OuterRef("person"), state__in=sorted(OPEN)
        )
    )
    drafts = RegistrationDraft.objects.filter(Q(conference__ends_on__lte=over) | handed_in)
    shares = RoomShare.objects.filter(asked__conference__ends_on__lte=over)
    links = PayerLink.objects.filter(registration__conference__ends_on__lte=over)
    notes = Note.objects.filter(registration__conference__ends_on__lte=over)
    letters = GroupLetter.objects.filter(conference__ends_on__lte=over)

    def delete(some: QuerySet) -> int:
        count = some.delete()[0]
        trail.record("conference.wishes_forgotten", on=None, by=by, count=count)
        return count

    return (
        in_batches(written, empty)
        + in_batches(chosen, forget)
        + in_batches(drafts, delete)
        + in_batches(shares, delete)
        + in_batches(links, delete)
        + in_batches(notes, delete)
        + in_batches(letters, delete)
    )


def delete_registrations(*, before: datetime, by) -> int:
    """Delete the registrations, and with them the bills, of conferences in financial years that ended
    before; returns how many. A municipality's financial year is the calendar's.

    The conference's `taken` stays: it says how many came, and of nobody who it was. Safe to repeat.
    """
    old = Registration.objects.filter(
        conference__ends_on__lt=date(timezone.localdate(before).year, 1, 1)
    )

    def delete(some: QuerySet[Registration]) -> int:
        count = some.delete()[1].get(Registration._meta.label, 0)
        trail.record("conference.registrations_deleted", on=None, by=by, count=count)
        return count

    return in_batches(old, delete)


def erase_speakers(*, before: datetime, by) -> int:
    """Empty what is written of those who spoke at conferences whose last day was before: a guest's name, and
    of everybody who they were; returns how many. The session stays, and so does the member who spoke, for as
    long as there is one. Safe to repeat."""
    over = timezone.localdate(before)
    written = reduce(or_, (~Q(**{name: ""}) for name in OF_SPEAKERS))
    spoke = Q(session__conference__ends_on__lte=over) | Q(draft__conference__ends_on__lte=over)

    def empty(some: QuerySet[Speaker]) -> int:
        count = some.update(**dict.fromkeys(OF_SPEAKERS, ""))
        trail.record("conference.speakers_erased", on=None, by=by, count=count)
        return count

    return in_batches(Speaker.objects.filter(written, spoke), empty)

"""From a yes to a date to a seat at the meeting."""

from django.db import transaction
from django.utils import timezone

from events.meetings.models import Meeting, SignUp
from members.people.queries import members
from portal.audit import trail
from portal.kit.dates import local

from .. import notices
from ..models import Poll, Proposal


@transaction.atomic
def propose_sign_ups(*, meeting: Meeting, by) -> int:
    """Ask those who said yes to the date whether they are signed up; returns how many. Nobody is asked of a
    meeting that was moved to another day meanwhile, and nobody who has answered it. Safe to repeat."""
    poll = Poll.objects.filter(meeting=meeting).select_related("chosen").first()
    if poll is None or poll.chosen is None or poll.chosen.day != local(meeting.starts_at).date():
        return 0
    answered = SignUp.objects.filter(meeting=meeting, person__isnull=False).values("person")
    waiting = (
        Proposal.objects.filter(meeting=meeting, told_at__isnull=True)
        .filter(person__in=members())
        .exclude(person__in=answered)
        .select_related("person")
    )
    people = [
        proposal.person
        for proposal in waiting
        if Proposal.objects.filter(pk=proposal.pk, told_at__isnull=True).update(
            told_at=timezone.now()
        )
    ]
    if people:
        trail.record("polls.proposed", on=meeting, by=by, count=len(people))
        notices.tell_proposed(meeting, people)
    return len(people)

"""The agenda between the planning and the day: members propose points, those who run the meeting take them in
or turn them down, and put the points in order."""

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, problems
from ..models import AgendaItem, Meeting, Proposal
from ..signals import agenda_changed
from . import seats, setting

#: No point stands here; for the moment in which two change places.
NOWHERE = 0


@transaction.atomic
def propose(*, meeting: Meeting, title: str, minutes: int, text: str = "", by) -> Proposal:
    """A point for those who run the meeting to decide on; they are told. The same words again are the same
    proposal."""
    text = "\n".join(text.splitlines()).strip()
    refuse_cpr(title, text)
    seats.lock(meeting)
    meeting = seats.fresh(meeting)
    stop_if(problems.to_propose(meeting, by))
    proposal, created = Proposal.objects.get_or_create(
        meeting=meeting, person=by, title=title, defaults={"minutes": minutes, "text": text}
    )
    if created:
        trail.record("meetings.point_proposed", on=meeting, by=by)
        notices.tell_proposed(meeting, by=by)
    return proposal


@transaction.atomic
def take_in(*, proposal: Proposal, by) -> AgendaItem:
    """The point stands last on the agenda, brought by whoever proposed it, who is told."""
    meeting = _changed_by(proposal.meeting, by)
    _settle(proposal, meeting)
    point = setting.append(
        meeting=meeting,
        title=proposal.title,
        minutes=proposal.minutes,
        owner=proposal.person,
        text=proposal.text,
        by=by,
    )
    trail.record("meetings.point_taken_in", on=meeting, by=by, about=proposal.person)
    notices.tell_decided(meeting, proposal, taken_in=True, by=by)
    return point


@transaction.atomic
def turn_down(*, proposal: Proposal, by) -> None:
    """The point does not come on this agenda; whoever proposed it is told."""
    meeting = _changed_by(proposal.meeting, by)
    _settle(proposal, meeting)
    trail.record("meetings.point_turned_down", on=meeting, by=by, about=proposal.person)
    notices.tell_decided(meeting, proposal, taken_in=False, by=by)


@transaction.atomic
def move_point(*, point: AgendaItem, up: bool, by) -> None:
    """Change places with the point above, or below; the first stays first and the last stays last."""
    meeting = _changed_by(point.meeting, by)
    point.refresh_from_db()
    beside = (
        meeting.agenda.filter(order__lt=point.order).last()
        if up
        else meeting.agenda.filter(order__gt=point.order).first()
    )
    if beside is None:
        return
    places = (beside.order, point.order)
    for number, order in ((point.pk, NOWHERE), (beside.pk, places[1]), (point.pk, places[0])):
        AgendaItem.objects.filter(pk=number).update(order=order)
    agenda_changed.send(sender=Meeting, meeting=meeting, by=by)
    trail.record("meetings.point_moved", on=meeting, by=by)


def _changed_by(meeting: Meeting, by) -> Meeting:
    seats.lock(meeting)
    meeting = seats.fresh(meeting)
    stop_if(problems.to_change(meeting, by))
    Meeting.objects.filter(pk=meeting.pk).update(changed_at=timezone.now())
    return meeting


def _settle(proposal: Proposal, meeting: Meeting) -> None:
    """Decided once: of two who decide at the same time the second finds nothing."""
    gone, _ = Proposal.objects.filter(pk=proposal.pk, meeting=meeting).delete()
    stop_if([] if gone else [problems.DECIDED])

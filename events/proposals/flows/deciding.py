"""The secretariat's answer, and the point of the programme that is made of what is accepted."""

from datetime import datetime, time, timedelta

from django.db import transaction

from events.conference.enums import SessionKind
from events.conference.flows import programme
from events.conference.flows.points import Point, talkers
from events.conference.models import SessionDraft
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, problems
from ..enums import State
from ..models import OutcomeLetter, Proposal
from .holding import lock, move

#: Where a new point stands until the desk has moved it.
STARTS = time(10)
LATEST = time(23, 59)


@transaction.atomic
def decide(*, proposal: Proposal, outcome: State, body: str, by) -> OutcomeLetter:
    """Answer a proposal with a letter, once: the same outcome again gives the letter that was sent."""
    refuse_cpr(body)
    proposal = lock(proposal)
    there = proposal.letters.filter(outcome=outcome).first()
    if there is not None and proposal.state == outcome:
        return there
    stop_if(problems.to_decide(proposal, outcome, by))
    move(proposal, outcome)
    proposal.save(update_fields=["state"])
    letter = OutcomeLetter.objects.create(proposal=proposal, outcome=outcome, body=body, sent_by=by)
    trail.record(
        "proposals.decided", on=proposal, by=by, about=proposal.proposer, outcome=str(outcome)
    )
    notices.tell_outcome(letter, by=by)
    return letter


@transaction.atomic
def make_session(*, proposal: Proposal, by) -> SessionDraft:
    """A draft in the programme with title, text, track and speakers, on the wished day; the desk gives it its
    hour and room. Nobody sees it before a version is published."""
    proposal = lock(proposal)
    stop_if(problems.to_make(proposal, by))
    conference = proposal.call.conference
    ends = datetime.combine(conference.starts_on, STARTS) + timedelta(minutes=proposal.minutes)
    point = Point(
        day=min(proposal.day or 1, conference.days),
        starts=STARTS,
        ends=min(ends.time(), LATEST),
        kind=SessionKind.PARALLEL,
        title=proposal.title,
        abstract=proposal.abstract,
        track=proposal.track,
        speakers=tuple(talkers(proposal.speakers.all())),
    )
    draft = programme.add_session(conference=conference, point=point, by=by)
    proposal.session_uid = draft.uid
    proposal.save(update_fields=["session_uid"])
    trail.record("proposals.made_session", on=proposal, by=by, conference=conference.pk)
    return draft

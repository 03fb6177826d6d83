"""Calls and proposals for tests, made through the same flows as in the portal."""

from datetime import timedelta

from django.utils import timezone

from events.conference.flows.points import Talker
from events.proposals.enums import State
from events.proposals.flows import calling, deciding, proposing, reviewing
from events.proposals.models import Call, Panelist, Proposal
from events.proposals.plans import Facts


def make_call(
    conference, *, by, opens: float = -5, closes: float = 20, text: str = "Fortæl"
) -> Call:
    """A call that is open now; days are counted from now."""
    now = timezone.now()
    return calling.write_call(
        conference=conference,
        opens_at=now + timedelta(days=opens),
        closes_at=now + timedelta(days=closes),
        text=text,
        by=by,
    )


def facts(title: str = "Aktindsigt i praksis", **changes) -> Facts:
    return Facts(title=title, **{"abstract": "Hvad der virker.", **changes})


def make_proposal(
    conference, person, *, by, submit: bool = True, speakers=None, at=None, **changes
) -> Proposal:
    """What somebody proposes to an open call, which there is or is made now."""
    call = Call.objects.filter(conference=conference).first() or make_call(conference, by=by)
    return proposing.save(
        call=call,
        facts=facts(**changes),
        speakers=[Talker(person=person)] if speakers is None else speakers,
        submit=submit,
        at=at,
        by=person,
    )


def name(call: Call, person, *, by) -> Panelist:
    """In the programme group from now on."""
    return calling.name_panelist(call=call, person=person, by=by)


def review(proposal: Proposal, person, score: int = 4, comment: str = ""):
    return reviewing.review(proposal=proposal, score=score, comment=comment, by=person)


def decide(proposal: Proposal, outcome: State, *, by, body: str = "Tak for forslaget."):
    return deciding.decide(proposal=proposal, outcome=outcome, body=body, by=by)

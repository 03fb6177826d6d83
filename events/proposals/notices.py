"""What proposers, the programme group and the secretariat are told."""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders, members
from portal.kit import dates
from portal.notices.flows import Mail, tell

from .enums import State
from .models import Call, OutcomeLetter, Proposal

LANGUAGES = ("da", "en")


def tell_named(call: Call, person: User, *, by) -> None:
    """A member, that they are in the programme group, and until when proposals come in."""
    facts = {"title": call.conference.title}
    tell(
        [person],
        kind="proposals_panel",
        title=lambda: _("You are in the programme group: %(title)s") % facts,
        url=reverse("proposals:panel", args=[call.conference_id]),
        mail=Mail(
            "proposals/mail/named",
            {
                "conference": call.conference.title,
                "closes": {each: dates.date_time(call.closes_at, each) for each in LANGUAGES},
                "ends": {
                    each: dates.long_date(call.conference.ends_on, each) for each in LANGUAGES
                },
            },
        ),
        by=by,
    )


def tell_submitted(proposal: Proposal, *, by) -> None:
    """Those who manage the conference, behind the bell alone: there is nothing to do yet."""
    _tell_desk(proposal, lambda: _("New proposal: %(title)s") % {"title": proposal.title}, by)


def tell_withdrawn(proposal: Proposal, *, by) -> None:
    """Those who manage the conference, that something that was accepted is taken back."""
    _tell_desk(proposal, lambda: _("Withdrawn: %(title)s") % {"title": proposal.title}, by)


def tell_confirmed(proposal: Proposal, *, by) -> None:
    _tell_desk(proposal, lambda: _("Confirmed: %(title)s") % {"title": proposal.title}, by)


def tell_outcome(letter: OutcomeLetter, *, by) -> None:
    """The proposer, what the secretariat has answered: its own letter, so its text stands in the mail."""
    proposal = letter.proposal
    words = {
        State.ACCEPTED: lambda: _("Yes to your proposal: %(title)s"),
        State.WAITING: lambda: _("Your proposal waits for room: %(title)s"),
        State.DECLINED: lambda: _("Answer to your proposal: %(title)s"),
    }[State(letter.outcome)]
    people = members().filter(proposals=proposal.pk)
    tell(
        people,
        kind="proposals_outcome",
        title=lambda: words() % {"title": proposal.title},
        url=proposal.get_absolute_url(),
        mail=Mail(
            "proposals/mail/outcome",
            {
                "proposal": proposal.title,
                "body": letter.body,
                "is_accepted": letter.outcome == State.ACCEPTED,
            },
        ),
        by=by,
    )


def _tell_desk(proposal: Proposal, title, by) -> None:
    tell(
        holders(Permission.MANAGE_CONFERENCE),
        kind="proposals_desk",
        title=title,
        url=reverse("proposals_desk:proposal", args=[proposal.pk]),
        by=by,
    )

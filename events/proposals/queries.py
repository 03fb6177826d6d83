"""Proposals for a reader, and what the programme group makes of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, pstdev

from django.db.models import QuerySet

from events.conference.models import Conference
from events.conference.rules import may_manage
from members.people.models import User
from members.people.queries import members

from .enums import SEEN
from .models import Call, OutcomeLetter, Panelist, Proposal, Review
from .rules import in_force, is_own, is_panelist, may_see_call, may_see_reviews, viewable


@dataclass(frozen=True)
class Ranked:
    """A proposal with what the group makes of it; without figures for whoever may not see them yet."""

    proposal: Proposal
    count: int
    mean: float | None = None
    spread: float | None = None
    own_score: int | None = None
    is_own: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether the reader's own review is what it lacks."""
        return not self.is_own and self.own_score is None


def call_of(user, conference: Conference) -> Call | None:
    """The conference's call, for those who may see it."""
    found = Call.objects.filter(conference=conference).select_related("conference").first()
    return found if found is not None and may_see_call(user, found) else None


def proposals_for(user) -> QuerySet[Proposal]:
    """What the reader may see; the same rule as `rules.may_view`."""
    found = Proposal.objects.filter(viewable(user)).select_related(
        "call__conference", "proposer", "track"
    )
    return found.prefetch_related("speakers__person")


def own_proposals(user, call: Call) -> QuerySet[Proposal]:
    """What the reader has proposed, and what others have proposed that they speak at."""
    mine = proposals_for(user).filter(call=call)
    return (mine.filter(proposer=user) | mine.filter(speakers__person=user.pk)).distinct()


def ranking(user, call: Call) -> list[Ranked]:
    """What has been sent in: for the group what they have not reviewed first, for everybody then the best. No
    figure before one's own; a constant number of queries."""
    if not may_manage(user) and not is_panelist(user, call):
        return []
    panelist = is_panelist(user, call)
    rows = proposals_for(user).filter(call=call, state__in=sorted(SEEN))
    found = []
    for each in rows.prefetch_related("reviews"):
        reviews = each.reviews.all()
        own = next((r.score for r in reviews if r.reviewer_id == user.pk), None)
        mine = is_own(user, each)
        # As `rules.may_see_reviews`, which would ask for each of them.
        sees = not mine and (own is not None if panelist else True)
        scores = [r.score for r in reviews] if sees else []
        found.append(
            Ranked(
                each,
                len(reviews),
                fmean(scores) if scores else None,
                pstdev(scores) if len(scores) > 1 else None,
                own,
                mine,
            )
        )
    return sorted(
        found,
        key=lambda row: (panelist and not row.is_waiting, -(row.mean or 0), row.proposal.pk),
    )


def reviews_for(user, proposal: Proposal) -> Iterable[Review]:
    """What the group thinks of it, for those who may know."""
    if not may_see_reviews(user, proposal):
        return []
    return proposal.reviews.select_related("reviewer").order_by("written_at", "pk")


def own_review(user, proposal: Proposal) -> Review | None:
    return proposal.reviews.filter(reviewer=user.pk).first()


def letters_for(user, proposal: Proposal) -> QuerySet[OutcomeLetter]:
    """What was answered, for whoever proposed it and those who manage the conference."""
    if proposal.proposer_id == user.pk or may_manage(user):
        return proposal.letters.select_related("sent_by")
    return OutcomeLetter.objects.none()


def panel_of(call: Call) -> QuerySet[Panelist]:
    return call.panel.filter(in_force()).select_related("person").order_by("person__name_key", "pk")


def nameable(call: Call) -> QuerySet[User]:
    """Members who are not in the group yet."""
    there = call.panel.values("person")
    return members().exclude(pk__in=there).order_by("name_key", "pk")

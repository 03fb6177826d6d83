"""What the programme group thinks of a proposal."""

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import problems
from ..models import Proposal, Review
from .holding import lock


@transaction.atomic
def review(*, proposal: Proposal, score: int, comment: str = "", by) -> Review:
    """One's own score and comment, or another one until it is decided. The trail keeps that, and not what."""
    refuse_cpr(comment)
    proposal = lock(proposal)
    stop_if(problems.to_review(proposal, by))
    written, _new = Review.objects.update_or_create(
        proposal=proposal,
        reviewer=by,
        defaults={"score": score, "comment": comment, "written_at": timezone.now()},
    )
    trail.record("proposals.reviewed", on=proposal, by=by)
    return written

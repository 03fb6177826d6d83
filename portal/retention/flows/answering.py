"""The secretariat's side of a request: the answer, the reminder, and what is looked at by hand."""

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices
from ..enums import Kind, Outcome
from ..models import DataRequest, Leftover
from ..problems import to_answer


@transaction.atomic
def answer(*, request: DataRequest, outcome: str, answer: str, by) -> DataRequest:
    """Close a request with an outcome and the answer that the person gets. A deletion is done by
    `erasing.erase_person`, which settles it.

    Raises `Refused`, also when a colleague was quicker, and ValidationError for a CPR number.
    """
    refuse_cpr(answer)
    stop_if(to_answer(request, outcome, answer, by))
    closed = DataRequest.objects.filter(pk=request.pk, outcome="").update(
        outcome=outcome, answer=answer.strip(), closed_at=timezone.now(), answered_by=by
    )
    request.refresh_from_db()
    if not closed:
        stop_if(to_answer(request, outcome, answer, by))
    trail.record(
        "retention.request_answered", on=request, by=by, about=request.person, outcome=outcome
    )
    notices.answered(request, by=by)
    return request


@transaction.atomic
def settle_by_erasing(*, person: User, by) -> bool:
    """Close what the person has open, for it is met by there being nothing left, and empty what they and
    the secretariat wrote. Returns whether they had asked to be erased, and so are to hear of it."""
    requests = DataRequest.objects.filter(person=person)
    standing = list(requests.filter(outcome="").order_by("pk"))
    requests.filter(outcome="").update(
        outcome=Outcome.DONE, closed_at=timezone.now(), answered_by=by
    )
    requests.update(words="", answer="")
    for request in standing:
        trail.record(
            "retention.request_answered",
            on=request,
            by=by,
            about=person,
            outcome=str(Outcome.DONE),
        )
    return any(request.kind == Kind.DELETION for request in standing)


@transaction.atomic
def remind(*, request: DataRequest, by) -> bool:
    """Tell the secretariat once that a request is soon due; whether it was told now."""
    first = DataRequest.objects.filter(pk=request.pk, outcome="", reminded_at__isnull=True).update(
        reminded_at=timezone.now()
    )
    if not first:
        return False
    trail.record("retention.request_reminded", on=request, by=by, about=request.person)
    notices.soon_due(request, by=by)
    return True


@transaction.atomic
def look_after(*, leftover: Leftover, by) -> None:
    """Somebody has looked at a place in which an erased person stood: it leaves the list. Safe to repeat."""
    gone = Leftover.objects.filter(pk=leftover.pk).delete()[0]
    if gone:
        trail.record("retention.place_looked_at", on=leftover, by=by, about=leftover.person)

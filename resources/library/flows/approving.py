"""The second person: approving what somebody else has written, or sending it back."""

from django.db import transaction

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices
from ..models import Edition
from ..problems import CHANGED_MEANWHILE, to_approve, to_send_back
from .holding import lock
from .writing import written


@transaction.atomic
def approve(*, edition: Edition, seen: str, comment: str = "", by) -> Edition:
    """Approve the revision that one has read (`seen`, see `Edition.seen`); it is published in the same
    transaction, or waits for its hour. Raises `Refused` for whoever has written in it, and when
    somebody else was quicker or the text is another one by now."""
    refuse_cpr(comment)
    edition = _waiting(edition, seen, by)
    state = edition.current_workflow_task_state
    state.task.specific.on_action(state, by, "approve", comment=comment.strip())
    edition.refresh_from_db()
    return edition


@transaction.atomic
def send_back(*, edition: Edition, seen: str, comment: str, by) -> Edition:
    """Not yet: the writer is told and reads why."""
    refuse_cpr(comment)
    stop_if(to_send_back(comment))
    edition = _waiting(edition, seen, by)
    state = edition.current_workflow_task_state
    state.task.specific.on_action(state, by, "reject", comment=comment.strip())
    edition.refresh_from_db()
    return edition


@transaction.atomic
def approved(*, edition: Edition, writers, by) -> None:
    """What follows of an approval, on whichever page it was given: its writers hear of it."""
    trail.record("library.approved", on=edition, by=by)
    notices.approved(edition, writers, by=by)


@transaction.atomic
def sent_back(*, edition: Edition, writers, by) -> None:
    """What follows of a no."""
    written(edition=edition, by=by)
    trail.record("library.sent_back", on=edition, by=by)
    notices.sent_back(edition, writers, by=by)


def _waiting(edition: Edition, seen: str, by) -> Edition:
    edition = lock(edition)
    stop_if(to_approve(edition, by))
    if seen != edition.seen:
        stop_if([CHANGED_MEANWHILE])
    return edition

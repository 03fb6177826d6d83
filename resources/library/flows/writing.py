"""Writing an edition on its way to the next version: beginning, sending it to approval and taking it back."""

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices
from ..bodies import plain_text
from ..enums import Line, Status
from ..models import Edition, Guide
from ..problems import to_draft, to_submit, to_take_back
from .holding import lock


@transaction.atomic
def begin(*, guide: Guide, line: str, by) -> Edition:
    """The edition to write in; made if it is not there. A national one begins with Copenhagen's text. Safe
    to repeat: what stands in it already is left alone."""
    stop_if(to_draft(by))
    edition, created = Edition.objects.get_or_create(guide=guide, line=line)
    if not edition.body and edition.latest_revision_id is None:
        other = Edition.objects.filter(guide=guide, line=Line.COPENHAGEN).first()
        basis = edition.newest or (other.newest if other else None)
        if basis is not None:
            edition.body = basis.body
        if basis is not None and basis.edition_id != edition.pk and edition.based_on_id is None:
            edition.based_on = basis
        edition.save(update_fields=["body", "based_on"])
    if created:
        trail.record("library.edition_begun", on=edition, by=by)
    return edition


@transaction.atomic
def submit(*, edition: Edition, by) -> Edition:
    """Send the latest revision to approval; those who may approve it are told (by `submitted`)."""
    edition = lock(edition)
    shown = edition.get_latest_revision_as_object()
    stop_if(to_submit(shown, by))
    refuse_cpr(plain_text(shown.body), shown.change, shown.for_whom, shown.note)
    if edition.latest_revision_id is None:
        edition.save_revision(user=by, clean=False)
    state = edition.current_workflow_state
    if state is not None:
        state.resume(by)
    else:
        edition.get_workflow().start(edition, by)
    edition.refresh_from_db()
    return edition


@transaction.atomic
def submitted(*, edition: Edition, by) -> None:
    """It waits from now on: what follows of that, whichever of Wagtail's pages it was sent from."""
    _move(edition, Status.IN_REVIEW)
    trail.record("library.submitted", on=edition, by=by)
    notices.waits_for_approval(edition, by=by)


@transaction.atomic
def take_back(*, edition: Edition, by) -> Edition:
    """Go on writing what waits for approval, or for its hour: it has to be approved anew then."""
    edition = lock(edition)
    stop_if(to_take_back(edition, by))
    if (state := edition.current_workflow_state) is not None:
        state.cancel(user=by)
    for revision in edition.revisions.filter(approved_go_live_at__isnull=False):
        revision.approved_go_live_at = None
        revision.save(user=by, update_fields=["approved_go_live_at"])
    written(edition=edition, by=by)
    trail.record("library.taken_back", on=edition, by=by)
    return edition


@transaction.atomic
def written(*, edition: Edition, by) -> None:
    """Somebody has begun to write in it (again); readers keep the version they have."""
    waiting = Edition.objects.filter(pk=edition.pk).exclude(status=Status.BEING_WRITTEN)
    if not edition.workflow_in_progress and waiting.exists():
        _move(edition, Status.BEING_WRITTEN)
        trail.record("library.edition_moved", on=edition, by=by, status=str(Status.BEING_WRITTEN))


def _move(edition: Edition, status: str) -> None:
    Edition.objects.filter(pk=edition.pk).update(status=status, status_at=timezone.now())

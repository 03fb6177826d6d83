"""What the library's desk asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState

from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders

from .models import Approval, Draft, Edition, EditionFile, VersionFile
from .models.approval import writers_of
from .queries import beside
from .rules import may_edit


def drafts_for(user) -> QuerySet[Draft]:
    """The drafts that are worked on, the latest change first: only at the desk."""
    if not may_edit(user):
        return Draft.objects.none()
    return Draft.objects.filter(guide__isnull=True)


def accounts(keys: Iterable[int]) -> QuerySet[User]:
    return User.objects.filter(pk__in=list(keys))


def approvers(edition: Edition) -> QuerySet[User]:
    """Those who may approve what waits in an edition; the same rule as `Approval.user_can_approve`."""
    return holders(Permission.EDIT_LIBRARY).exclude(pk__in=writers_of(edition))


def waiting_editions(user) -> list[Edition]:
    """The editions that wait for approval, for those who keep the library; the longest wait first."""
    if not may_edit(user):
        return []
    states = WorkflowState.objects.filter(
        base_content_type=Edition.get_base_content_type(), status=WorkflowState.STATUS_IN_PROGRESS
    ).order_by("created_at")
    keys = [int(key) for key in states.values_list("object_id", flat=True)]
    found = Edition.objects.select_related("guide").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def scheduled_editions(user) -> list[tuple[Edition, datetime]]:
    """The editions that are approved and wait for their hour, and when it is."""
    if not may_edit(user):
        return []
    revisions = Revision.objects.filter(
        base_content_type=Edition.get_base_content_type(), approved_go_live_at__isnull=False
    ).order_by("approved_go_live_at")
    hours = [
        (int(key), hour) for key, hour in revisions.values_list("object_id", "approved_go_live_at")
    ]
    found = Edition.objects.select_related("guide").in_bulk([key for key, _hour in hours])
    return [(found[key], hour) for key, hour in hours if key in found]


def waits_for(user) -> int:
    """How many editions wait for this person to approve them."""
    task = Approval.objects.first()
    return task.get_task_states_user_can_moderate(user).count() if task else 0


def last_word(edition: Edition) -> TaskState | None:
    """What was last said of an edition that was sent back, until it is sent again."""
    state = edition.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    return state.current_task_state


@dataclass(frozen=True)
class AtTheDesk:
    """A file beside an edition, and what becomes of it with the next version."""

    file: EditionFile
    becomes: str
    is_first: bool
    is_last: bool


def files_at_the_desk(edition: Edition) -> list[AtTheDesk]:
    """The files beside an edition, in their order, held against those of its newest version; what will be
    taken away is last."""
    rows = edition.files.select_related("enclosure").order_by("is_removed", "order", "pk")
    readers = {file.place: file for file in beside(edition.newest)}
    files = list(rows)
    staying = [file for file in files if not file.is_removed]
    return [
        AtTheDesk(
            file,
            _becomes(file, readers.get(file.place)),
            is_first=file in staying[:1],
            is_last=file in staying[-1:],
        )
        for file in files
    ]


def _becomes(file: EditionFile, now: VersionFile | None) -> str:
    if file.is_removed:
        return _("is taken away")
    if now is None:
        return _("new")
    if now.enclosure_id != file.enclosure_id:
        return _("replaced")
    return _("called otherwise") if now.title != file.title else ""

"""What follows when Wagtail publishes an edition or moves it through its workflow, on whichever page."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    published,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from portal.ui.uploads import forget_file

from . import hearing, notices
from .desk_queries import accounts
from .flows import approving, publishing, writing
from .models import Edition, Enclosure
from .models.approval import writers_of


@receiver(published, sender=Edition)
def make_version(sender, instance, revision, **kwargs):
    """What is published becomes a version; what waits for its hour is not published yet."""
    if instance.live_revision_id != revision.pk:
        return
    state = (
        TaskState.objects.filter(revision=revision, status=TaskState.STATUS_APPROVED)
        .select_related("finished_by")
        .latest("finished_at")
    )
    publishing.publish_version(
        edition=instance,
        body=instance.body,
        change=instance.change,
        extent=instance.extent,
        for_whom=instance.for_whom,
        revision=revision,
        by=state.finished_by,
    )


@receiver(task_submitted)
def note_submitted(sender, instance, user=None, **kwargs):
    if (edition := _edition(instance.workflow_state)) is not None:
        writing.submitted(edition=edition, by=user)


@receiver(workflow_approved)
def note_approved(sender, instance, user=None, **kwargs):
    if (edition := _edition(instance)) is not None:
        approving.approved(edition=edition, writers=_asked_by(instance), by=user)


@receiver(workflow_rejected)
def note_sent_back(sender, instance, user=None, **kwargs):
    if (edition := _edition(instance)) is not None:
        writers = accounts(writers_of(edition)) | _asked_by(instance)
        approving.sent_back(edition=edition, writers=writers, by=user)


@receiver(workflow_cancelled)
def note_taken_back(sender, instance, user=None, **kwargs):
    if (edition := _edition(instance)) is not None:
        writing.written(edition=edition, by=user)


def _edition(state: WorkflowState) -> Edition | None:
    found = state.content_object
    return found if isinstance(found, Edition) else None


def _asked_by(state: WorkflowState):
    """Who sent it, once or again, and who wrote what was sent."""
    asked = {state.requested_by_id}
    asked.update(state.task_states.values_list("revision__user", flat=True))
    return accounts(each for each in asked if each)


hearing.offer(
    hearing.Reason.KEEPS_THE_LIBRARY, hearing.Way(notices.colleagues_of, notices.published)
)
post_delete.connect(forget_file, sender=Enclosure, dispatch_uid="library.forget_file")

"""The task of Wagtail's workflow that a second person does: approving what somebody else has written."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.locks import WorkflowLock
from wagtail.models import Revision, Task, TaskState

from members.people.enums import Permission
from members.people.rules import may
from portal.ui.fields import GuardedTextField


def writers_of(edition, upto=None) -> set[int]:
    """The accounts that have written in what is not published yet: every revision since the last published
    one, those that were written over by others as well. With `upto`, a version: those who wrote that."""
    before, revisions = edition.versions.all(), edition.revisions
    if upto is not None:
        before = before.filter(number__lt=upto.number)
        revisions = revisions.filter(pk__lte=upto.revision_id)
    published = before.aggregate(last=Max("revision"))["last"] or 0
    revisions = revisions.filter(pk__gt=published)
    found = set(revisions.filter(user__isnull=False).values_list("user", flat=True).distinct())
    if upto is None:
        # Whoever has put a file beside it, or taken one away, has written in it.
        by = edition.files.filter(changed_by__isnull=False).values_list("changed_by", flat=True)
        found.update(by)
    return found


def was_approved(revision: Revision) -> bool:
    """Whether a second person has approved this very revision."""
    return TaskState.objects.filter(
        revision=revision,
        status=TaskState.STATUS_APPROVED,
        task__content_type=ContentType.objects.get_for_model(Approval),
    ).exists()


class WaitsForApproval(WorkflowLock):
    """While it waits nobody writes in it: what is approved is what was read."""

    def for_user(self, user):
        return True

    def get_message(self, user):
        return format_html(
            '{} <a href="{}">{}</a>',
            _("It waits for approval, so nobody can write in it."),
            self.object.review_url,
            _("See what waits"),
        )

    def get_locked_by(self, user, can_lock=False):
        return _("Waits for approval")

    def get_description(self, user, can_lock=False):
        return _("Take it back to go on writing.")


class CommentForm(forms.Form):
    """What Wagtail's own window asks for on the way; the portal's page has a form of its own."""

    comment = GuardedTextField(label=gettext_lazy("Comment"), max_length=1000, required=False)


class Approval(Task):
    """Read and approved by somebody who keeps the library and has not written in it."""

    lock_class = WaitsForApproval

    class Meta:
        verbose_name = gettext_lazy("approval by a second person")
        verbose_name_plural = gettext_lazy("approvals by a second person")

    def user_can_approve(self, edition, user) -> bool:
        """The rule: keeps the library, and has written nothing of what is to be approved. No role is
        above it."""
        return may(user, Permission.EDIT_LIBRARY) and user.pk not in writers_of(edition)

    def locked_for_user(self, obj, user):
        return True

    def get_actions(self, obj, user):
        if not self.user_can_approve(obj, user):
            return []
        return [("reject", _("Send it back"), True), ("approve", _("Approve"), False)]

    def get_form_for_action(self, action):
        return CommentForm

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if not may(user, Permission.EDIT_LIBRARY):
            return TaskState.objects.none()
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        theirs = [
            state.pk
            for state in waiting.select_related("workflow_state")
            if self.user_can_approve(state.workflow_state.content_object, user)
        ]
        return waiting.filter(pk__in=theirs)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """Asked anew here, on rows that nobody else can change meanwhile: a form may be old, and a request
        made by hand."""
        edition = task_state.workflow_state.content_object
        type(edition).objects.filter(pk=edition.pk).update(line=F("line"))
        edition.refresh_from_db()
        task_state = TaskState.objects.get(pk=task_state.pk)
        if not self.user_can_approve(edition, user):
            raise PermissionDenied("Only a second person can do that.")
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls):
        return _("Somebody who keeps the library and has not written in the text can do it.")

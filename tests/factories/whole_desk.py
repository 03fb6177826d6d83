"""What an editor leaves behind in the CMS; see `whole_person`."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    Page,
    PageLogEntry,
    PageSubscription,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)
from wagtail.users.models import UserProfile


def take_part(gert) -> None:
    """Everything that the CMS keeps of an editor."""
    now = timezone.now()
    page = Page.objects.get(slug="privatliv")
    Page.objects.filter(pk=page.pk).update(owner=gert, locked_by=gert)
    page.refresh_from_db()
    page.specific.save_revision(user=gert, log_action=True)
    gert.save()
    comment = Comment.objects.create(
        page=page,
        user=gert,
        text="x",
        contentpath="lead",
        resolved_by=gert,
        resolved_at=now,
        position="[]",
    )
    CommentReply.objects.create(comment=comment, user=gert, text="x")
    PageSubscription.objects.create(page=page, user=gert, comment_notifications=True)
    log = PageLogEntry.objects.filter(user=gert).first()
    apps.get_model("wagtailcore.ModelLogEntry").objects.create(
        user=gert,
        content_type=log.content_type,
        label="x",
        action="wagtail.edit",
        timestamp=now,
        object_id="1",
    )
    state = WorkflowState.objects.create(
        content_type=ContentType.objects.get_for_model(Page),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        workflow=Workflow.objects.create(name="x"),
        requested_by=gert,
    )
    TaskState.objects.create(
        workflow_state=state,
        revision=page.revisions.first() or page.latest_revision,
        task=Task.objects.create(name="x"),
        finished_by=gert,
        finished_at=now,
        content_type=ContentType.objects.get_for_model(TaskState),
    )
    UploadedFile.objects.create(uploaded_by_user=gert, file=ContentFile(b"x", "x.txt"))
    Document.objects.create(title="x", file=ContentFile(b"x", "x.txt"), uploaded_by_user=gert)
    Image.objects.create(
        title="x", file=get_test_image_file("x.png"), uploaded_by_user=gert, width=1, height=1
    )
    UserProfile.objects.create(
        user=gert,
        avatar=ContentFile(b"x", "x.png"),
        current_time_zone="Europe/Copenhagen",
        preferred_language="da",
    )
    kind = ContentType.objects.get_for_model(Page)
    EditingSession.objects.create(
        user=gert, content_type=kind, object_id=str(page.pk), last_seen_at=now
    )
    FormState.objects.create(
        user=gert, content_type=kind, object_id=str(page.pk), data="x", last_updated_at=now
    )
    APIToken.objects.create(user=gert, name="x", key_hash="x", prefix="x")

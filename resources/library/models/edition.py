"""Editions: what the secretariat writes, has approved by a second person, and publishes as versions."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)

from portal.ui.validators import no_cpr

from ..blocks import BodyBlock
from ..enums import Extent, Line, Status
from .approval import was_approved
from .material import Guide
from .version import Version

#: What is said of an edition as a whole, which an older wording of it does not bring back.
OF_THE_WHOLE = ("guide", "line", "status", "status_at", "writers", "live_revision")


class Edition(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    models.Model,
):
    """A guide as written for somebody: Copenhagen's own, or for all municipalities.

    Here it is written; each save is a revision of Wagtail's. Readers never get an edition's own text, but
    a `Version`, which is made of a revision that somebody else has approved.
    """

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="editions")
    line = models.CharField(_("edition"), max_length=12, choices=Line)
    status = models.CharField(_("status"), max_length=14, choices=Status, default=Status.NOT_BEGUN)
    status_at = models.DateTimeField(_("status since"), default=timezone.now)
    writers = models.CharField(_("written by"), max_length=300, blank=True, validators=[no_cpr])
    body = StreamField(BodyBlock(required=True), verbose_name=_("text of the page"), default=list)
    change = models.CharField(
        _("what has changed"),
        max_length=400,
        default="",
        validators=[no_cpr],
        help_text=_("Members read it in the list of versions."),
    )
    extent = models.CharField(
        _("size of the change"),
        max_length=10,
        choices=Extent,
        default=Extent.MAJOR,
        help_text=_(
            "Of a small correction nobody is told, of clearer words the secretariat, and of new content "
            "its readers too. Each of them is approved by a second person."
        ),
    )
    for_whom = models.CharField(
        _("for whom it is new"),
        max_length=200,
        blank=True,
        validators=[no_cpr],
        help_text=_(
            "Members read it in the list of versions. For instance: whoever writes decisions."
        ),
    )
    note = models.TextField(
        _("what is different in this edition"),
        blank=True,
        validators=[no_cpr],
        help_text=_("Members read it under the text."),
    )
    based_on = models.ForeignKey(
        "Version",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="derived",
        verbose_name=_("based on"),
    )
    # Wagtail's own: an edition is not published by being made.
    live = models.BooleanField(_("published"), default=False, editable=False)

    class Meta:
        ordering = ["guide", "line"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["guide", "line"], name="one_edition_of_each_line"),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="edition_status_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide} ({self.get_line_display()})" if self.guide.number else str(self.guide)

    @property
    def review_url(self) -> str:
        return reverse("library_desk:review", args=[self.guide_id, self.line])

    @property
    def write_url(self) -> str:
        """Wagtail's editor."""
        return reverse("wagtailsnippets_library_edition:edit", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @cached_property
    def newest(self) -> Version | None:
        """The version that readers get; uses a prefetch of `versions` when there is one."""
        standing = (version for version in self.versions.all() if not version.is_withdrawn)
        return max(standing, key=lambda version: version.number, default=None)

    # --- Wagtail's workflow ------------------------------------------------------------------------------
    def with_content_json(self, content):
        edition = super().with_content_json(content)
        for name in OF_THE_WHOLE:
            setattr(edition, name, getattr(self, name))
        return edition

    def publish(self, revision: Revision, user=None, **how):
        """Every way in Wagtail to publish leads through here. Raises `PermissionDenied` for a revision that
        nobody has approved: there is no other way to readers, and no role that opens one."""
        if not was_approved(revision):
            raise PermissionDenied("Nobody has approved this revision.")
        return super().publish(revision, user=user, **{**how, "skip_permission_checks": True})

    @property
    def seen(self) -> str:
        """Which wording waits, and of when, with which files beside it: a form says by it what its reader has
        read."""
        state = self.current_workflow_task_state
        if state is None:
            return ""
        files = self.files.aggregate(last=Max("changed_at"), how_many=Count("pk"))
        changed = files["last"].isoformat() if files["last"] else ""
        return f"{state.revision_id}-{state.revision.created_at.isoformat()}-{files['how_many']}-{changed}"

    @property
    def goes_live_at(self) -> datetime | None:
        """When what is approved will be published, if it waits for its hour."""
        waiting = self.scheduled_revision
        return waiting.approved_go_live_at if waiting else None

    def next_version(self) -> Version:
        """What stands here as the version that it would become; nothing is stored. Its number comes after
        every number ever used: a withdrawn one is not used again."""
        highest = self.versions.aggregate(highest=Max("number"))["highest"] or 0
        return Version(
            edition=self,
            number=highest + 1,
            published_at=self.go_live_at or timezone.now(),
            change=self.change,
            extent=self.extent,
            for_whom=self.for_whom,
            body=self.body,
        )

    def get_preview_template(self, request, mode_name):
        return "library/guide_detail.html"

    def get_preview_context(self, request, mode_name):
        """The page as readers would get it."""
        next_one = self.next_version()
        return {
            "request": request,
            "guide": self.guide,
            "edition": self,
            "editions": list(self.guide.editions.all()),
            "version": next_one,
            "headings": next_one.headings,
            "history": [next_one, *self.versions.all()],
            "beside": list(self.files.filter(is_removed=False).select_related("enclosure")),
            "is_preview": True,
        }

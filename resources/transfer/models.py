"""Exports of the whole library, and imports into it."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr
from resources.library.wording import beside_words

from .enums import Outcome, State, Step

#: What the retention policy says of exports, for the page that promises it.
KEPT = timedelta(days=7)
#: The same of imports.
IMPORTS_KEPT = timedelta(days=30)


#: The storage's folder for exports and nothing else.
EXPORTS = "library/exports"


def place_of(export: "Export", name: str) -> str:
    """Where the storage keeps it: under a name that says nothing."""
    return f"{EXPORTS}/{uuid.uuid4().hex}.zip"


class Export(models.Model):
    """The whole library as one file, of the hour at which it was asked for. It goes by the retention policy's
    deadline `library_exports`.

    `done` of `total` is how many materials are in it; `seen_at` when its worker last said so.
    """

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.MAKING)
    total = models.PositiveIntegerField(_("materials"), default=0)
    done = models.PositiveIntegerField(_("materials done"), default=0)
    #: Files that their rows name and the storage has not.
    missing = models.PositiveIntegerField(_("files not found"), default=0)
    seen_at = models.DateTimeField(_("last worked on"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    file = models.FileField(_("file"), upload_to=place_of, max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("export of the library")
        verbose_name_plural = _("exports of the library")
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state=State.MAKING),
                name="one_export_is_made_at_a_time",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.READY) & ~Q(file="") & Q(finished_at__isnull=False))
                | (Q(state=State.MAKING, finished_at__isnull=True, file=""))
                | Q(state=State.FAILED, file="", finished_at__isnull=False),
                name="a_ready_export_is_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d} ({self.state})"

    @property
    def is_being_made(self) -> bool:
        return self.state == State.MAKING

    @property
    def is_ready(self) -> bool:
        return self.state == State.READY

    @property
    def has_failed(self) -> bool:
        return self.state == State.FAILED

    @property
    def facts(self) -> str:
        """`ZIP, 34 MB`: what a link must say before it opens a file."""
        return beside_words("ZIP", None, self.size)

    @property
    def goes_at(self) -> datetime:
        """The first moment at which the night takes it away."""
        return self.asked_at + KEPT

    @property
    def saved_name(self) -> str:
        return f"bibliotek-{timezone.localtime(self.asked_at):%Y-%m-%d}.zip"


def batch_place(batch: "Batch", name: str) -> str:
    return f"library/imports/{uuid.uuid4().hex}.zip"


class Batch(models.Model):
    """Material that somebody brings in at once: a zip with a table. It is tried first; what would become of
    each line stands in its rows, and only then is it brought in. It goes by the deadline `library_imports`.

    `file` is the zip as sent until it has been tried, and from then on one of only the files that can be
    brought in. `done` of `total` counts lines, of the step that runs.
    """

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    asked_at = models.DateTimeField(_("sent"), default=timezone.now)
    #: Who has written what is brought in, and so approves none of it.
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("brought in by"),
    )
    name = models.CharField(_("name"), max_length=200, validators=[no_cpr])
    state = models.CharField(_("state"), max_length=10, choices=Step, default=Step.TRYING)
    why = models.CharField(_("why it failed"), max_length=400, blank=True, validators=[no_cpr])
    total = models.PositiveIntegerField(_("lines"), default=0)
    done = models.PositiveIntegerField(_("lines done"), default=0)
    seen_at = models.DateTimeField(_("last worked on"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    file = models.FileField(_("file"), upload_to=batch_place, max_length=100, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("import into the library")
        verbose_name_plural = _("imports into the library")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=Step.values), name="import_step_is_known"),
            models.CheckConstraint(
                condition=Q(state=Step.FAILED) & ~Q(why="") | ~Q(state=Step.FAILED) & Q(why=""),
                name="a_failed_import_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_running(self) -> bool:
        return self.state in (Step.TRYING, Step.BRINGING)

    @property
    def goes_at(self) -> datetime:
        """The first moment at which the night takes it away."""
        return self.asked_at + IMPORTS_KEPT


class BatchRow(models.Model):
    """What becomes of a line of the table, or of a file that no line is for (`number` 0), and why not."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("line"))
    file_name = models.CharField(_("file"), max_length=200, blank=True, validators=[no_cpr])
    outcome = models.CharField(_("what becomes of it"), max_length=10, choices=Outcome)
    why = models.CharField(_("why"), max_length=400, blank=True, validators=[no_cpr])
    title = models.CharField(_("title"), max_length=200, blank=True, validators=[no_cpr])
    #: What the line says of the material, as `judging` has read it, and the file's name in the kept zip.
    facts = models.JSONField(_("what the line says"), default=dict, blank=True)
    stored = models.CharField(_("name in the zip"), max_length=40, blank=True, editable=False)
    brought_at = models.DateTimeField(_("brought in"), null=True, blank=True)
    guide = models.ForeignKey(
        "library.Guide",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("material"),
    )

    class Meta:
        ordering = ["number", "pk"]
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of imports")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=Outcome.LEFT_OUT) & ~Q(why="") | ~Q(outcome=Outcome.LEFT_OUT),
                name="what_is_left_out_says_why",
            ),
            models.CheckConstraint(
                condition=Q(brought_at__isnull=True) | ~Q(outcome=Outcome.LEFT_OUT),
                name="what_is_left_out_is_not_brought_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number}"

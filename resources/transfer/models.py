"""Exports of the whole library."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resources.library.wording import beside_words

from .enums import State

#: What the retention policy says of exports, for the page that promises it.
KEPT = timedelta(days=7)


def place_of(export: "Export", name: str) -> str:
    """Where the storage keeps it: under a name that says nothing."""
    return f"library/exports/{uuid.uuid4().hex}.zip"


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

"""Who has read a version, and how often its files were opened."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .version import Version


class ReadReceipt(models.Model):
    """That a member has opened this version, so that Min side can say what is new to them."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_receipts"
    )
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="receipts")
    read_at = models.DateTimeField(_("read"), default=timezone.now)

    class Meta:
        ordering = ["-read_at"]
        verbose_name = _("read receipt")
        verbose_name_plural = _("read receipts")
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="a_version_is_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.version_id}"


class DownloadCount(models.Model):
    """How often a version's file was opened on a day, by nobody in particular."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="download_counts")
    #: A file beside the text; None for the text's own.
    beside = models.ForeignKey(
        "VersionFile",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file beside the text"),
    )
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        ordering = ["-day"]
        verbose_name = _("download count")
        verbose_name_plural = _("download counts")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "day"],
                condition=Q(beside__isnull=True),
                name="one_download_count_a_day",
            ),
            models.UniqueConstraint(
                fields=["beside", "day"],
                condition=Q(beside__isnull=False),
                name="one_count_of_a_file_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.day}: {self.count}"

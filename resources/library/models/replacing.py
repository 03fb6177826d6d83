"""What is read instead of material that is not to be used any more, and of a version that was withdrawn."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr

from .material import Guide
from .version import Version


class Retirement(models.Model):
    """Material that is not to be used any more: gone from lists and search, and its address says why. A table
    of its own, for it is taken back by deleting the row."""

    guide = models.OneToOneField(Guide, on_delete=models.CASCADE, related_name="retirement")
    retired_at = models.DateTimeField(_("retired"), default=timezone.now)
    because = models.CharField(_("why it is retired"), max_length=300, validators=[no_cpr])
    replaced_by = models.ForeignKey(
        Guide,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replaced by"),
    )

    class Meta:
        ordering = ["-retired_at", "-pk"]
        verbose_name = _("retired material")
        verbose_name_plural = _("retired material")
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="retired_material_says_why"),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("guide")),
                name="nothing_replaces_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide_id}: {self.because}"


class Replacement(models.Model):
    """What replaces a withdrawn version: another one of the same material, or other material."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="replacement")
    by_version = models.ForeignKey(
        Version, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    by_guide = models.ForeignKey(
        Guide, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("replacement of a version")
        verbose_name_plural = _("replacements of versions")
        constraints = [
            models.CheckConstraint(
                condition=Q(by_version__isnull=False, by_guide__isnull=True)
                | Q(by_version__isnull=True, by_guide__isnull=False),
                name="a_version_is_replaced_by_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(by_version__isnull=True) | ~Q(by_version=F("version")),
                name="no_version_replaces_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} → {self.by_version_id or self.by_guide_id}"

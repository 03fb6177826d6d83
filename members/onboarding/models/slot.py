from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr


class IntroSlot(models.Model):
    """Half an hour in which somebody of the secretariat can meet a newcomer. The seat is the row's:
    whoever sets `taken_by` first has it."""

    starts_at = models.DateTimeField(_("begins"), db_index=True)
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="intro_slots",
        verbose_name=_("held by"),
    )
    place = models.CharField(_("where"), max_length=200, blank=True, validators=[no_cpr])
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="booked_slots",
        verbose_name=_("booked by"),
    )

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("introductory meeting")
        verbose_name_plural = _("introductory meetings")
        constraints = [
            models.UniqueConstraint(fields=["host", "starts_at"], name="one_meeting_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def about(self) -> str:
        """What a step that this booking ticked remembers."""
        return f"slot:{self.pk}"

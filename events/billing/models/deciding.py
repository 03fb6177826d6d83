from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.conference.models import Conference, Registration


class LateDecision(models.Model):
    """Whether somebody who gave their seat back after registration had closed is charged all the same."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="late_decision"
    )
    is_charged = models.BooleanField(_("is charged"))
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        verbose_name = _("decision on a late cancellation")
        verbose_name_plural = _("decisions on late cancellations")

    def __str__(self) -> str:
        return f"#{self.registration_id}"


class Closing(models.Model):
    """A conference that is billed and long over: nobody's bookings are kept any more, and what somebody is
    charged is what the documents say."""

    conference = models.OneToOneField(
        Conference, on_delete=models.CASCADE, related_name="billing_closing"
    )
    closed_at = models.DateTimeField(_("closed"), default=timezone.now)

    class Meta:
        verbose_name = _("closed conference")
        verbose_name_plural = _("closed conferences")

    def __str__(self) -> str:
        return f"#{self.conference_id}"

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .registration import Registration


class RoomShare(models.Model):
    """Two who want one room for two. One asks, and it holds when the other has said yes, too; each is in one
    agreement at most. For each night that both have booked the room is then taken once."""

    asker = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="share_asked")
    asked = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="shares_offered")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    by_desk = models.BooleanField(_("arranged by the secretariat"), default=False)
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)

    class Meta:
        verbose_name = _("shared room")
        verbose_name_plural = _("shared rooms")
        constraints = [
            models.CheckConstraint(
                condition=~Q(asker=F("asked")), name="nobody_shares_with_themself"
            ),
            models.UniqueConstraint(
                fields=["asked"],
                condition=Q(agreed_at__isnull=False),
                name="one_agrees_to_one_room",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

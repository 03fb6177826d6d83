from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Said
from .progress import Onboarding


class BuddyAsk(models.Model):
    """That a member has been asked to be a newcomer's buddy, and what they said. One at a time is asked,
    and nobody twice for the same newcomer."""

    onboarding = models.ForeignKey(Onboarding, on_delete=models.CASCADE, related_name="asks")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="buddy_asks",
        verbose_name=_("asked"),
    )
    asked_at = models.DateTimeField(_("when"), default=timezone.now)
    said = models.CharField(_("answer"), max_length=10, choices=Said, blank=True, default="")
    said_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("buddy asked")
        verbose_name_plural = _("buddies asked")
        constraints = [
            models.UniqueConstraint(
                fields=["onboarding"], condition=Q(said=""), name="one_buddy_asked_at_a_time"
            ),
            models.UniqueConstraint(fields=["onboarding", "person"], name="asked_once"),
            models.CheckConstraint(
                condition=Q(said="", said_at__isnull=True)
                | (Q(said__in=Said.values) & Q(said_at__isnull=False)),
                name="an_answer_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.onboarding_id} → {self.person_id}"

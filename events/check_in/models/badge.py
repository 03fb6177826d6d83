import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.conference.models import Registration

#: Ninety-six bits: nobody guesses one.
BYTES = 12


def drawn() -> str:
    """A new code for a badge. It says nothing of whose it is."""
    return secrets.token_urlsafe(BYTES)


def mark_of(token: str) -> str:
    """What a phone keeps of a code: enough to recognise it, and no way back to it."""
    return hashlib.sha256(token.encode()).hexdigest()[:16]


class Badge(models.Model):
    """Somebody's badge at the conference. A lost one is made anew with another code, and the old code is then
    nobody's."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="badge"
    )
    token = models.CharField(_("code"), max_length=32, unique=True, default=drawn)
    printed_at = models.DateTimeField(_("printed"), null=True, blank=True)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("printed by"),
    )

    class Meta:
        verbose_name = _("badge")
        verbose_name_plural = _("badges")

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("badge:scanned", args=[self.token])

"""A member's last two visits to the library; nobody else sees them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Visit(models.Model):
    """When the member was last seen in the library, and when the visit before this one ended."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="library_visit"
    )
    seen_at = models.DateTimeField(_("last seen"))
    since = models.DateTimeField(_("visit before ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("visit to the library")
        verbose_name_plural = _("visits to the library")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.seen_at}"

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Source
from .document import Document


class Payment(models.Model):
    """That an invoice is paid, all of it. Taken back it is gone; the trail knows of both."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="payment")
    paid_on = models.DateField(_("paid"))
    source = models.CharField(_("known"), max_length=8, choices=Source)
    entered_at = models.DateTimeField(_("entered"), default=timezone.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )

    class Meta:
        ordering = ["-paid_on", "-pk"]
        verbose_name = _("payment")
        verbose_name_plural = _("payments")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.paid_on}"

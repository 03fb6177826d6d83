from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .registration import Registration


class PayerLink(models.Model):
    """An address by which whoever sees to the payment in the municipality, and has no account, fills in how
    the invoice finds its way: for this one registration and those that go on one bill with it, until a day or
    until the participant takes it back. The address is signed and carries the `mark`, so that a new one ends
    the old one."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="payer_link"
    )
    mark = models.CharField(_("mark"), max_length=22, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("can be used until"))
    filled_at = models.DateTimeField(_("filled in"), null=True, blank=True)

    class Meta:
        verbose_name = _("link for the payer")
        verbose_name_plural = _("links for the payer")

    def __str__(self) -> str:
        return f"#{self.pk}"

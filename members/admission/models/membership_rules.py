from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr


class MembershipRules(models.Model):
    """A version of who may become a member, in force from a day until the next one is. What has been
    published is not changed any more: cases remember by its number what they were judged by."""

    number = models.PositiveSmallIntegerField(_("version"), unique=True)
    text = models.TextField(_("the rules"), max_length=20_000, validators=[no_cpr])
    change = models.CharField(_("what is new"), max_length=300, blank=True, validators=[no_cpr])
    valid_from = models.DateField(_("in force from"), unique=True)
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )

    class Meta:
        ordering = ["-number"]
        verbose_name = _("rules of membership")
        verbose_name_plural = _("rules of membership")
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(text=""), name="rules_have_number_and_text"
            )
        ]

    def __str__(self) -> str:
        return str(_("version %(number)d") % {"number": self.number})

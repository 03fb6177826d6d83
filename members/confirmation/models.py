from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import REMINDERS


class Confirmation(models.Model):
    """One person's confirmation in one year: asked, reminded, confirmed, and perhaps confirmed anew later
    in the year. Without `asked_at` it was given of the person's own accord.

    `confirmed_at` is the first answer of the year, from which the figures count; `renewed_at` the latest
    after it. `by_secretariat` says whether the latest of them was given on the person's behalf.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="confirmations"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0)
    reminded_at = models.DateTimeField(_("last reminded"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    renewed_at = models.DateTimeField(_("confirmed anew"), null=True, blank=True)
    by_secretariat = models.BooleanField(_("on their behalf"), default=False)

    class Meta:
        ordering = ["-year", "pk"]
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"], name="one_confirmation_for_each_year"
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=False) | Q(confirmed_at__isnull=False),
                name="confirmation_is_asked_for_or_given",
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=True)
                | Q(confirmed_at__isnull=True)
                | Q(confirmed_at__gte=F("asked_at")),
                name="confirmed_after_it_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(reminders=0, reminded_at__isnull=True)
                | Q(
                    reminders__gte=1,
                    reminders__lte=REMINDERS,
                    asked_at__isnull=False,
                    reminded_at__isnull=False,
                    reminded_at__gte=F("asked_at"),
                ),
                name="confirmation_reminders_have_their_time",
            ),
            models.CheckConstraint(
                condition=Q(renewed_at__isnull=True)
                | Q(confirmed_at__isnull=False, renewed_at__gte=F("confirmed_at")),
                name="renewed_after_it_was_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(by_secretariat=False) | Q(confirmed_at__isnull=False),
                name="only_what_is_confirmed_is_on_behalf",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.year}"

    @property
    def last_at(self) -> datetime | None:
        """When it was confirmed last."""
        return self.renewed_at or self.confirmed_at

    @property
    def is_open(self) -> bool:
        """Asked, and not confirmed yet."""
        return self.confirmed_at is None

    @property
    def was_confirmed_today(self) -> bool:
        """Whether the latest confirmation is of today."""
        return self.last_at is not None and timezone.localdate(self.last_at) == timezone.localdate()

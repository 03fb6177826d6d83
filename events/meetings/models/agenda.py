from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr

from .meeting import Meeting


class AgendaItem(models.Model):
    """One point on the agenda, with its length and, when there is one, the member who brings it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("point"), max_length=160, validators=[no_cpr])
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), validators=[MinValueValidator(1)]
    )
    text = models.TextField(
        _("text of the point"), max_length=2000, blank=True, default="", validators=[no_cpr]
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("brought by"),
    )

    #: The moment it begins, on the rows of `queries.agenda_of`.
    begins_at: datetime

    class Meta:
        ordering = ["order"]
        verbose_name = _("point on the agenda")
        verbose_name_plural = _("points on the agenda")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="agenda_order_is_unique")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)


class Proposal(models.Model):
    """A point that a member of the group would like on the agenda. It is taken in or turned down by those who
    run the meeting, and is gone then."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="proposed_points")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="agenda_proposals",
        verbose_name=_("proposed by"),
    )
    title = models.CharField(_("point"), max_length=160, validators=[no_cpr])
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), validators=[MinValueValidator(1)]
    )
    text = models.TextField(
        _("text of the point"), max_length=2000, blank=True, default="", validators=[no_cpr]
    )
    created_at = models.DateTimeField(_("proposed"), default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("proposal for the agenda")
        verbose_name_plural = _("proposals for the agenda")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person", "title"], name="a_point_is_proposed_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

"""What people ask of their own data, and the places that still wait for a hand after an erasing."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people.models import User
from portal.kit.dates import months_later
from portal.ui.validators import no_cpr

from .enums import NOT_WHOLLY, Kind, Outcome


def to_be_answered_by(received_on: date) -> date:
    """One calendar month after it was received (GDPR, article 12(3))."""
    return months_later(received_on, 1)


class DataRequest(models.Model):
    """A person's request to have their own data corrected or erased: received, and closed with an outcome.

    `written_by` is the colleague at the secretariat who wrote down what came by phone or letter. What was
    written is emptied when the person is erased; that they asked, and what came of it, stays a while.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="data_requests")
    kind = models.CharField(_("what is asked for"), max_length=12, choices=Kind)
    words = models.TextField(
        _("the person's words"), max_length=4000, blank=True, validators=[no_cpr]
    )
    made_at = models.DateTimeField(_("written down"), default=timezone.now)
    received_on = models.DateField(_("received"))
    due_on = models.DateField(_("to be answered by"))
    written_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="written_data_requests",
        verbose_name=_("written down by"),
    )
    reminded_at = models.DateTimeField(_("the secretariat reminded"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(_("answer"), max_length=4000, blank=True, validators=[no_cpr])
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answered_data_requests",
        verbose_name=_("answered by"),
    )

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("request about one's own data")
        verbose_name_plural = _("requests about one's own data")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(outcome=""),
                name="one_open_request_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True, answer="", answered_by__isnull=True)
                | Q(outcome__in=Outcome.values, closed_at__isnull=False),
                name="outcome_and_time_come_together",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.WITHDRAWN) | Q(answer="", answered_by__isnull=True),
                name="what_is_withdrawn_is_not_answered",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("received_on")), name="data_request_has_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.received_on:%Y-%m-%d})"

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def days_left(self) -> int:
        """Until it has to be answered; negative when that day has passed."""
        return (self.due_on - timezone.localdate()).days

    @property
    def is_not_wholly_met(self) -> bool:
        """Whether the person has to be told where to complain."""
        return self.outcome in NOT_WHOLLY


class Leftover(models.Model):
    """A place in which an erased person was still recognised, and that only a human can mend: which
    column of which row. It names nobody, and goes when somebody has looked."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="leftovers")
    model = models.CharField(_("kind"), max_length=100)
    row = models.CharField(_("number"), max_length=64)
    field = models.CharField(_("field"), max_length=100)
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)

    class Meta:
        ordering = ["noted_at", "pk"]
        verbose_name = _("place to look at after an erasing")
        verbose_name_plural = _("places to look at after an erasing")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "model", "row", "field"], name="one_leftover_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.model}.{self.field} {self.row}"

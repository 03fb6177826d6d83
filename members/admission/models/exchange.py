from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr

from ..enums import ExchangeKind
from .application import Application


class Exchange(models.Model):
    """One thing that the applicant is asked, and what comes back: more about the application, or what they
    have to say before a rejection. As long as it is open the applicant has the ball, and the clock stands
    still (`clock`); it closes with the answer, with the day it was due, or when nobody needs it any more.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="exchanges")
    kind = models.CharField(_("kind"), max_length=8, choices=ExchangeKind)
    text = models.TextField(_("what is asked"), max_length=4000, validators=[no_cpr])
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    #: The last day on which the answer is in time.
    due_on = models.DateField(_("due on"))
    answer = models.TextField(_("answer"), max_length=8000, blank=True, validators=[no_cpr])
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    #: Closed without an answer: the day passed, or the question or the application was withdrawn.
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answered_at__isnull=True, closed_at__isnull=True),
                name="one_open_exchange_an_application",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False, closed_at__isnull=True) & ~Q(answer="")),
                name="answered_exchange_has_its_words",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ExchangeKind.values), name="exchange_kind_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="exchange_asks_something"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.closed_at is None

    @property
    def ran_out(self) -> bool:
        """Whether the day it was due passed without an answer."""
        return self.closed_at is not None and timezone.localdate(self.closed_at) > self.due_on

    @property
    def paused(self) -> tuple[date, date | None]:
        """From which day until which one the applicant has had the ball; None while they have it."""
        end = self.answered_at or self.closed_at
        return timezone.localdate(self.asked_at), end and timezone.localdate(end)

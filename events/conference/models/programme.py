import datetime
from typing import TYPE_CHECKING

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.kit import dates
from portal.ui.validators import no_cpr

from ..enums import SessionKind
from .conference import Conference

if TYPE_CHECKING:
    from .parts import Part


class Session(models.Model):
    """A point of the programme. Those of the kind PARALLEL are chosen: each of them is a part (`part`) with
    its seats; the rest is for everybody."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="sessions")
    day = models.PositiveSmallIntegerField(_("day"), validators=[MinValueValidator(1)])
    starts = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))
    kind = models.CharField(_("kind"), max_length=10, choices=SessionKind)
    title = models.CharField(_("title"), max_length=160, validators=[no_cpr])
    abstract = models.TextField(_("abstract"), max_length=2000, blank=True, validators=[no_cpr])
    speaker = models.CharField(_("speaker"), max_length=160, blank=True, validators=[no_cpr])
    room = models.CharField(_("room"), max_length=80, blank=True, validators=[no_cpr])
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    class Meta:
        ordering = ["day", "starts", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="session_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(day__gte=1), name="session_day_is_counted_from_one"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def hours(self) -> str:
        """`kl. 10-11.30`."""
        return dates.clock_span(self.starts, self.ends, get_language() or "da")

    @property
    def date(self) -> datetime.date:
        return self.conference.starts_on + datetime.timedelta(days=self.day - 1)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_chosen(self) -> bool:
        """Whether one chooses it; the rest of the programme is for all."""
        return self.kind == SessionKind.PARALLEL

    @property
    def stock(self) -> "Part | None":
        """What one books of it; None for what is for everybody."""
        return getattr(self, "part", None)

    @property
    def capacity(self) -> int | None:
        return self.stock.capacity if self.stock else None

    @property
    def taken(self) -> int:
        return self.stock.taken if self.stock else 0

    @property
    def seats_left(self) -> int | None:
        """None where there is room for all."""
        return self.stock.seats_left if self.stock else None

    def overlaps(self, other: "Session") -> bool:
        """Whether nobody can be at both."""
        same_day = (self.conference_id, self.day) == (other.conference_id, other.day)
        return same_day and self.starts < other.ends and other.starts < self.ends

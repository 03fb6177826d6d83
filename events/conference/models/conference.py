import datetime
import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.kit import dates
from portal.ui.validators import no_cpr

from ..enums import State
from .pricing import Priced, early_price_has_its_day


class Conference(Priced):
    """A year's conference. `taken` is the number of confirmed registrations and changes together with
    them only: the seat is this row's, so that two who want the last one queue for the row. It stays when
    they are deleted years later."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120, validators=[no_cpr])
    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    theme = models.CharField(_("theme"), max_length=160, blank=True, validators=[no_cpr])
    intro = models.TextField(_("introduction"), max_length=4000, blank=True, validators=[no_cpr])
    venue = models.CharField(_("venue"), max_length=160, validators=[no_cpr])
    address = models.CharField(_("address"), max_length=200, blank=True, validators=[no_cpr])
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    registration_opens_at = models.DateTimeField(_("registration opens"))
    registration_closes_at = models.DateTimeField(_("registration closes"))
    capacity = models.PositiveIntegerField(_("seats"), validators=[MinValueValidator(1)])
    taken = models.PositiveIntegerField(_("taken seats"), default=0, editable=False)
    price = models.DecimalField(
        _("price for each"), max_digits=9, decimal_places=2, validators=[MinValueValidator(0)]
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    search_key = models.TextField(default="", editable=False)

    class Meta:
        ordering = ["-starts_on"]
        verbose_name = _("annual conference")
        verbose_name_plural = _("annual conferences")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="conference_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(registration_closes_at__gt=F("registration_opens_at")),
                name="registration_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")), name="conference_is_not_oversold"
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="conference_price_is_no_debt"),
            early_price_has_its_day("conference_early_price_has_its_day"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("conference:home")

    @property
    def period(self) -> str:
        """`21.-23. april 2027`, in the reader's language."""
        return dates.period(self.starts_on, self.ends_on, get_language() or "da")

    @property
    def seats_left(self) -> int:
        return max(self.capacity - self.taken, 0)

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def dates(self) -> list[datetime.date]:
        """Each of its days; the programme's day 1 is the first."""
        return [self.starts_on + datetime.timedelta(days=number) for number in range(self.days)]

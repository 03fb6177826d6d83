import datetime
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from portal.kit import dates
from portal.ui.validators import no_cpr

from ..enums import PartKind
from .conference import Conference
from .pricing import Priced, early_price_has_its_day
from .programme import Session


class Part(Priced):
    """Something of the conference that one books beside the seat: a session that is chosen, a meal, a night
    at the hotel. Each has a stock and a waiting list of its own. `taken` counts the bookings that have it and
    those that it is held for, and changes together with them only; the conference's row is the queue for all
    of them."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(_("kind"), max_length=10, choices=PartKind)
    session = models.OneToOneField(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="part"
    )
    on = models.DateField(_("day"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=120, blank=True, validators=[no_cpr])
    capacity = models.PositiveIntegerField(
        _("stock"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    taken = models.PositiveIntegerField(_("taken"), default=0, editable=False)
    price = models.DecimalField(
        _("price"), max_digits=9, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    #: What each of two pays who share the room of a night; without it the room is paid once, by its host.
    twin_price = models.DecimalField(
        _("price for each of two"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    #: The same for those who book while the price until a day holds; without it there is one price for two.
    early_twin_price = models.DecimalField(
        _("price for each of two until then"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    changes_until = models.DateField(_("changed by oneself until"), null=True, blank=True)

    class Meta:
        ordering = ["on", "session__day", "session__starts", "pk"]
        verbose_name = _("part of the conference")
        verbose_name_plural = _("parts of the conference")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=PartKind.SESSION, session__isnull=False, on__isnull=True)
                | (~Q(kind=PartKind.SESSION) & Q(session__isnull=True, on__isnull=False)),
                name="part_is_a_session_or_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
                name="part_is_not_oversold",
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="part_price_is_no_debt"),
            early_price_has_its_day("part_early_price_has_its_day"),
            models.CheckConstraint(
                condition=Q(twin_price__isnull=True)
                | Q(kind=PartKind.NIGHT, twin_price__gte=0, twin_price__lte=F("price")),
                name="two_who_share_a_night_pay_no_more_each",
            ),
            models.CheckConstraint(
                condition=Q(early_twin_price__isnull=True)
                | Q(
                    twin_price__isnull=False,
                    early_price__isnull=False,
                    early_twin_price__gte=0,
                    early_twin_price__lte=F("early_price"),
                ),
                name="two_who_share_early_pay_no_more_each",
            ),
            models.UniqueConstraint(
                fields=["conference", "on"],
                condition=Q(kind=PartKind.NIGHT),
                name="a_night_is_one_part",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called, in the reader's language: `Mægling i praksis`, `Frokost`, `natten til onsdag
        den 22. april 2027`; a day without a title is called by its date."""
        if self.session is not None:
            return self.session.title
        if self.title or self.on is None:
            return self.title
        if self.kind == PartKind.DAY:
            return dates.weekday_date(self.on, get_language() or "da")
        morning = self.on + datetime.timedelta(days=1)
        return gettext("the night before %(day)s") % {
            "day": dates.weekday_date(morning, get_language() or "da")
        }

    def twin_price_on(self, day: datetime.date) -> Decimal | None:
        """What each of two pays who share it, for whoever books it on this day; None: it is paid once."""
        early = self.early_twin_price
        if early is not None and self.early_until is not None and day <= self.early_until:
            return early
        return self.twin_price

    @property
    def twin_price_now(self) -> Decimal | None:
        """The same for whoever books it today."""
        return self.twin_price_on(timezone.localdate())

    @property
    def order(self) -> tuple:
        """Where it stands on a list: by day, and on a day as one comes to it. The databases would each put
        what has no day of its own at another end."""
        kinds = (PartKind.DAY, PartKind.SESSION, PartKind.MEAL, PartKind.NIGHT)
        session = self.session
        day = session.date if session is not None else self.on
        starts = session.starts if session is not None else datetime.time()
        return day, kinds.index(PartKind(self.kind)), starts, self.pk

    @property
    def seats_left(self) -> int | None:
        """How many may still book it; None when there is enough for all."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    def overlaps(self, other: "Part") -> bool:
        """Whether nobody can have both: sessions at the same time."""
        if self.session is None or other.session is None or self.pk == other.pk:
            return False
        return self.session.overlaps(other.session)

import datetime
import uuid

from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from portal.kit import dates
from portal.ui.validators import no_cpr

from .enums import RegistrationState, SessionKind, State


class Conference(models.Model):
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


class Session(models.Model):
    """A point of the programme. Those of the kind PARALLEL are chosen; `taken` is the number of choices
    and changes together with them only. Without a capacity there is room for all."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="sessions")
    day = models.PositiveSmallIntegerField(_("day"), validators=[MinValueValidator(1)])
    starts = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))
    kind = models.CharField(_("kind"), max_length=10, choices=SessionKind)
    title = models.CharField(_("title"), max_length=160, validators=[no_cpr])
    abstract = models.TextField(_("abstract"), max_length=2000, blank=True, validators=[no_cpr])
    speaker = models.CharField(_("speaker"), max_length=160, blank=True, validators=[no_cpr])
    room = models.CharField(_("room"), max_length=80, blank=True, validators=[no_cpr])
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    taken = models.PositiveIntegerField(_("taken seats"), default=0, editable=False)
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
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
                name="session_is_not_oversold",
            ),
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
    def seats_left(self) -> int | None:
        """None where there is room for all."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    def overlaps(self, other: "Session") -> bool:
        """Whether nobody can be at both."""
        same_day = (self.conference_id, self.day) == (other.conference_id, other.day)
        return same_day and self.starts < other.ends and other.starts < self.ends


class Registration(models.Model):
    """One person's seat, and who pays for it. Without a person it is the seat of someone whose account
    is gone: seats and bills stay true."""

    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="registrations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=RegistrationState,
        default=RegistrationState.CONFIRMED,
    )
    idempotency_key = models.UUIDField(unique=True, editable=False)
    created_at = models.DateTimeField(_("registered"), default=timezone.now)
    cancelled_at = models.DateTimeField(_("given back"), null=True, blank=True)
    payer = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("payer")
    )
    ean = models.CharField(_("EAN number"), max_length=13, validators=[RegexValidator(r"^\d{13}$")])
    payer_reference = models.CharField(
        _("reference at the payer"), max_length=100, validators=[no_cpr]
    )
    order_number = models.CharField(
        _("order number"), max_length=60, blank=True, validators=[no_cpr]
    )
    diet = models.CharField(_("diet"), max_length=300, blank=True, validators=[no_cpr])
    needs = models.CharField(_("needs"), max_length=500, blank=True, validators=[no_cpr])

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "person"],
                condition=Q(state=RegistrationState.CONFIRMED, person__isnull=False),
                name="one_open_registration_each",
            ),
            models.CheckConstraint(
                condition=Q(state=RegistrationState.CANCELLED, cancelled_at__isnull=False)
                | (Q(state=RegistrationState.CONFIRMED) & Q(cancelled_at__isnull=True)),
                name="cancelled_registration_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or '–'}, {self.conference}"

    @property
    def is_confirmed(self) -> bool:
        return self.state == RegistrationState.CONFIRMED


class SessionChoice(models.Model):
    """A seat at a session, for whoever has one at the conference."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="choices")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="choices")
    chosen_at = models.DateTimeField(_("chosen"), default=timezone.now)

    class Meta:
        ordering = ["session__day", "session__starts", "pk"]
        verbose_name = _("choice of session")
        verbose_name_plural = _("choices of sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "session"], name="a_session_is_chosen_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.session}"

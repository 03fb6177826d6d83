import uuid
from datetime import date, datetime

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from members.municipalities.models import Municipality
from portal.kit import dates
from portal.ui.validators import no_cpr

from ..enums import MeetingKind, State


class Meeting(models.Model):
    """One meeting of one group. `taken` counts the seats in the room: of those who come in person, of
    their guests, and those that are held for the first in line. It is changed together with them only:
    the seat is the row's, so that two who want the last one queue for the row."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("group")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=MeetingKind)
    title = models.CharField(_("title"), max_length=140, validators=[no_cpr])
    summary = models.TextField(
        _("what it is about"), max_length=2000, blank=True, validators=[no_cpr]
    )
    host = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="hosted_meetings",
        verbose_name=_("host"),
    )
    place_name = models.CharField(_("place"), max_length=120, blank=True, validators=[no_cpr])
    place_address = models.CharField(_("address"), max_length=200, blank=True, validators=[no_cpr])
    place_room = models.CharField(_("room"), max_length=120, blank=True, validators=[no_cpr])
    accessibility = models.CharField(
        _("accessibility"), max_length=300, blank=True, validators=[no_cpr]
    )
    online_url = models.URLField(_("link to the online meeting"), max_length=500, blank=True)
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    signup_closes_at = models.DateTimeField(_("sign-up closes"), null=True, blank=True)
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    taken = models.PositiveIntegerField(_("taken seats"), default=0, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="planned_meetings",
        verbose_name=_("planned by"),
    )
    follows = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("the meeting before"),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    published_at = models.DateTimeField(_("announced"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    search_key = models.TextField(default="", editable=False)

    #: The reader's own answer, on the rows of `queries.meetings_for`.
    my_answer: str | None
    #: Until when a seat is held for the reader, there too.
    my_offer: datetime | None

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(signup_closes_at__isnull=True)
                | Q(signup_closes_at__lte=F("starts_at")),
                name="meeting_signup_closes_before_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
                name="meeting_is_not_oversold",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | ~Q(place_name="") | ~Q(online_url=""),
                name="shown_meeting_is_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, published_at__isnull=True)
                | (~Q(state=State.DRAFT) & Q(published_at__isnull=False)),
                name="shown_meeting_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=State.CANCELLED) & Q(cancelled_at__isnull=True)),
                name="cancelled_meeting_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.pk])

    @property
    def is_online(self) -> bool:
        """Whether it is online only."""
        return not self.place_name

    @property
    def place(self) -> str:
        """Where it is, in one line; empty when it is online only."""
        return ", ".join(filter(None, [self.place_name, self.place_room, self.place_address]))

    @property
    def day(self) -> str:
        """`torsdag den 3. december 2026`, in the reader's language."""
        return dates.weekday_date(self.starts_at, get_language() or "da")

    @property
    def hours(self) -> str:
        """`kl. 10-14`."""
        return dates.clock_span(self.starts_at, self.ends_at, get_language() or "da")

    @property
    def month(self) -> date:
        """The first day of its month, to gather meetings by."""
        return dates.local(self.starts_at).date().replace(day=1)

    @property
    def closes_at(self) -> datetime:
        """From when on nobody signs up any more: the deadline, or else the beginning."""
        return self.signup_closes_at or self.starts_at

    @property
    def seats_left(self) -> int | None:
        """How many may still come in person; None when there is room for all. Seats stand in a room."""
        return (
            None if self.capacity is None or self.is_online else max(self.capacity - self.taken, 0)
        )

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether one can say that one comes: published, and not begun."""
        return self.state == State.PUBLISHED and not self.has_begun

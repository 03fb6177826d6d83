import uuid
from datetime import date, datetime, timedelta

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

from .enums import Answer, Diet, MeetingKind, State, Way


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


class AgendaItem(models.Model):
    """One point on the agenda, with its length and, when there is one, the member who brings it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("point"), max_length=160, validators=[no_cpr])
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), validators=[MinValueValidator(1)]
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


class SignUp(models.Model):
    """A member's answer to one meeting. Without a person it is the seat of someone whose account is
    gone: the count of those who came stays true."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="signups")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="signups",
    )
    state = models.CharField(_("answer"), max_length=10, choices=Answer)
    way = models.CharField(_("how"), max_length=10, choices=Way, blank=True)
    word = models.CharField(
        _("word with the regrets"), max_length=300, blank=True, validators=[no_cpr]
    )
    diet = models.CharField(_("diet"), max_length=20, choices=Diet, blank=True)
    diet_text = models.CharField(
        _("other wishes for the meal"), max_length=120, blank=True, validators=[no_cpr]
    )
    waiting_since = models.DateTimeField(_("waits since"), null=True, blank=True)
    offered_until = models.DateTimeField(_("seat is held until"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    link_sent_at = models.DateTimeField(_("link sent"), null=True, blank=True)
    created_at = models.DateTimeField(_("first answered"), default=timezone.now)
    changed_at = models.DateTimeField(_("answered"), default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="one_answer_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(state=Answer.COMING, way__in=Way.values)
                | Q(state__in=(Answer.WAITING, Answer.OFFERED), way=Way.IN_PERSON)
                | Q(state__in=(Answer.MAYBE, Answer.REGRETS), way=""),
                name="who_comes_says_how",
            ),
            models.CheckConstraint(
                condition=Q(state=Answer.OFFERED, offered_until__isnull=False)
                | (~Q(state=Answer.OFFERED) & Q(offered_until__isnull=True)),
                name="offered_seat_has_its_deadline",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(Answer.WAITING, Answer.OFFERED), waiting_since__isnull=False)
                | (~Q(state__in=(Answer.WAITING, Answer.OFFERED)) & Q(waiting_since__isnull=True)),
                name="who_waits_has_a_place_in_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or '–'}: {self.get_state_display()}"

    @property
    def seats(self) -> int:
        """How many seats the answer holds: one's own, or the one that is held, and the guest's."""
        if self.state == Answer.OFFERED:
            return 1
        if self.state != Answer.COMING or self.way != Way.IN_PERSON:
            return 0
        return 1 + Guest.objects.filter(signup=self).count()


class Guest(models.Model):
    """A colleague from the inviter's own municipality, who comes along once and takes a seat."""

    signup = models.OneToOneField(SignUp, on_delete=models.CASCADE, related_name="guest")
    name = models.CharField(_("guest's name"), max_length=120, validators=[no_cpr])
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="meeting_guests",
        verbose_name=_("municipality"),
    )
    created_at = models.DateTimeField(_("announced"), default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("guest")
        verbose_name_plural = _("guests")

    def __str__(self) -> str:
        return f"{self.name}, {self.municipality.name}"

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from portal.kit import dates
from portal.ui.validators import no_cpr

from ..enums import State


class Course(models.Model):
    """Several dates that belong together: one signs up for all of them. `taken` counts the seats of those who
    are signed up and those that are held for the first in line; it is changed together with them only, so
    that two who want the last one queue for the row. `starts_at` and `ends_at` are the first date's beginning
    and the last date's end, kept with the dates, for lists to be ordered by."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="courses",
        verbose_name=_("group"),
        help_text=_("Empty for a course of the whole network, which the secretariat runs."),
    )
    title = models.CharField(_("title"), max_length=140, validators=[no_cpr])
    summary = models.TextField(
        _("what it is about"), max_length=2000, blank=True, validators=[no_cpr]
    )
    outcome = models.TextField(
        _("what you can do afterwards"), max_length=1000, blank=True, validators=[no_cpr]
    )
    prerequisites = models.TextField(
        _("prerequisites"), max_length=1000, blank=True, validators=[no_cpr]
    )
    builds_on = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="continued_by",
        verbose_name=_("builds on"),
    )
    place_name = models.CharField(_("place"), max_length=120, blank=True, validators=[no_cpr])
    place_address = models.CharField(_("address"), max_length=200, blank=True, validators=[no_cpr])
    place_room = models.CharField(_("room"), max_length=120, blank=True, validators=[no_cpr])
    accessibility = models.CharField(
        _("accessibility"), max_length=300, blank=True, validators=[no_cpr]
    )
    online_url = models.URLField(_("link to the online course"), max_length=500, blank=True)
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    signup_closes_at = models.DateTimeField(_("sign-up closes"))
    minimum = models.PositiveIntegerField(
        _("held with at least"), default=1, validators=[MinValueValidator(1)]
    )
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    taken = models.PositiveIntegerField(_("taken seats"), default=0, editable=False)
    dates_needed = models.PositiveSmallIntegerField(
        _("dates needed for the certificate"), default=1, validators=[MinValueValidator(1)]
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="planned_courses",
        verbose_name=_("planned by"),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    published_at = models.DateTimeField(_("announced"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    #: Those who run it were told at the deadline that fewer than the minimum had signed up.
    warned_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: They decided then that it is held all the same.
    goes_on_at = models.DateTimeField(null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    search_key = models.TextField(default="", editable=False)

    #: Where the reader stands with it, on the rows of `queries.courses_for`.
    my_place: str | None

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="course_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(signup_closes_at__lte=F("starts_at")),
                name="course_signup_closes_before_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
                name="course_is_not_oversold",
            ),
            models.CheckConstraint(
                condition=Q(minimum__gte=1)
                & (Q(capacity__isnull=True) | Q(minimum__lte=F("capacity"))),
                name="course_minimum_fits_its_seats",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | ~Q(place_name="") | ~Q(online_url=""),
                name="shown_course_is_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, published_at__isnull=True)
                | (~Q(state=State.DRAFT) & Q(published_at__isnull=False)),
                name="shown_course_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=State.CANCELLED) & Q(cancelled_at__isnull=True)),
                name="cancelled_course_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:detail", args=[self.pk])

    @property
    def is_online(self) -> bool:
        """Whether it is online only."""
        return not self.place_name

    @property
    def place(self) -> str:
        """Where it is, in one line; empty when it is online only."""
        return ", ".join(filter(None, [self.place_name, self.place_room, self.place_address]))

    @property
    def period(self) -> str:
        """`3. marts 2027`, or `3. marts-14. april 2027`, in the reader's language."""
        first, last = dates.local(self.starts_at).date(), dates.local(self.ends_at).date()
        return dates.period(first, last, get_language() or "da")

    @property
    def closes_at(self):
        """From when on nobody signs up any more."""
        return self.signup_closes_at

    @property
    def seats_left(self) -> int | None:
        """How many may still sign up; None when there is room for all."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether one can say that one comes: published, and not begun."""
        return self.state == State.PUBLISHED and not self.has_begun


class CourseDate(models.Model):
    """One of a course's dates, in a calendar an entry of its own."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    title = models.CharField(_("about"), max_length=140, blank=True, validators=[no_cpr])
    #: Grows with each change of the course that a calendar must take in; a removed date ends its life there.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    #: Those who are signed up were reminded on the day before.
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("date of a course")
        verbose_name_plural = _("dates of a course")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="course_date_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["course", "starts_at"], name="a_course_begins_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.hours}"

    @property
    def day(self) -> str:
        """`torsdag den 3. december 2026`, in the reader's language."""
        return dates.weekday_date(self.starts_at, get_language() or "da")

    @property
    def hours(self) -> str:
        """`kl. 10-14`."""
        return dates.clock_span(self.starts_at, self.ends_at, get_language() or "da")


class DroppedDate(models.Model):
    """A date that was announced and is no longer held: what a calendar needs to take it out again."""

    uid = models.UUIDField(unique=True, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="dropped_dates")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    title = models.CharField(_("about"), max_length=140, blank=True, validators=[no_cpr])
    sequence = models.PositiveIntegerField(editable=False)
    dropped_at = models.DateTimeField(_("taken out"), default=timezone.now)

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("date that was taken out")
        verbose_name_plural = _("dates that were taken out")

    def __str__(self) -> str:
        return str(self.starts_at)


class Teacher(models.Model):
    """Who teaches: a member, or a guest with a name. `title` is what stands after it (`advokat, Aarhus`)."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="teachers")
    order = models.PositiveSmallIntegerField(_("order"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="taught",
        verbose_name=_("member"),
    )
    name = models.CharField(_("name"), max_length=120, blank=True, validators=[no_cpr])
    title = models.CharField(_("title"), max_length=140, blank=True, validators=[no_cpr])

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("teacher")
        verbose_name_plural = _("teachers")
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"],
                condition=Q(person__isnull=False),
                name="one_teaches_a_course_once",
            )
        ]

    def __str__(self) -> str:
        return self.name if self.person is None else str(self.person)

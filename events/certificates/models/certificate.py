from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.conference.models import Conference
from events.courses.models import Course
from portal.kit import dates
from portal.ui.validators import no_cpr

from .. import numbers


class Attended(NamedTuple):
    """One date of a course, or one point of a conference, as it stands on a certificate."""

    starts_at: datetime
    ends_at: datetime
    title: str

    @property
    def day(self) -> str:
        return dates.long_date(self.starts_at, get_language() or "da")

    @property
    def hours(self) -> str:
        return dates.clock_span(self.starts_at, self.ends_at, get_language() or "da")


class Certificate(models.Model):
    """The proof that somebody took a course or was at a conference. What it says is written down when it is
    issued and never changed: a wrong one is withdrawn, and another is issued under another number. Without a
    name it is one whose holder's data are deleted."""

    number = models.CharField(_("number"), max_length=12, unique=True, default=numbers.drawn)
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="certificates",
        verbose_name=_("member"),
    )
    name = models.CharField(_("name"), max_length=200, blank=True, validators=[no_cpr])
    title = models.CharField(_("course or conference"), max_length=140, validators=[no_cpr])
    #: Of a conference: where and when it was. A course's are its dates.
    place = models.CharField(_("place"), max_length=160, blank=True, validators=[no_cpr])
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    #: [[begins, ends, title], …], the times as ISO text.
    attended = models.JSONField(_("dates"), default=list)
    #: How many dates the course had, or days the conference.
    dates_held = models.PositiveSmallIntegerField(_("dates held"))
    minutes = models.PositiveIntegerField(_("minutes"))
    teachers = models.TextField(_("teachers"), max_length=2000, blank=True, validators=[no_cpr])
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("issued by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_because = models.CharField(
        _("why it was withdrawn"), max_length=300, blank=True, validators=[no_cpr]
    )

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"],
                condition=Q(person__isnull=False, withdrawn_at__isnull=True),
                name="one_valid_certificate_a_course",
            ),
            models.UniqueConstraint(
                fields=["conference", "person"],
                condition=Q(person__isnull=False, withdrawn_at__isnull=True),
                name="one_valid_certificate_a_conference",
            ),
            models.CheckConstraint(
                condition=Q(course__isnull=False, conference__isnull=True, first_day__isnull=True)
                | Q(course__isnull=True, conference__isnull=False, first_day__isnull=False),
                name="certificate_is_of_a_course_or_a_conference",
            ),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True, last_day__isnull=True)
                | Q(first_day__isnull=False, last_day__gte=F("first_day")),
                name="certified_days_are_in_order",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False),
                name="withdrawn_certificate_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_number

    def get_absolute_url(self) -> str:
        """Where anybody looks it up."""
        return reverse("verification:number", args=[self.shown_number])

    @property
    def shown_number(self) -> str:
        return numbers.shown(self.number)

    @property
    def is_of_conference(self) -> bool:
        return self.conference_id is not None

    @property
    def is_valid(self) -> bool:
        return self.withdrawn_at is None

    @property
    def days(self) -> list[Attended]:
        return [
            Attended(datetime.fromisoformat(starts), datetime.fromisoformat(ends), title)
            for starts, ends, title in self.attended
        ]

    @property
    def hours(self) -> str:
        """`12,5`, in the reader's language."""
        return dates.hours_of(self.minutes, get_language() or "da")

    @property
    def period(self) -> str:
        first, last = self.first_day, self.last_day
        if first is None or last is None:
            first = dates.local(self.days[0].starts_at).date()
            last = dates.local(self.days[-1].ends_at).date()
        return dates.period(first, last, get_language() or "da")

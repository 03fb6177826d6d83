from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.courses.models import CourseDate


class Attendance(models.Model):
    """Whether a member came to one date of a course, as it was ticked there. Without a person it is somebody
    whose name is no longer kept: how many came stays true."""

    date = models.ForeignKey(CourseDate, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="course_attendances",
        verbose_name=_("member"),
    )
    came = models.BooleanField(_("came"))
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ticked by"),
    )
    at = models.DateTimeField(_("ticked"), default=timezone.now)

    class Meta:
        verbose_name = _("attendance at a course")
        verbose_name_plural = _("attendances at courses")
        constraints = [
            models.UniqueConstraint(
                fields=["date", "person"],
                condition=Q(person__isnull=False),
                name="one_attendance_a_course_date",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

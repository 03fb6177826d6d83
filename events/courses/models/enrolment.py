from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Place
from .course import Course


class Enrolment(models.Model):
    """Where a member stands with a course. Without a person it is the seat of someone whose account is gone:
    the count of those who came stays true."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="enrolments")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="enrolments",
    )
    place = models.CharField(_("answer"), max_length=10, choices=Place)
    waiting_since = models.DateTimeField(_("waits since"), null=True, blank=True)
    offered_until = models.DateTimeField(_("seat is held until"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    created_at = models.DateTimeField(_("first answered"), default=timezone.now)
    changed_at = models.DateTimeField(_("answered"), default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"],
                condition=Q(person__isnull=False),
                name="one_enrolment_a_course",
            ),
            models.CheckConstraint(
                condition=Q(place=Place.OFFERED, offered_until__isnull=False)
                | (~Q(place=Place.OFFERED) & Q(offered_until__isnull=True)),
                name="offered_course_seat_has_its_deadline",
            ),
            models.CheckConstraint(
                condition=Q(place__in=(Place.WAITING, Place.OFFERED), waiting_since__isnull=False)
                | (~Q(place__in=(Place.WAITING, Place.OFFERED)) & Q(waiting_since__isnull=True)),
                name="who_waits_for_a_course_has_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or '–'}: {self.get_place_display()}"

    @property
    def seats(self) -> int:
        """How many seats it holds: 1 for who is signed up or has one held for them."""
        return int(self.place in (Place.ENROLLED, Place.OFFERED))

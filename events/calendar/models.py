from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group


class CalendarKey(models.Model):
    """The secret part of a feed's address: a member's own calendar, or one group's for that member. Only a
    hash is kept, so the address is shown once; a new one takes its place and ends it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(
        Group,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("group"),
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(group__isnull=True), name="one_own_calendar"
            ),
            models.UniqueConstraint(
                fields=["person", "group"],
                condition=Q(group__isnull=False),
                name="one_calendar_a_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.group_id or '–'}"

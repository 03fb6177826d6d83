from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.conference.models import Conference, Part, Registration


class Door(models.Model):
    """The one row that everybody who checks in at a conference queues for; `number` counts what has happened,
    so that a phone can ask for what came after its last."""

    conference = models.OneToOneField(Conference, on_delete=models.CASCADE, related_name="door")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("door")
        verbose_name_plural = _("doors")

    def __str__(self) -> str:
        return f"#{self.pk}"


class Deed(models.Model):
    """Something that was done at the door: somebody let in, or that taken back. It is never changed; `uid` is
    made where it happened, so that it counts once however often it is sent. Without a part it is about
    arriving. Who is in is what the deeds say in the order in which they happened (`state.fold`), whenever
    they were heard of."""

    uid = models.UUIDField(unique=True)
    door = models.ForeignKey(Door, on_delete=models.CASCADE, related_name="deeds")
    number = models.PositiveIntegerField()
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="door_deeds"
    )
    part = models.ForeignKey(
        Part, on_delete=models.CASCADE, null=True, blank=True, related_name="door_deeds"
    )
    is_in = models.BooleanField(_("let in"))
    at = models.DateTimeField(_("happened"))
    heard_at = models.DateTimeField(_("heard of"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        ordering = ["at", "number"]
        verbose_name = _("deed at the door")
        verbose_name_plural = _("deeds at the door")
        constraints = [
            models.UniqueConstraint(fields=["door", "number"], name="deeds_are_counted_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class CheckIn(models.Model):
    """That somebody has come (no part) or has had a meal. Without a registration it is somebody whose name is
    no longer kept: how many came stays true."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="check_ins")
    registration = models.ForeignKey(
        Registration, on_delete=models.SET_NULL, null=True, related_name="check_ins"
    )
    part = models.ForeignKey(
        Part, on_delete=models.CASCADE, null=True, blank=True, related_name="check_ins"
    )
    at = models.DateTimeField(_("checked in"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "part"],
                condition=Q(part__isnull=False, registration__isnull=False),
                name="a_meal_is_had_once",
            ),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(part__isnull=True, registration__isnull=False),
                name="one_arrives_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Helper(models.Model):
    """A member whom the secretariat has asked to stand at the door of one conference."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="helpers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="helps_at",
        verbose_name=_("helper"),
    )
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("named by"),
    )
    named_at = models.DateTimeField(_("named"), default=timezone.now)

    class Meta:
        ordering = ["person__name_key", "pk"]
        verbose_name = _("helper at the door")
        verbose_name_plural = _("helpers at the door")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "person"], name="one_helps_at_a_conference_once"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

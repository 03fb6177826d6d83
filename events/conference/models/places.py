"""Where a point of the programme is held, and which thread of the programme it belongs to."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr

from ..enums import Tone
from .conference import Conference


class Hall(models.Model):
    """A room in which sessions are held. Without a capacity nobody has counted its chairs."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="halls")
    name = models.CharField(_("name"), max_length=80, validators=[no_cpr])
    capacity = models.PositiveIntegerField(
        _("chairs"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    where = models.CharField(
        _("where in the house"), max_length=80, blank=True, validators=[no_cpr]
    )
    access = models.CharField(_("accessibility"), max_length=200, blank=True, validators=[no_cpr])

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("room of the programme")
        verbose_name_plural = _("rooms of the programme")
        constraints = [
            models.UniqueConstraint(fields=["conference", "name"], name="a_hall_has_one_name")
        ]

    def __str__(self) -> str:
        return self.name


class Track(models.Model):
    """A thread through the programme: what belongs together carries the same word."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="tracks")
    name = models.CharField(_("name"), max_length=40, validators=[no_cpr])
    tone = models.CharField(_("colour"), max_length=10, choices=Tone, default=Tone.GREEN)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("track of the programme")
        verbose_name_plural = _("tracks of the programme")
        constraints = [
            models.UniqueConstraint(fields=["conference", "name"], name="a_track_has_one_name")
        ]

    def __str__(self) -> str:
        return self.name

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group

from .enums import Stage


class Told(models.Model):
    """That somebody has been told that a group should meet by a day. Whoever makes the row tells, so that
    nobody is told twice."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="told_of_cadence")
    due_on = models.DateField(_("to meet by"))
    stage = models.CharField(_("whom"), max_length=12, choices=Stage)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("told of a group's rhythm")
        verbose_name_plural = _("told of groups' rhythms")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "due_on", "stage"], name="told_of_a_due_day_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.due_on} {self.stage}"

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from portal.ui.validators import no_cpr

from .enums import GroupKind


class Group(models.Model):
    """A regional or local group: the network's own, not an administrative region, so the merger of
    regions in 2027 leaves it alone. Whoever has a post in one of its municipalities belongs to it."""

    kind = models.CharField(_("kind"), max_length=10, choices=GroupKind)
    name = models.CharField(_("name"), max_length=80, unique=True, validators=[no_cpr])
    name_key = models.CharField(max_length=240, editable=False, db_index=True)
    municipalities = models.ManyToManyField(
        Municipality, related_name="groups", verbose_name=_("municipalities")
    )
    rhythm_from_weeks = models.PositiveSmallIntegerField(_("meets at the earliest after (weeks)"))
    rhythm_to_weeks = models.PositiveSmallIntegerField(_("meets at the latest after (weeks)"))

    class Meta:
        ordering = ["kind", "name_key"]
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm_from_weeks__gte=1)
                & Q(rhythm_to_weeks__gte=F("rhythm_from_weeks")),
                name="group_rhythm_is_a_span",
            )
        ]

    def __str__(self) -> str:
        return self.name

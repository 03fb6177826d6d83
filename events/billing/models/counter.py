from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import Kind


class Counter(models.Model):
    """The last number of a kind in a year. It moves in the transaction that writes the document, so that no
    number is missing and none is given twice."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="one_counter_a_kind_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"

import datetime
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Priced(models.Model):
    """Something with a price, and perhaps another price until a day. What somebody is charged stands on their
    own row from the moment they book (docs/adr/0014)."""

    price: models.DecimalField
    early_price = models.DecimalField(
        _("price until then"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    early_until = models.DateField(_("another price until"), null=True, blank=True)

    class Meta:
        abstract = True

    def price_on(self, day: datetime.date) -> Decimal:
        """What it costs whoever books it on this day."""
        if self.early_price is not None and self.early_until is not None:
            return self.early_price if day <= self.early_until else self.price
        return self.price

    @property
    def price_now(self) -> Decimal:
        """What it costs whoever books it today."""
        return self.price_on(timezone.localdate())

    @property
    def is_early(self) -> bool:
        """Whether another price holds today than afterwards."""
        return self.early_until is not None and timezone.localdate() <= self.early_until


def early_price_has_its_day(name: str) -> models.CheckConstraint:
    """That the price until a day, and the day, are there together or not at all."""
    return models.CheckConstraint(
        condition=Q(early_price__isnull=True, early_until__isnull=True)
        | Q(early_price__isnull=False, early_price__gte=0, early_until__isnull=False),
        name=name,
    )

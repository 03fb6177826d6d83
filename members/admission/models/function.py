from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from portal.ui.validators import no_cpr

from ..enums import FunctionForm
from .application import Application


class Function(models.Model):
    """The function in one municipality that the applicant holds or works in. An application names one or
    several; what is not known yet stays empty while it is a draft."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="functions")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(
        _("form of the function"), max_length=15, choices=FunctionForm, blank=True
    )
    since = models.DateField(_("in the post since"), null=True, blank=True)
    fte = models.DecimalField(
        _("staff in full-time equivalents"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal("999"))],
    )
    head = models.CharField(
        _("head of the function"), max_length=120, blank=True, validators=[no_cpr]
    )
    rules_url = models.URLField(_("the municipality's rules for it"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("function")
        verbose_name_plural = _("functions")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "municipality"], name="function_named_once"
            ),
            models.CheckConstraint(
                condition=Q(fte__isnull=True) | Q(fte__gt=0, fte__lte=999),
                name="function_staff_plausible",
            ),
        ]

    def __str__(self) -> str:
        return str(self.municipality)

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr

from ..enums import BANK_ACCOUNT, BANK_REGISTRATION, Vat


class Seller(models.Model):
    """Who writes the bills: the secretariat's municipality. There is one, and a document keeps what stood
    here when it was issued."""

    ONLY = 1

    name = models.CharField(_("name"), max_length=120, validators=[no_cpr])
    cvr = models.CharField(_("CVR number"), max_length=8, validators=[RegexValidator(r"^\d{8}$")])
    ean = models.CharField(_("EAN number"), max_length=13, validators=[RegexValidator(r"^\d{13}$")])
    street = models.CharField(_("street"), max_length=120, validators=[no_cpr])
    postcode = models.CharField(
        _("postcode"), max_length=4, validators=[RegexValidator(r"^\d{4}$")]
    )
    city = models.CharField(_("town"), max_length=80, validators=[no_cpr])
    bank_registration = models.CharField(
        _("bank registration number"), max_length=4, validators=[RegexValidator(BANK_REGISTRATION)]
    )
    bank_account = models.CharField(
        _("bank account"), max_length=10, validators=[RegexValidator(BANK_ACCOUNT)]
    )
    contact = models.CharField(_("contact"), max_length=120, validators=[no_cpr])
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=20, blank=True, validators=[no_cpr])
    terms_days = models.PositiveSmallIntegerField(
        _("days to pay"), default=30, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    vat = models.CharField(_("VAT"), max_length=10, choices=Vat, default=Vat.EXEMPT)
    vat_reason = models.CharField(
        _("why it is exempt"), max_length=200, blank=True, validators=[no_cpr]
    )

    class Meta:
        verbose_name = _("seller")
        verbose_name_plural = _("sellers")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="there_is_one_seller"),
            models.CheckConstraint(
                condition=~Q(vat=Vat.EXEMPT) | ~Q(vat_reason=""), name="exemption_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name

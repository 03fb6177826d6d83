"""Who writes the bills."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from stdnum.dk import cvr

from events.conference.forms.paying import EanField
from portal.ui.fields import AddressField, GuardedCharField, PhoneField

from ..enums import BANK_ACCOUNT, BANK_REGISTRATION, Vat
from ..models import Seller


def _digits(size: str) -> dict:
    return {"inputmode": "numeric", "autocomplete": "off", "class": size}


class SellerForm(forms.Form):
    """Everything that a document says of its sender."""

    name = GuardedCharField(label=_("The municipality's name"), max_length=120)
    cvr = forms.CharField(
        label=_("CVR number"),
        max_length=14,
        help_text=_("8 digits."),
        widget=forms.TextInput(attrs=_digits("input-char-11")),
    )
    ean = EanField(
        label=_("EAN number"),
        max_length=40,
        help_text=_("13 digits: the sender's own, from which e-invoices are sent."),
    )
    street = GuardedCharField(label=_("Street"), max_length=120)
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=4,
        validators=[RegexValidator(r"^\d{4}$", _("A postcode has four digits."))],
        widget=forms.TextInput(attrs=_digits("input-char-4")),
    )
    city = GuardedCharField(label=_("Town"), max_length=80)
    bank_registration = forms.CharField(
        label=_("Bank registration number"),
        max_length=4,
        validators=[RegexValidator(BANK_REGISTRATION, _("A registration number has four digits."))],
        widget=forms.TextInput(attrs=_digits("input-char-4")),
    )
    bank_account = forms.CharField(
        label=_("Bank account"),
        max_length=10,
        validators=[RegexValidator(BANK_ACCOUNT, _("An account number has up to ten digits."))],
        widget=forms.TextInput(attrs=_digits("input-char-11")),
    )
    contact = GuardedCharField(
        label=_("Who answers questions?"),
        max_length=120,
        help_text=_("An office rather than a person, for invoices are kept for years."),
    )
    email = AddressField(label=_("Its e-mail"))
    phone = PhoneField(label=_("Its phone number"), required=False)
    terms_days = forms.IntegerField(label=_("Days to pay"), min_value=1, max_value=120, initial=30)
    vat = forms.ChoiceField(
        label=_("VAT"), choices=Vat.choices, initial=Vat.EXEMPT, widget=forms.RadioSelect
    )
    vat_reason = GuardedCharField(
        label=_("Why is it exempt?"),
        max_length=200,
        required=False,
        help_text=_("It stands on every invoice, for instance a paragraph of the VAT act."),
    )

    def __init__(self, *args, seller: Seller | None = None, **kwargs):
        if seller is not None:
            kwargs["initial"] = {name: getattr(seller, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def clean_cvr(self) -> str:
        """Eight digits of which the last one fits."""
        number = cvr.compact(self.cleaned_data["cvr"])
        if not cvr.is_valid(number):
            raise forms.ValidationError(
                _("That is no CVR number. Is there a typing error in it?"), code="cvr"
            )
        return number

    def clean(self):
        data = super().clean()
        if data.get("vat") == Vat.EXEMPT and not data.get("vat_reason"):
            self.add_error("vat_reason", _("Write why there is no VAT: the invoice must say it."))
        return data

"""Who pays, as both a participant and whoever registers colleagues are asked."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from portal.kit import ean
from portal.ui.fields import GuardedCharField

from ..models import Registration

EAN_ERRORS = {
    ean.Reason.NOT_DIGITS: _("An EAN number has digits only."),
    ean.Reason.LENGTH: _("An EAN number has 13 digits."),
    ean.Reason.CHECK_DIGIT: _(
        "There is a typing error in the EAN number: its last digit does not fit."
    ),
}
PAYER = ("payer", "ean", "payer_reference", "order_number")


class EanField(forms.CharField):
    """An EAN number, kept as its 13 digits however it was written."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input-char-17"}
    )

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return value
        try:
            return ean.normalised(value)
        except ean.InvalidEan as error:
            raise ValidationError(EAN_ERRORS[error.reason], code=error.reason) from None


class PayerForm(forms.Form):
    """The municipality, and how its invoice finds its way."""

    payer = forms.ModelChoiceField(
        label=_("Who pays?"),
        queryset=Municipality.objects.all(),
        help_text=_("The municipality that gets the invoice."),
    )
    ean = EanField(
        label=_("EAN number"),
        max_length=40,
        help_text=_("13 digits. Your finance department knows it; it often begins with 5798."),
    )
    payer_reference = GuardedCharField(
        label=_("Person or department at the payer"),
        max_length=100,
        help_text=_("So that the invoice finds its way, for instance your name."),
    )
    order_number = GuardedCharField(label=_("Order number"), max_length=60, required=False)

    @property
    def paid_by(self) -> dict:
        """The answers as a flow takes them."""
        return {name: self.cleaned_data[name] for name in PAYER}


def remembered(person, last: Registration | None, municipality_ean: str) -> dict:
    """What a form begins with: the last answers, else the person's own municipality with its number."""
    home = person.home_municipality
    if last is not None:
        told = {name: getattr(last, name) for name in PAYER if name != "payer"}
        return {**told, "payer": last.payer_id}
    return {"payer": home and home.pk, "ean": municipality_ean, "payer_reference": person.name}

"""Who pays, as both a participant and whoever registers colleagues are asked."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from members.municipalities.queries import names, numbered
from portal.kit import ean
from portal.kit.numbers import number_in
from portal.ui.fields import GuardedCharField
from portal.ui.widgets import KeptSelect

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


class _Names(ModelChoiceIterator):
    """All of them by name. There are 98, and a form shows them to everybody."""

    def __iter__(self):
        yield "", self.field.empty_label
        yield from names()


class MunicipalityField(forms.ModelChoiceField):
    """One of the municipalities."""

    iterator = _Names
    widget = KeptSelect

    def __init__(self, **kwargs):
        super().__init__(queryset=Municipality.objects.all(), **kwargs)

    def to_python(self, value):
        """What Django answers; for what a page of ours sends without a query."""
        return numbered(number_in(str(value))) or super().to_python(value)


class PayerPartForm(forms.Form):
    """How the invoice finds its way in a municipality."""

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


class PayerForm(PayerPartForm):
    """The municipality, and how its invoice finds its way."""

    payer = MunicipalityField(
        label=_("Who pays?"), help_text=_("The municipality that gets the invoice.")
    )

    field_order: Sequence[str] = PAYER

    @property
    def paid_by(self) -> dict:
        """The answers as a flow takes them."""
        return {name: self.cleaned_data[name] for name in PAYER}


def payer_of(registration: Registration) -> dict:
    """Who pays for this one, as a form begins with it."""
    told = {name: getattr(registration, name) for name in PAYER if name != "payer"}
    return {**told, "payer": registration.payer_id}


def first_guess(person, home: int | None, ean: str) -> dict:
    """What the form of somebody who has never registered begins with: their own municipality (its number)."""
    return {"payer": home, "ean": ean, "payer_reference": person.name}

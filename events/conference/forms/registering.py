"""What is asked of a participant."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from portal.kit import ean
from portal.ui.fields import GuardedCharField, GuardedTextField

from ..flows.registering import House

EAN_ERRORS = {
    ean.Reason.NOT_DIGITS: _("An EAN number has digits only."),
    ean.Reason.LENGTH: _("An EAN number has 13 digits."),
    ean.Reason.CHECK_DIGIT: _(
        "There is a typing error in the EAN number: its last digit does not fit."
    ),
}


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


class RegistrationForm(forms.Form):
    """Who pays, and what the house should know."""

    key = forms.UUIDField(widget=forms.HiddenInput)
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
    diet = GuardedCharField(
        label=_("Is there anything you do not eat?"),
        max_length=300,
        required=False,
        help_text=_("For instance vegetarian, or no nuts."),
    )
    needs = GuardedTextField(
        label=_("Is there anything else we should take into account?"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("For instance a room without steps, or a seat close to the screen."),
    )

    def __init__(self, *args, person, **kwargs):
        home = person.home_municipality
        kwargs.setdefault(
            "initial",
            {"key": uuid4(), "payer": home and home.pk, "payer_reference": person.name},
        )
        super().__init__(*args, **kwargs)

    @property
    def answers(self) -> dict:
        """The cleaned data as the flow takes it."""
        names = House.__dataclass_fields__
        answers = {name: value for name, value in self.cleaned_data.items() if name not in names}
        house = {name: value for name, value in self.cleaned_data.items() if name in names}
        return {**answers, "house": House(**house)}

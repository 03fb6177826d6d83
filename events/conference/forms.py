"""What is asked of a participant, and of the secretariat."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from portal.kit import ean
from portal.ui.fields import GuardedCharField, GuardedTextField

from .flows.arranging import Facts
from .models import Conference

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
        return self.cleaned_data


class DayField(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class MomentField(forms.DateTimeField):
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class ConferenceForm(forms.Form):
    """The facts of a conference, at the secretariat's desk."""

    title = GuardedCharField(label=_("Title"), max_length=120)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    theme = GuardedCharField(label=_("Theme"), max_length=160, required=False)
    intro = GuardedTextField(label=_("Introduction"), max_length=4000, rows=6, required=False)
    venue = GuardedCharField(label=_("Venue"), max_length=160)
    address = GuardedCharField(label=_("Address"), max_length=200, required=False)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    registration_opens_at = MomentField(label=_("Registration opens"))
    registration_closes_at = MomentField(label=_("Registration closes"))
    capacity = forms.IntegerField(label=_("Seats"), min_value=1, max_value=5000)
    price = forms.DecimalField(
        label=_("Price for each, in kroner"),
        min_value=0,
        max_digits=9,
        decimal_places=2,
        localize=True,
    )

    def __init__(self, *args, conference: Conference | None = None, **kwargs):
        self.conference = conference
        if conference is not None:
            names = Facts.__dataclass_fields__
            kwargs["initial"] = {name: getattr(conference, name) for name in names}
        super().__init__(*args, **kwargs)

    def clean_year(self):
        year = self.cleaned_data["year"]
        others = Conference.objects.filter(year=year)
        if self.conference is not None:
            others = others.exclude(pk=self.conference.pk)
        if others.exists():
            raise ValidationError(_("There is already a conference that year."), code="year_taken")
        return year

    def clean(self):
        data = super().clean()
        for first, last, words in [
            ("starts_on", "ends_on", _("The last day is before the first.")),
            (
                "registration_opens_at",
                "registration_closes_at",
                _("Registration must close after it opens."),
            ),
        ]:
            early, late = data.get(first), data.get(last)
            # The days may be one and the same, the two moments may not.
            if early and late and (late < early or (late == early and first != "starts_on")):
                self.add_error(last, words)
        return data

    @property
    def facts(self) -> Facts:
        return Facts(**self.cleaned_data)

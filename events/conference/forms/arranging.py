"""The facts of a conference, at the secretariat's desk."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.ui.days import DayField
from portal.ui.fields import GuardedCharField, GuardedTextField

from ..flows.arranging import Facts
from ..models import Conference
from .pricing import check_early, early_fields, price_field


class MomentField(forms.DateTimeField):
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class ConferenceForm(forms.Form):
    """What `flows.arranging` plans a conference by."""

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
    price = price_field()
    early_price, early_until = early_fields()

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
        check_early(self, data.get("ends_on"))
        return data

    @property
    def facts(self) -> Facts:
        return Facts(**self.cleaned_data)

"""What the desk's list is narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import State


class ChoiceForm(forms.Form):
    """A year and how far it has come; an unknown choice in an old link is not used."""

    aar = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    vis = forms.ChoiceField(required=False, choices=State.choices, widget=forms.HiddenInput)

    def __init__(self, *args, years, this_year, **kwargs):
        super().__init__(*args, **kwargs)
        self.years = years or [this_year]
        self.fields["aar"].choices = [(year, str(year)) for year in self.years]
        self.fields["aar"].widget.choices = self.fields["aar"].choices

    def chosen(self) -> tuple[int, State]:
        """The year, the latest if none is chosen, and the state, first those that wait for a call."""
        self.full_clean()
        given = self.cleaned_data
        return given.get("aar") or self.years[0], State(given.get("vis") or State.UNANSWERED)

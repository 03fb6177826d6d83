"""Form fields for days and hours, in the browser's own calendar and clock."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

#: Browsers send the first form; the others are what people write by hand.
DATES = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"]


class DayField(forms.DateField):
    """A day, in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class WrittenDayField(DayField):
    """The same, also in any usual way to write it."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("input_formats", DATES)
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Write a date, such as 1.8.2026.")


class ClockField(forms.TimeField):
    """A time of day, in the browser's own clock."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

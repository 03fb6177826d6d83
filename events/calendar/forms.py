"""What the calendar's address can say."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group

from .enums import Shape

#: Years that somebody may look at; beyond them nothing is kept or planned.
EARLIEST, LATEST = 2022, 2099


class LookForm(forms.Form):
    """How, when and whose; what cannot be meant falls back to the usual."""

    vis = forms.ChoiceField(choices=Shape.choices, required=False)
    fra = forms.CharField(required=False, max_length=7)
    gruppe = forms.CharField(required=False, max_length=9, label=_("Group"))

    def clean(self):
        data = super().clean() or {}
        data["vis"] = Shape(data.get("vis") or Shape.MONTH)
        data["month"] = _month(data.get("fra") or "")
        return data

    @classmethod
    def look(cls, data) -> tuple[Shape, date, str]:
        """The shape, the first day of the month, and whose it is."""
        form = cls(data)
        form.is_valid()
        given = form.cleaned_data
        return (
            Shape(given.get("vis") or Shape.MONTH),
            given.get("month") or _month(""),
            given.get("gruppe") or "",
        )


def _month(words: str) -> date:
    """`2026-12` or `2026` as a first day; this month for anything else."""
    year, _sign, month = words.partition("-")
    if year.isdecimal() and EARLIEST <= int(year) <= LATEST:
        if month.isdecimal() and 1 <= int(month) <= 12:
            return date(int(year), int(month), 1)
        if not month:
            return date(int(year), 1, 1)
    return timezone.localdate().replace(day=1)


class GroupForm(forms.Form):
    """Which group's calendar; none is one's own."""

    group: "forms.ModelChoiceField[Group]" = forms.ModelChoiceField(
        queryset=None, required=False, empty_label=None
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups

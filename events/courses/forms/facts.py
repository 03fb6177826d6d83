"""What is asked of those who plan a course, but its dates and teachers."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import cast
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from portal.ui.days import ClockField, DayField
from portal.ui.fields import GuardedCharField, GuardedTextField

from ..models import Course
from ..plans import Day, Facts

#: Facts that are the same in the form and on the row.
AS_TYPED = (
    "title",
    "summary",
    "outcome",
    "prerequisites",
    "place_name",
    "place_address",
    "place_room",
    "accessibility",
    "online_url",
    "capacity",
    "minimum",
)

#: Which field a flow's refusal belongs to; the others stand above them all.
FIELDS = {
    "minimum_above_seats": "minimum",
    "needs_too_many": "dates_needed",
    "late_deadline": "closes_day",
    "too_few_seats": "capacity",
    "nowhere": "place_name",
}


class CourseForm(forms.Form):
    """The facts. For whom it is, is chosen once: a course does not move from one group to another."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    group: "forms.ModelChoiceField[Group]" = forms.ModelChoiceField(
        label=_("For whom"), queryset=None
    )
    title = GuardedCharField(label=_("Title"), max_length=140)
    summary = GuardedTextField(label=_("What it is about"), max_length=2000, rows=5, required=False)
    outcome = GuardedTextField(
        label=_("What you can do afterwards"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("One or two sentences a colleague can show the manager who pays for the day."),
    )
    prerequisites = GuardedTextField(
        label=_("Prerequisites"),
        max_length=1000,
        rows=2,
        required=False,
        help_text=_("Those who sign up are asked to tick that they meet them. Empty for none."),
    )
    builds_on: "forms.ModelMultipleChoiceField[Course]" = forms.ModelMultipleChoiceField(
        label=_("Builds on"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    place_name = GuardedCharField(
        label=_("Place"),
        max_length=120,
        required=False,
        help_text=_("Empty if the course is online only."),
    )
    place_address = GuardedCharField(label=_("Address"), max_length=200, required=False)
    place_room = GuardedCharField(label=_("Room"), max_length=120, required=False)
    accessibility = GuardedCharField(
        label=_("Accessibility"),
        max_length=300,
        required=False,
        help_text=_("For instance: no steps, a lift, a hearing loop, parking at the door."),
    )
    online_url = forms.URLField(
        label=_("Link to the online course"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Those who have signed up see it from the day before each date until it ends."),
    )
    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=_("Empty if there is room for all."),
    )
    minimum = forms.IntegerField(
        label=_("Held with at least"),
        min_value=1,
        max_value=1000,
        initial=1,
        help_text=_("If fewer have signed up at the deadline, you are asked whether it is held."),
    )
    closes_day = DayField(label=_("Last day for signing up"))
    closes_clock = ClockField(
        label=_("At the latest at"), required=False, help_text=_("Empty for the whole day.")
    )
    dates_needed = forms.IntegerField(
        label=_("Dates needed for the certificate"),
        min_value=1,
        max_value=40,
        required=False,
        help_text=_("Empty if one must have been at all of them."),
    )

    def __init__(
        self, *args, groups, whole_network: bool, bases, course: Course | None = None, **kwargs
    ):
        if course is not None:
            kwargs["initial"] = {**initial_of(course), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if course is not None:
            del self.fields["group"], self.fields["key"]
        else:
            field = cast("forms.ModelChoiceField[Group]", self.fields["group"])
            field.queryset = groups
            field.required = not whole_network
            field.empty_label = _("All members of the network") if whole_network else None
            self.fields["key"].initial = uuid4
        if bases.exists():
            cast(
                "forms.ModelMultipleChoiceField[Course]", self.fields["builds_on"]
            ).queryset = bases
        else:
            del self.fields["builds_on"]

    def facts(self, days: Sequence[Day]) -> Facts:
        """The cleaned data as a flow takes it, with the dates that were sent beside it."""
        data = self.cleaned_data
        return Facts(
            **{name: data[name] for name in AS_TYPED},
            builds_on=tuple(data.get("builds_on", ())),
            dates_needed=data["dates_needed"] or max(len(days), 1),
            signup_closes_at=_closes_at(data, days),
        )


def _closes_at(data: dict, days: Sequence[Day]) -> datetime:
    """The deadline; a whole day lasts until the course begins, when that is its day."""
    day: date = data["closes_day"]
    if data["closes_clock"]:
        return _moment(day, data["closes_clock"])
    first = min((each.starts_at for each in days), default=None)
    if first is not None and timezone.localtime(first).date() == day:
        return first
    return _moment(day, time(23, 59))


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def initial_of(course: Course) -> dict:
    """What stands in the form of a course that is changed."""
    closes = timezone.localtime(course.signup_closes_at)
    return {
        **{name: getattr(course, name) for name in AS_TYPED},
        "builds_on": [each.pk for each in course.builds_on.all()],
        "closes_day": closes.date(),
        "closes_clock": closes.time(),
        "dates_needed": course.dates_needed,
    }

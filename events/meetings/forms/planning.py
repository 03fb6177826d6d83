"""What is asked of those who plan a meeting."""

from datetime import date, datetime, time
from typing import cast
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from members.municipalities.models import Municipality
from portal.ui.days import ClockField, DayField
from portal.ui.fields import GuardedCharField, GuardedTextField

from ..flows.planning import Facts
from ..models import Meeting
from ..queries import Hosting

#: Facts that are the same in the form and on the row.
AS_TYPED = (
    "title",
    "summary",
    "place_name",
    "place_address",
    "place_room",
    "accessibility",
    "online_url",
    "capacity",
)


class MeetingForm(forms.Form):
    """The facts. The group is chosen once: a meeting does not move from one group to another."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    group: "forms.ModelChoiceField[Group]" = forms.ModelChoiceField(label=_("Group"), queryset=None)
    title = GuardedCharField(
        label=_("Title"), max_length=140, help_text=_("What it is about, in one line.")
    )
    day = DayField(label=_("Day"))
    starts = ClockField(label=_("Begins at"))
    ends = ClockField(label=_("Ends at"))
    host = forms.ModelChoiceField(
        label=_("Host"),
        queryset=Municipality.objects.all(),
        help_text=_("The inviting municipality."),
    )
    place_name = GuardedCharField(
        label=_("Place"), max_length=120, required=False, help_text=_("Empty if it is online only.")
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
        label=_("Link to the online meeting"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Those who have signed up see it from the day before until the meeting ends."),
    )
    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=_("Empty if there is room for all."),
    )
    closes_day = DayField(
        label=_("Last day for signing up"),
        required=False,
        help_text=_("Empty if one can sign up until the meeting begins."),
    )
    closes_clock = ClockField(
        label=_("At the latest at"), required=False, help_text=_("Empty for the whole day.")
    )
    summary = GuardedTextField(
        label=_("What it is about"),
        max_length=2000,
        rows=4,
        required=False,
        help_text=_("Two or three sentences that make a busy colleague come."),
    )

    def __init__(
        self, *args, groups, hosts: list[Hosting], meeting: Meeting | None = None, **kwargs
    ):
        if meeting is not None:
            kwargs["initial"] = _initial(meeting)
        elif hosts:
            kwargs["initial"] = {"host": hosts[0].municipality.pk, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if hosts:
            self.fields["host"].help_text = _("The group's turn: %(names)s.") % {
                "names": "; ".join(f"{each.municipality.name} {each.reason}" for each in hosts[:3])
            }
        if meeting is not None:
            del self.fields["group"], self.fields["key"]
        else:
            cast("forms.ModelChoiceField[Group]", self.fields["group"]).queryset = groups
            self.fields["key"].initial = uuid4

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("The meeting must end after it begins."))
        if (
            data.get("closes_clock")
            and not data.get("closes_day")
            and "closes_day" not in self.errors
        ):
            self.add_error("closes_day", _("On which day is the last chance to sign up?"))
        dated = data.get("day") and starts and data.get("closes_day")
        if dated and self._closes_at(data) > _moment(data["day"], starts):
            self.add_error(
                "closes_day", _("The deadline must not be later than the meeting begins.")
            )
        return data

    @staticmethod
    def _closes_at(data) -> datetime | None:
        """The deadline; a whole day lasts until the meeting begins, when that is its day."""
        if not data.get("closes_day"):
            return None
        if data.get("closes_clock"):
            return _moment(data["closes_day"], data["closes_clock"])
        last = _moment(data["closes_day"], time(23, 59))
        starts = _moment(data["day"], data["starts"])
        return starts if data["closes_day"] == data["day"] else last

    @property
    def facts(self) -> Facts:
        """The cleaned data as a flow takes it."""
        data = self.cleaned_data
        return Facts(
            **{name: data[name] for name in ("host", *AS_TYPED)},
            starts_at=_moment(data["day"], data["starts"]),
            ends_at=_moment(data["day"], data["ends"]),
            signup_closes_at=self._closes_at(data),
        )


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def _initial(meeting: Meeting) -> dict:
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    closes = meeting.signup_closes_at and timezone.localtime(meeting.signup_closes_at)
    return {
        **{name: getattr(meeting, name) for name in AS_TYPED},
        "host": meeting.host_id,
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "closes_day": closes and closes.date(),
        "closes_clock": closes and closes.time(),
    }

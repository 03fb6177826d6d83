"""What is asked of those who plan a meeting."""

from datetime import datetime
from typing import cast
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from members.municipalities.models import Municipality
from members.people.queries import members
from portal.ui.fields import GuardedCharField, GuardedTextField

from .flows.planning import Facts, Point
from .models import Meeting

#: Empty rows under the agenda: enough for a day's meeting, and there are more next time it is opened.
NEW_ROWS = {"new": 6, "old": 2}


class DayField(forms.DateField):
    """A day, in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ClockField(forms.TimeField):
    """A time of day, in the browser's own clock."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


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
    online_url = forms.URLField(
        label=_("Link to the online meeting"), max_length=500, required=False, assume_scheme="https"
    )
    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=_("Empty if there is room for all."),
    )
    summary = GuardedTextField(
        label=_("What it is about"),
        max_length=2000,
        rows=4,
        required=False,
        help_text=_("Two or three sentences that make a busy colleague come."),
    )

    def __init__(self, *args, groups, meeting: Meeting | None = None, **kwargs):
        if meeting is not None:
            kwargs["initial"] = _initial(meeting)
        super().__init__(*args, **kwargs)
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
        return data

    @property
    def facts(self) -> Facts:
        """The cleaned data as a flow takes it."""
        data = self.cleaned_data
        plain = ("title", "host", "summary", "place_name", "place_address", "place_room")
        return Facts(
            **{name: data[name] for name in (*plain, "online_url", "capacity")},
            starts_at=timezone.make_aware(datetime.combine(data["day"], data["starts"])),
            ends_at=timezone.make_aware(datetime.combine(data["day"], data["ends"])),
        )


class PointForm(forms.Form):
    """A row of the agenda; an empty one is no point."""

    title = GuardedCharField(label=_("Point"), max_length=160, required=False)
    minutes = forms.IntegerField(
        label=_("Length in minutes"), min_value=1, max_value=600, required=False
    )
    owner = forms.ChoiceField(label=_("Brought by"), required=False)

    def __init__(self, *args, owners: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.owners = owners
        cast(forms.ChoiceField, self.fields["owner"]).choices = [
            ("", "–"),
            *((pk, each.name) for pk, each in owners.items()),
        ]

    def clean(self):
        data = super().clean()
        if data.get("title") and not data.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("How many minutes does this point take?"))
        if data.get("minutes") and not data.get("title") and "title" not in self.errors:
            self.add_error("title", _("What is this point about?"))
        return data

    @property
    def point(self) -> Point | None:
        data = self.cleaned_data
        if not data.get("title"):
            return None
        owner = self.owners.get(data["owner"])
        return Point(title=data["title"], minutes=data["minutes"], owner=owner)


def agenda_forms(data=None, *, meeting: Meeting | None = None):
    """The agenda's rows, those of the meeting and some empty ones, with one list of members."""
    points = list(meeting.agenda.select_related("owner")) if meeting else []
    # Who has left the network stays on the points they brought.
    owners = {str(each.pk): each for each in members().order_by("name_key")}
    owners |= {str(point.owner_id): point.owner for point in points if point.owner is not None}
    rows = forms.formset_factory(PointForm, extra=NEW_ROWS["old" if meeting else "new"], max_num=40)
    # What was sent is the whole agenda: compared with the old one, an unchanged row would count as empty.
    shown = points if data is None else []
    initial = [
        {"title": point.title, "minutes": point.minutes, "owner": str(point.owner_id or "")}
        for point in shown
    ]
    return rows(data, prefix="agenda", initial=initial, form_kwargs={"owners": owners})


def _initial(meeting: Meeting) -> dict:
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    names = ("title", "summary", "place_name", "place_address", "place_room", "online_url")
    return {
        **{name: getattr(meeting, name) for name in (*names, "capacity")},
        "host": meeting.host_id,
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
    }

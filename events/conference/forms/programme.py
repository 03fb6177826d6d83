"""The programme at the secretariat's desk: a point, a room, a track, a version."""

from typing import Any

from django import forms
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.kit import dates
from portal.ui.fields import GuardedCharField, GuardedTextField

from ..enums import SessionKind, Tone
from ..flows.points import Point, Talker
from ..models import Conference, Hall, Track
from ..planning import Plan


class ClockField(forms.TimeField):
    """An hour of the day, typed as Danes write it or chosen."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

    def __init__(self, **kwargs):
        kwargs.setdefault("input_formats", ["%H:%M", "%H.%M", "%H"])
        kwargs.setdefault(
            "error_messages",
            {
                "required": _("Write a time, for instance 9.30."),
                "invalid": _("Write a time, for instance 9.30."),
            },
        )
        super().__init__(**kwargs)


class HallField(forms.ModelChoiceField):
    """A room, with how many chairs it has."""

    def label_from_instance(self, obj):
        if not obj.capacity:
            return obj.name
        chairs = ngettext("%(count)d chair", "%(count)d chairs", obj.capacity)
        return f"{obj.name} · {chairs % {'count': obj.capacity}}"


class SessionForm(forms.Form):
    """What `flows.programme` writes a point by; who speaks has rows of its own (`forms.speakers`)."""

    day = forms.TypedChoiceField(label=_("Day"), coerce=int)
    starts = ClockField(label=_("Begins"))
    ends = ClockField(label=_("Ends"))
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=SessionKind.choices, widget=forms.RadioSelect
    )
    title = GuardedCharField(label=_("Title"), max_length=160)
    hall = HallField(
        label=_("Room"), queryset=Hall.objects.none(), required=False, empty_label=_("Not settled")
    )
    track = forms.ModelChoiceField(
        label=pgettext_lazy("programme", "Track"),
        queryset=Track.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=5000,
        required=False,
        help_text=_(
            "Only for what one chooses between. Empty: as many as the room has chairs, or room for all."
        ),
    )
    abstract = GuardedTextField(label=_("What is it about?"), max_length=2000, required=False)

    def __init__(
        self, *args, conference: Conference, plan: Plan | None = None, day: int = 1, **kwargs
    ):
        if plan is not None:
            piece = plan.draft or plan.session
            kwargs["initial"] = {name: getattr(piece, name) for name in self.base_fields}
        else:
            kwargs["initial"] = {"day": day, "kind": SessionKind.PLENARY}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["day"].choices = [
            (number, dates.weekday_date(date, get_language() or "da"))
            for number, date in enumerate(conference.dates, start=1)
        ]
        fields["hall"].queryset = conference.halls.all()
        fields["track"].queryset = conference.tracks.all()

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("It must end after it begins."))
        return data

    def point(self, speakers: tuple[Talker, ...]) -> Point:
        """The cleaned data as the flow takes it."""
        return Point(**self.cleaned_data, speakers=speakers)


class HallForm(forms.Form):
    """A room of the programme."""

    name = GuardedCharField(label=_("Name"), max_length=80)
    capacity = forms.IntegerField(
        label=_("Chairs"),
        min_value=1,
        max_value=5000,
        required=False,
        help_text=_("No session there can be chosen by more. Empty: nobody has counted them."),
    )
    where = GuardedCharField(
        label=_("Where in the house"),
        max_length=80,
        required=False,
        help_text=_("For instance 1st floor, past the reception."),
    )
    access = GuardedCharField(
        label=_("Accessibility"),
        max_length=200,
        required=False,
        help_text=_("For instance lift, hearing loop, steps."),
    )


class TrackForm(forms.Form):
    """A track of the programme."""

    name = GuardedCharField(label=_("Name"), max_length=40)
    tone = forms.ChoiceField(
        label=_("Colour of its word"), choices=Tone.choices, widget=forms.RadioSelect
    )


class VersionForm(forms.Form):
    """A word on what the new version is about."""

    words = GuardedCharField(
        label=_("What is new, in a word"),
        max_length=400,
        required=False,
        help_text=_(
            "It stands in the letters and in the list of versions. You can leave it empty."
        ),
    )

"""One point of the programme, at the secretariat's desk."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.kit import dates
from portal.ui.fields import GuardedCharField, GuardedTextField

from ..enums import SessionKind
from ..flows.points import Point
from ..models import Conference, Session


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


class SessionForm(forms.Form):
    """What `flows.programme` writes a point by."""

    day = forms.TypedChoiceField(label=_("Day"), coerce=int)
    starts = ClockField(label=_("Begins"))
    ends = ClockField(label=_("Ends"))
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=SessionKind.choices, widget=forms.RadioSelect
    )
    title = GuardedCharField(label=_("Title"), max_length=160)
    speaker = GuardedCharField(label=_("Speaker"), max_length=160, required=False)
    room = GuardedCharField(label=_("Room"), max_length=80, required=False)
    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=5000,
        required=False,
        help_text=_("Only for what one chooses between. Empty: there is room for all."),
    )
    abstract = GuardedTextField(label=_("What is it about?"), max_length=2000, required=False)
    tell = forms.BooleanField(
        label=_("Tell the participants when time or room changes"), required=False
    )

    def __init__(
        self, *args, conference: Conference, session: Session | None = None, day: int = 1, **kwargs
    ):
        if session is not None:
            names = Point.__dataclass_fields__
            kwargs["initial"] = {name: getattr(session, name) for name in names}
            kwargs["initial"]["tell"] = bool(session.taken)
        else:
            kwargs["initial"] = {"day": day, "kind": SessionKind.PLENARY}
        super().__init__(*args, **kwargs)
        field = self.fields["day"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [
            (number, dates.weekday_date(date, get_language() or "da"))
            for number, date in enumerate(conference.dates, start=1)
        ]
        if session is None:
            del self.fields["tell"]

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("It must end after it begins."))
        return data

    @property
    def point(self) -> Point:
        """The cleaned data as the flow takes it."""
        return Point(**{name: self.cleaned_data[name] for name in Point.__dataclass_fields__})

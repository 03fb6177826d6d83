"""What is asked of those who plan a meeting."""

from datetime import date, datetime, time
from typing import cast
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from members.municipalities.models import Municipality
from members.people.models import User
from members.people.queries import members
from portal.ui.days import ClockField, DayField
from portal.ui.fields import GuardedCharField, GuardedTextField

from .enums import Answer, Diet, Way
from .flows.attending import Meal
from .flows.planning import Facts, Point
from .models import Meeting, SignUp
from .queries import Hosting

#: Empty rows under the agenda: enough for a day's meeting, and there are more next time it is opened.
NEW_ROWS = {"new": 6, "old": 2}

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


class SignUpForm(forms.Form):
    """How one comes, and what one eats; asked for what the meeting has."""

    way_chosen = forms.ChoiceField(
        label=_("How do you take part?"), choices=Way, widget=forms.RadioSelect
    )
    diet = forms.ChoiceField(
        label=_("Diet"), choices=[("", _("I eat everything")), *Diet.choices], required=False
    )
    diet_text = GuardedCharField(
        label=_("Anything else for the kitchen?"),
        max_length=120,
        required=False,
        help_text=_("It is counted without your name, and deleted the night after the meeting."),
    )

    def __init__(self, data=None, *, meeting: Meeting, answer: SignUp | None):
        initial: dict[str, str] = {"way_chosen": Way.IN_PERSON}
        if answer is not None and answer.state == Answer.COMING:
            initial = {
                "way_chosen": answer.way,
                "diet": answer.diet,
                "diet_text": answer.diet_text,
            }
        super().__init__(data, initial=initial)
        self.meeting = meeting
        if (
            meeting.is_online
            or not meeting.online_url
            or (data is not None and "way_chosen" not in data)
        ):
            del self.fields["way_chosen"]
        if meeting.is_online:
            del self.fields["diet"], self.fields["diet_text"]

    @property
    def way(self) -> Way | None:
        chosen = self.cleaned_data.get("way_chosen")
        return Way(chosen) if chosen else None

    @property
    def meal(self) -> Meal | None:
        data = self.cleaned_data
        if "diet" not in data or self.way == Way.ONLINE:
            return Meal()
        return Meal(diet=data["diet"], text=data["diet_text"])


class ProposalForm(forms.Form):
    """A point that a member would like on the agenda."""

    title = GuardedCharField(label=_("Point"), max_length=160)
    minutes = forms.IntegerField(
        label=_("Length in minutes"), min_value=1, max_value=600, initial=15
    )


class RegretsForm(forms.Form):
    """A word with one's regrets, for those who run the meeting."""

    word = GuardedCharField(
        label=_("A word to those who run the meeting"),
        max_length=300,
        required=False,
        help_text=_("They alone see it, and it is deleted the night after the meeting."),
    )


class GuestForm(forms.Form):
    """A guest; the municipality is the inviter's own and is not asked for."""

    name = GuardedCharField(
        label=_("Your guest's name"),
        max_length=120,
        help_text=_("A colleague from your own municipality. Tell them that you write their name."),
    )


#: What is chosen for a member who has phoned to say that they do not come.
STAYS = "stays"


class WriteDownForm(forms.Form):
    """What a member has said on the phone."""

    person: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        label=_("Member"), queryset=None
    )
    what = forms.ChoiceField(label=_("Answer"))

    def __init__(self, data=None, *, meeting: Meeting):
        super().__init__(data)
        people = cast("forms.ModelChoiceField[User]", self.fields["person"])
        people.queryset = members().order_by("name_key")
        ways = [
            *([] if meeting.is_online else [(Way.IN_PERSON.value, _("comes in person"))]),
            *([(Way.ONLINE.value, _("comes online"))] if meeting.online_url else []),
        ]
        cast(forms.ChoiceField, self.fields["what"]).choices = [
            *ways,
            (STAYS, _("does not come")),
        ]

    @property
    def way(self) -> Way | None:
        """How the person comes; None when they do not."""
        what = self.cleaned_data["what"]
        return None if what == STAYS else Way(what)


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

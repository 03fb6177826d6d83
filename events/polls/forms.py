"""What is asked of the coordinator who looks for a date, and of those who answer."""

from datetime import date, datetime
from typing import cast
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from members.municipalities.models import Municipality
from portal.ui.days import ClockField, DayField
from portal.ui.fields import GuardedCharField, GuardedTextField

from .days import Day
from .enums import MOST, Says
from .flows.asking import Facts
from .models import Poll, Slot
from .problems import Span
from .queries import Standing
from .ranking import reasons

#: Empty rows beneath the proposed times, and how many more a click gives.
EMPTY, MORE = 2, 4
#: Which field a blocker belongs to.
FIELDS = {"late": "answer_by", "too_late": "answer_by", "hostless": "host"}


class PollForm(forms.Form):
    """What is asked, for which group, and until when."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    group: "forms.ModelChoiceField[Group]" = forms.ModelChoiceField(label=_("Group"), queryset=None)
    title = GuardedCharField(
        label=_("Title"),
        max_length=140,
        help_text=_("What the meeting is about, in one line. It becomes the meeting's title."),
    )
    host = forms.ModelChoiceField(
        label=_("Host"),
        queryset=Municipality.objects.all(),
        required=False,
        help_text=_("If you know it already. You can also choose when the date is found."),
    )
    answer_by = DayField(
        label=_("Last day for answering"),
        help_text=_("Those who have not answered are reminded two working days before."),
    )
    message = GuardedTextField(
        label=_("A word to the group"), max_length=1000, rows=3, required=False
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Group]", self.fields["group"]).queryset = groups
        self.fields["key"].initial = uuid4

    @property
    def facts(self) -> Facts:
        data = self.cleaned_data
        return Facts(**{name: data[name] for name in ("title", "answer_by", "host", "message")})


class SlotForm(forms.Form):
    """One proposed time; an empty row is none."""

    day = DayField(label=_("Day"), required=False)
    starts = ClockField(label=_("Begins at"), required=False)
    ends = ClockField(label=_("Ends at"), required=False)

    #: What the day is like, on the rows of `facts_shown`.
    facts: Day | None = None

    def clean(self):
        data = super().clean()
        given = {name: data.get(name) for name in ("day", "starts", "ends")}
        if self.errors or not given["day"]:
            return data
        for name in ("starts", "ends"):
            if not given[name]:
                self.add_error(name, _("At what time?"))
        if given["starts"] and given["ends"]:
            if given["ends"] <= given["starts"]:
                self.add_error("ends", _("A time must end after it begins."))
            elif self._moment("starts") <= timezone.now():
                self.add_error("day", _("A proposed time must be in the future."))
        return data

    def _moment(self, name: str) -> datetime:
        data = self.cleaned_data
        return timezone.make_aware(datetime.combine(data["day"], data[name]))

    @property
    def span(self) -> Span | None:
        return (
            (self._moment("starts"), self._moment("ends")) if self.cleaned_data.get("day") else None
        )

    @property
    def shown_day(self) -> date | None:
        """The day that stands in the row: typed or proposed."""
        typed = self["day"].data if self.is_bound else self.initial.get("day")
        try:
            return cast(DayField, self.fields["day"]).clean(typed)
        except forms.ValidationError:
            return None


def slot_forms(data=None, *, proposed=()):
    """The rows of times: the proposed ones and some empty; never more than a poll may have. A click on
    "More rows" gives some more and forgets nothing."""
    rows = forms.formset_factory(
        SlotForm, extra=EMPTY, max_num=MOST, absolute_max=MOST, validate_max=True
    )
    if data is None:
        initial = [{"day": day, "starts": starts, "ends": ends} for day, starts, ends in proposed]
        return rows(prefix="tid", initial=initial)
    if "more" in data:
        data = data.copy()
        total = data.get("tid-TOTAL_FORMS", "")
        known = int(total) if total.isdecimal() and len(total) < 4 else 0
        data["tid-TOTAL_FORMS"] = str(min(known + MORE, MOST))
    return rows(data, prefix="tid")


class AnswerForm(forms.Form):
    """One question for each proposed time, and a word."""

    word = GuardedCharField(
        label=_("A word with it"),
        max_length=200,
        required=False,
        help_text=_("For instance “I can from eleven”. The group reads it."),
    )

    def __init__(
        self, *args, slots: list[Slot], days: dict, says: dict[int, str], word="", **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.slots = slots
        self.fields["word"].initial = word
        for slot in slots:
            self.fields[self.name_of(slot)] = forms.ChoiceField(
                label=f"{slot.day_name[:1].upper()}{slot.day_name[1:]} {slot.hours}",
                choices=Says.choices,
                widget=forms.RadioSelect,
                initial=says.get(slot.pk),
                # A meeting's title may stand in it, and a field's template takes it as it is.
                help_text=escape(
                    " · ".join(
                        [
                            _("week %(number)d") % {"number": slot.day.isocalendar().week},
                            *days[slot.day].words,
                        ]
                    )
                ),
                error_messages={"required": _("Choose one of the three.")},
            )
        self.order_fields([*(self.name_of(slot) for slot in slots), "word"])

    @staticmethod
    def name_of(slot: Slot) -> str:
        return f"tid-{slot.pk}"

    @property
    def says(self) -> dict[int, str]:
        return {slot.pk: self.cleaned_data[self.name_of(slot)] for slot in self.slots}


class CloseForm(forms.Form):
    """Which time it is to be, and where."""

    slot = forms.ChoiceField(label=_("Date"), widget=forms.RadioSelect)
    host = forms.ModelChoiceField(label=_("Host"), queryset=Municipality.objects.all())

    def __init__(self, *args, poll: Poll, ranked: list[Standing], host, **kwargs):
        super().__init__(*args, **kwargs)
        now = timezone.now()
        ahead = [each for each in ranked if each.slot.starts_at > now]
        self.slots = {str(each.slot.pk): each.slot for each in ahead}
        field = cast(forms.ChoiceField, self.fields["slot"])
        field.choices = [
            (str(each.slot.pk), f"{each.slot} ({reasons(each.option)[0]})") for each in ahead
        ]
        field.initial = next(iter(self.slots), None)
        self.fields["host"].initial = poll.host or host

    @property
    def chosen(self) -> Slot:
        return self.slots[self.cleaned_data["slot"]]


class ReopenForm(forms.Form):
    """Until when the group may answer now."""

    answer_by = DayField(label=_("Last day for answering"))

"""What the secretariat types at the conference's desk, beside the facts and the programme."""

from uuid import uuid4

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from portal.kit import dates
from portal.ui.days import DayField
from portal.ui.fields import GuardedCharField, GuardedTextField

from ..enums import OF_A_PART, PartKind, Selection
from ..flows.parts import PartFacts
from ..models import Conference, Part
from .pricing import check_early, early_fields, price_field


class PartForm(forms.Form):
    """What `flows.parts` writes a meal, a night or a day by."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(kind.value, kind.label) for kind in PartKind if kind != PartKind.SESSION],
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("Day"), help_text=_("A night has the day of its evening."))
    title = GuardedCharField(
        label=_("Title"),
        max_length=120,
        required=False,
        help_text=_("For instance dinner. A night needs none."),
    )
    capacity = forms.IntegerField(
        label=_("How many are there?"),
        min_value=1,
        max_value=5000,
        required=False,
        help_text=_("Empty: there is enough for all."),
    )
    price = price_field(initial=0)
    early_price, early_until = early_fields()
    twin_price = price_field(
        label=_("Price for each of two, in kroner"),
        required=False,
        help_text=_(
            "For a night: what each pays who shares a room. Empty: whoever booked the room pays for it."
        ),
    )
    early_twin_price = price_field(
        label=_("Price for each of two until that day, in kroner"),
        required=False,
        help_text=_(
            "For those who book early, as long as the price above for it holds. Empty: one price for two."
        ),
    )
    changes_until = DayField(
        label=_("Last day for changes"),
        required=False,
        help_text=_("Until then participants change it themselves. Empty: until the first day."),
    )

    def __init__(self, *args, conference: Conference, part: Part | None = None, **kwargs):
        names = PartFacts.__dataclass_fields__
        kwargs["initial"] = (
            {name: getattr(part, name) for name in names}
            if part is not None
            else {"kind": PartKind.MEAL, "on": conference.starts_on, "price": 0}
        )
        super().__init__(*args, **kwargs)
        self.conference = conference

    def clean(self):
        data = super().clean()
        check_early(self, self.conference.ends_on)
        return data

    @property
    def facts(self) -> PartFacts:
        return PartFacts(**{**self.cleaned_data, "kind": PartKind(self.cleaned_data["kind"])})


class MoveForm(forms.Form):
    """Another place in a line."""

    place = forms.IntegerField(label=_("New place in line"), min_value=1)
    reason = GuardedTextField(
        label=_("Why?"),
        max_length=500,
        rows=2,
        help_text=_("It is kept as a note on the registration; only the secretariat reads it."),
    )


class OfferForm(forms.Form):
    """Something that is free, by hand."""

    reason = GuardedTextField(
        label=_("Why?"),
        max_length=500,
        rows=2,
        required=False,
        help_text=_("Only when you pass somebody over who stands before."),
    )


class ReasonForm(forms.Form):
    """Why somebody is taken off, or their registration cancelled."""

    reason = GuardedTextField(
        label=_("Why?"),
        max_length=500,
        rows=2,
        help_text=_("It is kept as a note on the registration; only the secretariat reads it."),
    )


class PartChoice(forms.ModelChoiceField):
    """One of a conference's parts."""

    def label_from_instance(self, obj):
        return named(obj)


class LetterForm(forms.Form):
    """A letter to some of the participants."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    selection = forms.ChoiceField(
        label=_("To whom?"), choices=Selection.choices, widget=forms.RadioSelect
    )
    part = PartChoice(
        label=_("Which session, meal or night?"),
        queryset=Part.objects.none(),
        required=False,
        help_text=_("Only when the letter is about one of them."),
    )
    subject = GuardedCharField(label=_("Subject"), max_length=120)
    body = GuardedTextField(
        label=_("Letter"),
        max_length=4000,
        rows=10,
        help_text=_("Leave a line empty between paragraphs. Greeting and sender are added."),
    )

    def __init__(self, *args, conference: Conference, **kwargs):
        kwargs.setdefault("initial", {"key": uuid4(), "selection": Selection.ALL})
        super().__init__(*args, **kwargs)
        parts = conference.parts.filter(session__cancelled_at=None)
        field = self.fields["part"]
        assert isinstance(field, PartChoice), "the class says so"
        field.queryset = parts.select_related("session__conference")

    def clean(self):
        data = super().clean()
        if data.get("selection") in OF_A_PART and not data.get("part"):
            self.add_error("part", _("Choose which session, meal or night."))
        if data.get("selection") not in OF_A_PART:
            data["part"] = None
        return data


class CopyForm(forms.Form):
    """When the copy begins."""

    starts_on = DayField(label=_("First day"))


def named(part: Part) -> str:
    """A part with its day, as one tells two lunches from each other."""
    day = part.session.date if part.session is not None else part.on
    assert day is not None, "every part has its day"
    if part.kind == PartKind.NIGHT or (part.kind == PartKind.DAY and not part.title):
        return capfirst(part.name)
    return f"{capfirst(part.name)} · {dates.weekday_date(day, get_language() or 'da')}"


def with_left(part: Part) -> str:
    """The same with how much is left of it."""
    left = part.seats_left
    if left is None:
        return named(part)
    words = (
        ngettext("%(count)d left", "%(count)d left", left) % {"count": left} if left else _("full")
    )
    return f"{named(part)} · {words}"

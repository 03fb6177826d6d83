"""What is asked for a proposal, a review, an answer and a call."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events.conference.forms.arranging import MomentField
from events.conference.models import Track
from members.people.models import User
from portal.kit import dates
from portal.ui.fields import GuardedCharField, GuardedTextField

from .enums import OUTCOMES, Form, State
from .models import Call, Proposal
from .plans import Facts

NAMES = tuple(Facts.__dataclass_fields__)


class ProposalForm(forms.Form):
    """What `flows.proposing` saves a proposal by; who speaks has rows of its own."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = GuardedCharField(label=_("Title"), max_length=160)
    form = forms.ChoiceField(
        label=_("What is it?"), choices=Form.choices, widget=forms.RadioSelect, initial=Form.TALK
    )
    minutes = forms.IntegerField(
        label=_("How many minutes?"), min_value=10, max_value=480, initial=60
    )
    abstract = GuardedTextField(
        label=_("What is it about?"),
        max_length=2000,
        rows=8,
        required=False,
        help_text=_("What do those who come know or can afterwards? It stands in the programme."),
    )
    day = forms.TypedChoiceField(
        label=_("Which day suits you?"), coerce=int, empty_value=None, required=False
    )
    track = forms.ModelChoiceField(
        label=pgettext_lazy("programme", "Track"),
        queryset=Track.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    equipment = GuardedCharField(
        label=_("What do you need?"),
        max_length=300,
        required=False,
        help_text=_("For instance a projector, loose tables, sound."),
    )

    def __init__(self, *args, call: Call, proposal: Proposal | None = None, **kwargs):
        kwargs["initial"] = (
            {"key": proposal.key, **{name: getattr(proposal, name) for name in NAMES}}
            if proposal is not None
            else {"key": uuid4()}
        )
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        language = get_language() or "da"
        fields["day"].choices = [
            ("", _("All days suit me")),
            *(
                (number, capfirst(dates.weekday_date(day, language)))
                for number, day in enumerate(call.conference.dates, start=1)
            ),
        ]
        fields["track"].queryset = call.conference.tracks.all()

    @property
    def facts(self) -> Facts:
        data = {name: self.cleaned_data[name] for name in NAMES}
        return Facts(**{**data, "form": Form(data["form"])})


class ReviewForm(forms.Form):
    """One's own score and comment."""

    score = forms.TypedChoiceField(
        label=_("Score"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[
            (5, _("5 – we must have it")),
            (4, _("4 – a good one")),
            (3, _("3 – if there is room")),
            (2, _("2 – rather not")),
            (1, _("1 – not for us")),
        ],
    )
    comment = GuardedTextField(
        label=_("Comment"),
        max_length=1000,
        rows=4,
        required=False,
        help_text=_("Only the programme group and the secretariat read it."),
    )


class OutcomeForm(forms.Form):
    """What is answered, and the letter."""

    outcome = forms.ChoiceField(
        label=_("Answer"),
        choices=[(each.value, each.label) for each in OUTCOMES],
        widget=forms.RadioSelect,
    )
    body = GuardedTextField(
        label=_("Letter"),
        max_length=4000,
        rows=10,
        help_text=_("Leave a line empty between paragraphs. Greeting and sender are added."),
    )

    def clean_outcome(self) -> State:
        return State(self.cleaned_data["outcome"])


class CallForm(forms.Form):
    """When a call is open, and what is looked for."""

    opens_at = MomentField(label=_("Opens"))
    closes_at = MomentField(label=_("Closes"))
    text = GuardedTextField(
        label=_("What do we look for?"),
        max_length=2000,
        rows=6,
        required=False,
        help_text=_("Members read it before they propose something."),
    )

    def clean(self):
        data = super().clean()
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("It must close after it opens."))
        return data


class PanelForm(forms.Form):
    """A member for the programme group."""

    person = forms.ModelChoiceField(label=_("Member"), queryset=User.objects.none())

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people
        field.label_from_instance = lambda person: person.name

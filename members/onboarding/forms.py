"""What newcomers, buddies and the secretariat send in."""

from datetime import datetime, timedelta
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people.models import User
from members.people.models.account import MOST_AT_A_TIME
from members.people.queries import members
from portal.kit.dates import COPENHAGEN
from portal.ui.fields import GuardedCharField, GuardedTextField

from . import subjects
from .enums import CheckUp
from .models import Onboarding, Track
from .problems import RETIRED

#: How long one introductory meeting lasts, in minutes.
LENGTH = 30


class SubjectField(forms.ChoiceField):
    """What a step is about, grouped by the deed that it can tick."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Which one"),
            required=False,
            help_text=_(
                "For reading: which guide. For introducing oneself: which topic of the forum. Nothing "
                "chosen is any guide; an introduction then waits for the member's word."
            ),
            choices=lambda: [("", _("Any")), *subjects.choices()],
            **kwargs,
        )

    def offer_also(self, deed: str, subject: str) -> None:
        """What the step is about already stays in sight when it is retired: it is chosen anew by a person."""
        if found := subjects.gone([(deed, subject)]).get(subject):
            words = _("%(title)s (retired)") % {"title": found.title}
            self.choices = [("", _("Any")), (subject, words), *subjects.choices()]

    @staticmethod
    def judge(form, cleaned) -> None:
        """Refuse what does not belong to the deed, beside the field."""
        if not subjects.fits(cleaned.get("deed", ""), cleaned.get("subject", "")):
            form.add_error("subject", _("Choose one that belongs to what ticks the step."))
        elif cleaned.get("is_active") and subjects.gone([(cleaned["deed"], cleaned["subject"])]):
            form.add_error("subject", RETIRED)


class HelpingForm(forms.Form):
    """How many newcomers one would like to help at a time."""

    capacity = forms.TypedChoiceField(
        label=_("New members I would like to help at a time"),
        coerce=int,
        choices=[(0, _("None at present")), *((n, str(n)) for n in range(1, MOST_AT_A_TIME + 1))],
    )


class CheckForm(forms.Form):
    """What came out of asking how it goes."""

    after = forms.TypedChoiceField(
        label=_("Which check"), coerce=lambda value: CheckUp(int(value)), choices=CheckUp.choices
    )
    note = GuardedTextField(
        label=_("Note"),
        rows=3,
        max_length=1000,
        required=False,
        help_text=_("The new member can see it among their own data."),
    )


class AskForm(forms.Form):
    """Which member the secretariat asks to be somebody's buddy."""

    person: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        label=_("Member"), queryset=None, empty_label=_("Choose a member")
    )

    def __init__(self, *args, onboarding: Onboarding, **kwargs):
        super().__init__(*args, **kwargs)
        asked = onboarding.asks.values("person")
        people = members().exclude(pk=onboarding.person_id).exclude(pk__in=asked)
        chosen = cast("forms.ModelChoiceField[User]", self.fields["person"])
        chosen.queryset = people.order_by("name_key", "pk")


class TrackForm(forms.Form):
    """Along which track a newcomer goes on."""

    track: "forms.ModelChoiceField[Track]" = forms.ModelChoiceField(
        label=_("Track"),
        queryset=None,
        empty_label=_("Choose a track"),
        help_text=_("What has been done counts where the other track asks for the same."),
    )

    def __init__(self, *args, onboarding: Onboarding, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = cast("forms.ModelChoiceField[Track]", self.fields["track"])
        chosen.queryset = Track.objects.exclude(pk=onboarding.track_id)


class SlotsForm(forms.Form):
    """Times for introductory meetings, one after the other."""

    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    clock = forms.TimeField(
        label=_("First time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    count = forms.IntegerField(label=_("How many half hours"), min_value=1, max_value=12, initial=2)
    place = GuardedCharField(
        label=_("Where"),
        max_length=200,
        required=False,
        help_text=_("For instance “By phone, we call you”, or the link to a video meeting."),
    )

    def clean(self):
        cleaned = super().clean() or {}
        if cleaned.get("day") and cleaned.get("clock"):
            first = datetime.combine(cleaned["day"], cleaned["clock"], tzinfo=COPENHAGEN)
            if first <= timezone.now():
                raise ValidationError({"day": _("Choose a time that is still ahead.")})
        return cleaned

    def times(self) -> list[datetime]:
        """When the meetings begin."""
        given = self.cleaned_data
        first = datetime.combine(given["day"], given["clock"], tzinfo=COPENHAGEN)
        return [first + timedelta(minutes=LENGTH * place) for place in range(given["count"])]

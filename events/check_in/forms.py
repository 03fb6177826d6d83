"""What is typed at the door and at the desk, and what a phone sends."""

import json
from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from members.people.models import User
from portal.ui.fields import GuardedCharField

from .enums import AT_ONCE
from .flows.checking import Heard


class FindForm(forms.Form):
    """Somebody at the door, by parts of their name or municipality."""

    q = GuardedCharField(
        label=_("Name or municipality"),
        max_length=100,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "enterkeyhint": "search"}
        ),
    )


class HelperChoice(forms.ModelChoiceField):
    """One of the members, by name."""

    def label_from_instance(self, obj):
        return obj.name


class HelperForm(forms.Form):
    """Who is to help at the door."""

    person = HelperChoice(label=_("Which member?"), queryset=User.objects.none())

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, HelperChoice), "the class says so"
        field.queryset = people


class SyncForm(forms.Form):
    """What a phone has done since its last call, and how far it has come: `deeds` is a list of
    `[uid, registration, part, 1 or 0, when]`, and a 1 after it for a meal that is eaten without having been
    ordered; `when` and `sent` are by the phone's own clock, in
    milliseconds, so only the time between them is believed."""

    after = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    roster = forms.CharField(max_length=16, required=False)
    sent = forms.IntegerField(min_value=0, max_value=2**53)
    deeds = forms.CharField(max_length=100 * AT_ONCE)

    def clean_deeds(self) -> list[list]:
        try:
            rows = json.loads(self.cleaned_data["deeds"])
            if not isinstance(rows, list) or len(rows) > AT_ONCE:
                raise ValueError
            return [self._row(*row) for row in rows]
        except (ValueError, TypeError, RecursionError):
            raise forms.ValidationError("not a list of deeds", code="deeds") from None

    @staticmethod
    def _row(uid, registration, part, is_in, when, anyway=0) -> list:
        numbers = (registration, part, is_in, when, anyway)
        if any(type(each) is not int or not 0 <= each < 2**53 for each in numbers):
            raise ValueError
        if max(registration, part) >= 2**31:
            raise ValueError
        return [UUID(uid), registration, part, bool(is_in), when, bool(anyway)]

    def heard(self, now: datetime) -> list[Heard]:
        """The deeds, each at its time by the portal's clock."""
        sent = self.cleaned_data["sent"]
        found = []
        for uid, registration, part, is_in, when, anyway in self.cleaned_data["deeds"]:
            # A phone whose clock was set meanwhile cannot put anything further back than the rules allow.
            ago = timedelta(milliseconds=min(max(sent - when, 0), 30 * 86_400_000))
            found.append(Heard(uid, registration, part, is_in, now - ago, anyway))
        return found

"""What is said of a text, as it is sent in."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forum.questions.enums import Reason
from members.groups.models import Group
from portal.ui.fields import GuardedCharField, GuardedTextField

from .enums import Outcome


class ReportForm(forms.Form):
    """What is wrong with a text."""

    reason = forms.ChoiceField(label=_("What is wrong?"), choices=Reason, widget=forms.RadioSelect)
    word = GuardedTextField(
        label=_("A word about it"),
        help_text=_(
            "Only the secretariat reads it. The one who wrote the text never sees who you are."
        ),
        max_length=1000,
        rows=4,
        required=False,
    )


class HideForm(forms.Form):
    """Why a text is hidden while it is looked at."""

    reason = forms.ChoiceField(
        label=_("Why?"), choices=[(value, capfirst(words)) for value, words in Reason.choices]
    )
    note = GuardedCharField(
        label=_("A word to the one who wrote it"), max_length=300, required=False
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, auto_id="skjul_%s", **kwargs)


class SettleForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=Outcome, widget=forms.RadioSelect
    )
    note = GuardedCharField(
        label=_("A word to those who reported it"), max_length=500, required=False
    )

    def __init__(self, data=None):
        super().__init__(data, auto_id="afgoer_%s")


class MoveForm(forms.Form):
    """Who is to read a question instead."""

    audience = forms.ModelChoiceField(
        label=_("Who is to read it?"),
        queryset=Group.objects.all(),
        empty_label=_("The whole network"),
        required=False,
    )
    reason = GuardedCharField(
        label=_("Why?"),
        help_text=_("The one who asked reads it, and everybody who is asked whether it may move."),
        max_length=200,
    )

    def __init__(self, data=None):
        super().__init__(data, auto_id="flyt_%s")

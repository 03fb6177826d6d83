"""What members offer and what the secretariat sets, as it is sent in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.topics.models import Topic

from .models import LONGEST, MOST_OFTEN


class HelpingForm(forms.Form):
    """The topics one would like to help with."""

    topics = forms.ModelMultipleChoiceField(
        label=_("I would like to help with questions about"),
        queryset=Topic.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def _days(label, hint) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=hint, min_value=1, max_value=LONGEST)


def _times(label) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=_("0 is never."), min_value=0, max_value=MOST_OFTEN
    )


class IntervalsForm(forms.Form):
    """How long questions wait, in working days."""

    tell_after = _days(
        _("Unanswered: working days before volunteers and secretariat are told"),
        _(
            "Only whole working days count, and public holidays do not. With 2 they are told on "
            "Wednesday at seven of a question from Friday. The next time comes after as many days again."
        ),
    )
    tell_times = _times(_("Unanswered: how often they are told at most"))
    remind_after = _days(
        _("Answered: working days before the asker is reminded"),
        _(
            "Counted from the latest answer. The asker is asked whether it solved the matter, and can say "
            "“not yet” with one click; then the portal does not ask again."
        ),
    )
    remind_times = _times(_("Answered: how often the asker is reminded at most"))

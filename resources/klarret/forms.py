"""What members write to the secretariat, and its answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import GuardedTextField

from .enums import Reply

REQUIRED = {"required": _("Write a few words, so that the secretariat knows what you mean.")}


class OfferForm(forms.Form):
    """An offer to write along."""

    words = GuardedTextField(
        label=_("What would you like to do?"),
        max_length=2000,
        rows=5,
        help_text=_(
            "For instance: I can read drafts in January, and I know the rules for children."
        ),
        error_messages=REQUIRED,
    )


class DifferenceForm(forms.Form):
    """What is different in one's own municipality."""

    words = GuardedTextField(
        label=_("What is different where you are?"),
        max_length=2000,
        rows=6,
        help_text=_("Write about rules, forms and ways of working. Never about a citizen."),
        error_messages=REQUIRED,
    )


class AnswerForm(forms.Form):
    """The secretariat's answer."""

    reply = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(Reply.YES, Reply.YES.label), (Reply.NO, Reply.NO.label)],
        widget=forms.RadioSelect,
    )
    words = GuardedTextField(
        label=_("A word to the member"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("A no always has one."),
    )

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import GuardedCharField

from .actions import WORDS


class TrailForm(forms.Form):
    """What the trail is narrowed by."""

    person = GuardedCharField(
        label=_("Person (name, e-mail or number)"), required=False, max_length=120
    )
    action = forms.ChoiceField(label=_("Action"), required=False)
    object = GuardedCharField(
        label=_("Object (kind, or kind and number)"),
        required=False,
        max_length=120,
        help_text=_("For instance questions.question 12."),
    )
    since = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Until and including"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = sorted(WORDS.items(), key=lambda pair: pair[1])
        self.fields["action"].choices = [("", _("All actions")), *words]

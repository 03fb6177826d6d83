"""Whether a late cancellation is charged."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import GuardedTextField


class LateForm(forms.Form):
    """Yes or no, and why."""

    is_charged = forms.TypedChoiceField(
        label=_("Is the payer charged?"),
        choices=[("ja", _("Yes, for what they had")), ("nej", _("No"))],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
    )
    note = GuardedTextField(
        label=_("Why?"),
        max_length=500,
        rows=2,
        help_text=_("It is kept as a note on the registration; only the secretariat reads it."),
    )

"""What a writer has against the use of their words, as it is sent in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import GuardedTextField


class ObjectionForm(forms.Form):
    """A word to the secretariat."""

    words = GuardedTextField(
        label=_("What would you like to be different?"),
        max_length=1000,
        rows=3,
        help_text=_(
            "For instance “Leave the example out” or “Please do not use it”. It is not published before "
            "the secretariat has answered you."
        ),
        error_messages={"required": _("Write what you would like to be different.")},
    )

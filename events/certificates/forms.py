"""What is typed at the list of a date, when a certificate is withdrawn, and by whoever looks one up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import GuardedCharField

from . import numbers


class SearchForm(forms.Form):
    """A member who is not on the list, by a part of the name."""

    q = GuardedCharField(label=_("Name"), max_length=100)


class WithdrawForm(forms.Form):
    """Why a certificate no longer holds."""

    because = GuardedCharField(
        label=_("Why do you withdraw it?"),
        max_length=300,
        help_text=_(
            "The holder can read it. Whoever looks the number up sees only that it was withdrawn."
        ),
    )


class NumberForm(forms.Form):
    """The number of a certificate, however it is typed."""

    number = GuardedCharField(
        label=_("The certificate's number"),
        max_length=60,
        help_text=_(
            "Three groups of four, for instance KT7M-4XRD-9QHN. Blanks and small letters do not matter."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "class": "input-char-27"}
        ),
    )

    def clean_number(self) -> str:
        number = numbers.read(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(
                _(
                    "This cannot be a certificate's number. It has twelve characters; look whether one is "
                    "missing."
                ),
                code="shape",
            )
        return number

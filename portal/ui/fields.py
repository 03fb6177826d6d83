"""Form fields for free text, with the CPR guard already on, and for e-mail addresses and phone numbers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kit import addresses, danish

from .validators import no_cpr


class GuardedCharField(forms.CharField):
    """One line of free text."""

    default_validators = [no_cpr]


class AddressField(forms.EmailField):
    """An e-mail address, in whatever spelling it is typed; it is checked and given back as it is kept."""

    def to_python(self, value):
        return addresses.tidy(super().to_python(value))


class GuardedTextField(forms.CharField):
    """Several lines of free text."""

    default_validators = [no_cpr]
    widget = forms.Textarea

    def __init__(self, *, rows: int = 6, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)


class PhoneField(forms.CharField):
    """Eight digits, written in any usual way and stored in one."""

    def __init__(self, **kwargs):
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "input-char-11"}),
        )
        super().__init__(max_length=20, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return ""
        try:
            return danish.phone(value)
        except ValueError:
            raise forms.ValidationError(
                _("Write eight digits, for instance 12 34 56 78."), code="phone"
            ) from None

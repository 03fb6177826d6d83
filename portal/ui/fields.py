"""Form fields for free text, with the CPR guard already on, and for e-mail addresses."""

from django import forms

from portal.kit import addresses

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

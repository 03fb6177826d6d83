"""Form fields for free text, with the CPR guard already on."""

from django import forms

from .validators import no_cpr


class GuardedCharField(forms.CharField):
    """One line of free text."""

    default_validators = [no_cpr]


class GuardedTextField(forms.CharField):
    """Several lines of free text."""

    default_validators = [no_cpr]
    widget = forms.Textarea

    def __init__(self, *, rows: int = 6, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

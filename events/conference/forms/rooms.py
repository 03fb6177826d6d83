"""What the secretariat says of a room for two."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Registration
from .on_behalf import why
from .sharing import full_name


class OtherChoice(forms.ModelChoiceField):
    """One of those who come, by name and municipality."""

    def label_from_instance(self, obj):
        return full_name(obj)


class TogetherForm(forms.Form):
    """Whom somebody is put in one room with."""

    other = OtherChoice(label=_("With whom?"), queryset=Registration.objects.none())
    note = why()

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        assert isinstance(field, OtherChoice), "the class says so"
        field.queryset = others
        self.fields["note"].help_text = _(
            "Write that both have agreed, and when. Both are told, and either can say no on their own page."
        )


class PartForm(forms.Form):
    """Why two do not share a room any more."""

    note = why()


class AloneForm(forms.Form):
    """What somebody pays who is left in a room for two."""

    ALONE, AS_AGREED = "alone", "agreed"

    pays = forms.ChoiceField(
        label=_("What do they pay?"),
        choices=[
            (AS_AGREED, _("What they have agreed to, as one of two")),
            (ALONE, _("The price of a room of their own")),
        ],
        widget=forms.RadioSelect,
    )
    note = why()

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.topics.models import Topic
from portal.ui.fields import GuardedCharField

from .enums import Kind


class FilterForm(forms.Form):
    """What the list is narrowed by; an unknown choice in an old link is simply not used."""

    q = GuardedCharField(
        label=_("Search in the library"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    emne: "forms.ModelChoiceField[Topic]" = forms.ModelChoiceField(
        label=_("Topic"),
        required=False,
        queryset=None,
        to_field_name="slug",
        empty_label=_("All topics"),
    )
    art = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["emne"].queryset = Topic.objects.all()
        self.fields["art"].choices = [("", _("All kinds")), *Kind.choices]

    def chosen(self) -> dict:
        """The valid choices: words, topic, kind."""
        self.is_valid()
        cleaned = getattr(self, "cleaned_data", {})
        return {
            "words": cleaned.get("q", ""),
            "topic": cleaned.get("emne"),
            "kind": cleaned.get("art", ""),
        }

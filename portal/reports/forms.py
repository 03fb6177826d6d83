from django import forms
from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.kit import danish
from portal.ui.days import DayField
from portal.ui.fields import GuardedCharField

from .actions import WORDS

#: The rooms whose objects stand in the trail.
ROOMS = ("members", "events", "forum", "resources", "portal")


def _kinds() -> list[tuple[str, str]]:
    """Every kind of object of ours, by the word that the desk uses for it, in Danish order."""
    kinds = [
        (model._meta.label_lower, capfirst(str(model._meta.verbose_name)))
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in ROOMS
    ]
    return sorted(kinds, key=lambda pair: danish.sort_key(pair[1]))


class TrailForm(forms.Form):
    """What the trail is narrowed by."""

    person = GuardedCharField(
        label=_("Person"),
        required=False,
        max_length=120,
        help_text=_("Name, e-mail or number."),
    )
    action = forms.ChoiceField(label=_("What was done"), required=False)
    kind = forms.ChoiceField(label=_("To what"), required=False)
    number = forms.IntegerField(label=_("Number"), required=False, min_value=1)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until and including"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = sorted(WORDS.items(), key=lambda pair: danish.sort_key(pair[1]))
        self.fields["action"].choices = [("", _("Everything")), *words]
        self.fields["kind"].choices = [("", _("Everything")), *_kinds()]

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        if data.get("number") and not data.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Choose what the number belongs to."))
        return data

    @property
    def narrowing(self) -> dict:
        """The valid choices as `audit_queries.narrowed` takes them; what is wrong narrows nothing."""
        self.is_valid()
        chosen = dict(self.cleaned_data)
        kind, number = chosen.pop("kind", ""), chosen.pop("number", None)
        return {**chosen, "object": f"{kind} {number or ''}".strip()}

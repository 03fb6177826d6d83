"""What the lists are narrowed by, and how often a group means to meet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.groups.enums import GroupKind

from .enums import Standing
from .problems import SLOWEST


class FilterForm(forms.Form):
    """A standing and a kind of group; an unknown choice in an old link is not used."""

    staar = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *Standing.choices]
    )
    slags = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all")), *GroupKind.choices]
    )

    def chosen(self) -> tuple[str, str]:
        self.full_clean()
        return self.cleaned_data.get("staar", ""), self.cleaned_data.get("slags", "")


class RhythmForm(forms.Form):
    """Between how many weeks and how many the group meets again."""

    from_weeks = forms.IntegerField(
        label=_("Meets at the earliest after (weeks)"), min_value=1, max_value=SLOWEST
    )
    to_weeks = forms.IntegerField(
        label=_("Meets at the latest after (weeks)"), min_value=1, max_value=SLOWEST
    )

"""What readers say of material, and what the desk fills in."""

from datetime import date, timedelta
from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people.models import User
from portal.ui.days import WrittenDayField
from portal.ui.fields import GuardedCharField, GuardedTextField
from resources.library.models import Guide, LegalBasis
from resources.library.reach import readers_of

from .enums import Check, Licence, Outcome
from .models import Care

HELPED = [("ja", _("Yes")), ("nej", _("No"))]


def in_a_year() -> date:
    return timezone.localdate() + timedelta(days=365)


def _person(label) -> "forms.ModelChoiceField[User]":
    return forms.ModelChoiceField(
        label=label, queryset=User.objects.none(), required=False, empty_label=_("Nobody")
    )


class CareForm(forms.Form):
    """Who answers for one piece of material, and where it comes from."""

    owner = _person(_("Who answers for it?"))
    deputy = _person(_("Who takes over when they are away or leave?"))
    review_on = WrittenDayField(
        label=_("Looked at again at the latest on"),
        required=False,
        help_text=_("Both of them hear on that day that it is time."),
    )
    source = GuardedCharField(
        label=_("Where does it come from?"),
        max_length=300,
        required=False,
        help_text=_("For instance: Odense’s template from 2024, file “Brev 3”."),
    )
    source_link = forms.URLField(
        label=_("Address of the original"), required=False, assume_scheme="https", max_length=200
    )
    licence = forms.ChoiceField(label=_("What may others do with it?"), required=False)
    licence_words = GuardedCharField(
        label=_("In words"),
        max_length=200,
        required=False,
        help_text=_("Needed for “something else”. For instance: only with the author’s name."),
    )

    def __init__(self, *args, guide: Guide, care: Care | None, **kwargs):
        if care is not None:
            kwargs["initial"] = {name: getattr(care, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        for name in ("owner", "deputy"):
            field = cast("forms.ModelChoiceField[User]", self.fields[name])
            field.queryset = readers_of(guide).order_by("name_key", "pk")
        licence = cast(forms.ChoiceField, self.fields["licence"])
        licence.choices = [("", _("Nothing is said")), *Licence.choices]


class ReviewedForm(forms.Form):
    """When material is looked at the next time."""

    next_on = WrittenDayField(
        label=_("The next time at the latest on"), required=False, initial=in_a_year
    )


class OpinionForm(forms.Form):
    """Whether it helped."""

    helped = forms.ChoiceField(label=_("Did it help you?"), choices=HELPED)
    words = GuardedTextField(
        label=_("A word to whoever answers for it"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("It is read without your name. Never write about a citizen."),
    )


class ReportForm(forms.Form):
    """What is out of date."""

    words = GuardedTextField(
        label=_("What is out of date?"),
        max_length=2000,
        rows=5,
        help_text=_("For instance: The deadline in the third part is seven days since 1 January."),
        error_messages={"required": _("Write what is out of date, so that it can be mended.")},
    )


class SettleForm(forms.Form):
    """What came of a report."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[choice for choice in Outcome.choices if choice[0] != Outcome.WAITS],
        widget=forms.RadioSelect,
    )
    answer = GuardedTextField(
        label=_("A word to the one who reported it"),
        max_length=1000,
        rows=3,
        error_messages={"required": _("Write a word to the one who reported it.")},
    )


class RuleChangeForm(forms.Form):
    """Which rule has changed."""

    basis = forms.ModelChoiceField(
        label=_("Which rule?"),
        queryset=LegalBasis.objects.all(),
        empty_label=_("Choose a rule"),
        help_text=_("A rule that is not there is added under Legal bases first."),
    )
    since = WrittenDayField(label=_("From which day?"))
    words = GuardedCharField(
        label=_("What has changed?"),
        max_length=300,
        help_text=_(
            "Readers see it. For instance: The deadline is seven working days instead of ten."
        ),
        error_messages={"required": _("Write what has changed; readers see it.")},
    )


class CheckForm(forms.Form):
    """What came of looking at one piece again."""

    outcome = forms.ChoiceField(label=_("What came of it?"), choices=Check.choices)

"""What the secretariat fills in of a collection: what it is for, and its material row by row."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import GuardedCharField, GuardedTextField
from resources.library.models import Guide

from .models import Collection, Place
from .problems import MOST

EMPTY_ROWS = 3


class CollectionForm(forms.Form):
    """What a collection is; `seen` tells which state of it was opened."""

    title = GuardedCharField(label=_("Title"), max_length=120)
    purpose = GuardedTextField(
        label=_("What is it for?"),
        max_length=1000,
        rows=3,
        help_text=_("For instance: For the first weeks in office. Read it in this order."),
    )
    for_everyone = forms.BooleanField(
        label=_("Everyone may see it"),
        required=False,
        help_text=_("Others than members see only the material in it that everyone may read."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args, collection: Collection | None, **kwargs):
        if collection is not None:
            names = ("title", "purpose", "for_everyone", "seen")
            kwargs["initial"] = {name: getattr(collection, name) for name in names}
        super().__init__(*args, **kwargs)


class PlaceForm(forms.Form):
    """One piece of material; a row without a choice is none."""

    guide = forms.TypedChoiceField(
        label=_("Material"), coerce=int, empty_value=None, required=False
    )
    line = GuardedCharField(
        label=_("A line on it"),
        max_length=200,
        required=False,
        help_text=_("Why does it stand here?"),
    )
    order = forms.IntegerField(
        label=_("Order"),
        min_value=1,
        max_value=999,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input-char-4"}),
    )
    out = forms.BooleanField(label=_("Take it out"), required=False)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        guide = self.fields["guide"]
        assert isinstance(guide, forms.ChoiceField)
        guide.choices = choices


def place_forms(data=None, *, guides: Sequence[Guide], places: Sequence[Place] = ()):
    """The rows there are and some empty ones."""
    choices = [("", _("Choose …")), *((guide.pk, guide.full_title) for guide in guides)]
    rows = forms.formset_factory(
        PlaceForm, extra=EMPTY_ROWS, max_num=MOST + EMPTY_ROWS, absolute_max=MOST + EMPTY_ROWS
    )
    initial = [
        {"guide": place.guide_id, "line": place.line, "order": place.order} for place in places
    ]
    return rows(data, prefix="raekke", initial=initial, form_kwargs={"choices": choices})


def rows_of(forms_, guides: Sequence[Guide]) -> list[tuple[Guide, str]]:
    """The material of valid rows in the order that was asked for; what has no number comes last."""
    known = {guide.pk: guide for guide in guides}
    chosen = [
        (row.cleaned_data.get("order") or 1000, at, row.cleaned_data)
        for at, row in enumerate(forms_)
        if row.cleaned_data.get("guide") and not row.cleaned_data.get("out")
    ]
    return [
        (known[data["guide"]], data["line"])
        for _order, _at, data in sorted(chosen, key=lambda each: each[:2])
    ]

"""What a member says of what they give, and the secretariat's answer."""

import uuid
from dataclasses import fields as fields_of
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.topics.models import Topic
from portal.ui.fields import GuardedCharField, GuardedTextField
from portal.ui.uploads import FilesField, Upload, all_of, what_is_taken
from portal.ui.validators import no_cpr

from .enums import KINDS, Credit
from .models import ContributedFile, Contribution
from .problems import NO_LED_TO, NO_LINK, NO_TRIED
from .saying import COLUMNS, FIELDS_OF_SOME, Said, has_field


class ContributionForm(forms.Form):
    """What it is, in words and files, and that it may be given.

    Fields that not every kind has are on the page all the same, and stay filled in while somebody tries
    another kind; of what belongs to another kind nothing is judged, and nothing sent on."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    title = GuardedCharField(label=_("Title"), max_length=200)
    summary = GuardedTextField(
        label=_("In short"),
        max_length=600,
        rows=3,
        help_text=_("One or two sentences for the list: what does a colleague get here?"),
    )
    tried = GuardedTextField(
        label=_("What have you tried?"),
        max_length=5000,
        rows=5,
        help_text=_("What you did, with whom, for how long."),
        error_messages={"required": NO_TRIED.message},
    )
    led_to = GuardedTextField(
        label=_("What did it lead to?"),
        max_length=5000,
        rows=5,
        help_text=_("What did not work is worth as much to a colleague."),
        error_messages={"required": NO_LED_TO.message},
    )
    use = GuardedTextField(
        label=_("How is it used?"),
        max_length=5000,
        rows=5,
        required=False,
        help_text=_("Or the text itself, if there is no file."),
    )
    link = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        validators=[no_cpr],
        help_text=_("Begins with https://"),
        error_messages={"required": NO_LINK.message},
    )
    attached = FilesField(label=_("Files"))
    drop = forms.ModelMultipleChoiceField(
        label=_("Take these files out"),
        queryset=ContributedFile.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    credit = forms.ChoiceField(
        label=_("Whom do readers see it is from?"),
        choices=Credit.choices,
        widget=forms.RadioSelect,
        initial=Credit.MUNICIPALITY,
    )
    has_rights = forms.BooleanField(
        label=_("The network may use it"),
        help_text=_("I have made it myself, or may pass it on. Colleagues may adapt it."),
        error_messages={"required": _("Confirm that the network may use it.")},
    )
    nobody_recognised = forms.BooleanField(
        label=_("No citizen can be recognised"),
        help_text=_("Neither by name, place and time, nor by a story that only one person has."),
        error_messages={"required": _("Look it through first: can anybody be recognised?")},
    )

    def __init__(self, *args, contribution: Contribution | None = None, **kwargs):
        if contribution is not None:
            kwargs["initial"] = {name: getattr(contribution, name) for name in COLUMNS}
            kwargs["initial"]["topics"] = contribution.topics.all()
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(kind.value, str(kind.label).capitalize()) for kind in KINDS]
        fields["attached"].help_text = what_is_taken()
        if contribution is None:
            del fields["drop"]
        else:
            del fields["key"]
            if contribution.files.all():
                fields["drop"].queryset = contribution.files.all()
                fields["drop"].label_from_instance = lambda file: f"{file.name} ({file.facts})"
            else:
                del fields["drop"]

    def clean_attached(self) -> list[Upload]:
        return all_of(self.cleaned_data["attached"])

    @property
    def places(self) -> list[tuple[forms.BoundField, str]]:
        """The fields in order, each with the kinds that have it; nothing for those that all have."""
        return [
            (field, " ".join(FIELDS_OF_SOME.get(field.name, ()))) for field in self.visible_fields()
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind = data.get("kind", "")
        for name in FIELDS_OF_SOME:
            if not has_field(kind, name):
                self.errors.pop(name, None)
                data[name] = [] if name == "attached" else ""
        return data

    @property
    def said(self) -> Said:
        """What was said of it, as the flows take it."""
        data = {each.name: self.cleaned_data[each.name] for each in fields_of(Said)}
        return Said(**{**data, "title": " ".join(data["title"].split())})

    @property
    def others(self) -> dict[str, Any]:
        """The rest that the flows take: the files, those to take out, and the key."""
        names = {"attached": "uploads", "drop": "drop", "key": "key"}
        return {
            to: self.cleaned_data[name] for name, to in names.items() if name in self.cleaned_data
        }


class ReplyForm(forms.Form):
    """The secretariat's word to the member."""

    words = GuardedTextField(
        label=_("A word to the member"),
        max_length=1000,
        rows=4,
        help_text=_("They read it on their page. What is missing, or why not?"),
        error_messages={"required": _("Write a word to the member; they read it.")},
    )

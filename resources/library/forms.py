"""What readers narrow the list by, and what the secretariat fills in at the desk."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.blocks import BlockField

from portal.kit import dates
from portal.topics.models import Topic
from portal.ui.fields import GuardedCharField, GuardedTextField
from portal.ui.uploads import FilesField, FilesInput, Upload, all_of, what_is_taken

from .blocks import TextBlock, as_blocks, as_sections
from .enums import Kind, Line, Status
from .models import Draft, Edition, Guide, Version
from .problems import to_move
from .replacing import chosen


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

    def offer(self, topics: Iterable[tuple[str, str]]) -> None:
        """These topics, by short name and name, instead of those of the database: for a page that is made of
        what was read already."""
        field = self.fields["emne"]
        assert isinstance(field, forms.ModelChoiceField)
        field.choices = [("", field.empty_label), *topics]

    def chosen(self) -> dict:
        """The valid choices: words, topic, kind."""
        self.is_valid()
        cleaned = getattr(self, "cleaned_data", {})
        return {
            "words": cleaned.get("q", ""),
            "topic": cleaned.get("emne"),
            "kind": cleaned.get("art", ""),
        }


class EditionForm(forms.Form):
    """How far an edition is, and who writes it; readers see both at once."""

    status = forms.ChoiceField(label=_("How far is it?"), widget=forms.RadioSelect)
    writers = GuardedCharField(
        label=_("Who writes it?"),
        max_length=300,
        required=False,
        help_text=_("Members read it, for instance “Odense and Vejle”."),
    )

    def __init__(self, *args, edition: Edition, **kwargs):
        kwargs["initial"] = {"status": edition.status, "writers": edition.writers}
        super().__init__(*args, **kwargs)
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)
        status.choices = [choice for choice in Status.choices if not to_move(edition, choice[0])]


class ReviewForm(forms.Form):
    """What a second person says of a text: `seen` tells which wording they have read."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=120)
    comment = GuardedTextField(
        label=_("A word to the writer"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("Must be filled in when you send it back: what has to be different?"),
    )


class EditionWritingForm(WagtailAdminModelForm):
    """Wagtail's form for an edition: what a national one starts from is a version of Copenhagen's."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "based_on" not in self.fields:
            return
        if self.instance.line != Line.NATIONAL:
            del self.fields["based_on"]
            return
        field = self.fields["based_on"]
        assert isinstance(field, forms.ModelChoiceField)
        field.label = _("Starts from Copenhagen’s")
        field.label_from_instance = _by_number  # type: ignore[method-assign]
        field.queryset = Version.objects.filter(
            edition__guide=self.instance.guide_id, edition__line=Line.COPENHAGEN
        ).defer("text", "body")


def _by_number(version) -> str:
    words = _("version %(number)d, %(date)s")
    date = dates.long_date(version.published_at, get_language() or "da")
    return str(words % {"number": version.number, "date": date})


class InsteadForm(forms.Form):
    """What is read instead of something that is gone; `choices` are those of `replacing.choices_for`."""

    instead = forms.ChoiceField(
        label=_("What replaces it?"),
        required=False,
        help_text=_("Its address leads readers on to that."),
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        instead = self.fields["instead"]
        assert isinstance(instead, forms.ChoiceField)
        instead.choices = [("", _("Nothing replaces it")), *choices]

    @property
    def answers(self) -> dict:
        """The cleaned data as the flow takes it."""
        return {**self.cleaned_data, "instead": chosen(self.cleaned_data["instead"])}


class WithdrawalForm(InsteadForm):
    """Why a version is taken away from readers."""

    because = GuardedTextField(
        label=_("Why is it withdrawn?"),
        max_length=300,
        rows=3,
        help_text=_("Members read it. For instance: The rule was changed on 1 January."),
        error_messages={"required": _("Write why it is withdrawn; members read it.")},
    )
    field_order = ["because", "instead"]


class RetirementForm(InsteadForm):
    """Why material is taken out of use."""

    because = GuardedTextField(
        label=_("Why is it retired?"),
        max_length=300,
        rows=3,
        help_text=_("Members read it. For instance: The act was repealed on 1 January."),
        error_messages={"required": _("Write why it is retired; members read it.")},
    )
    field_order = ["because", "instead"]


class DraftForm(forms.Form):
    """What stands in a draft."""

    title = GuardedCharField(label=_("Title"), max_length=200)
    summary = GuardedTextField(
        label=_("In short"),
        max_length=600,
        rows=3,
        required=False,
        help_text=_("One or two sentences for the list: what does one learn here?"),
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    related = forms.ModelMultipleChoiceField(
        label=_("Related material"),
        queryset=Guide.objects.filter(retirement__isnull=True).only("number", "title"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, draft: Draft, **kwargs):
        block = TextBlock()
        kwargs["initial"] = {
            "title": draft.title,
            "summary": draft.summary,
            "topics": draft.topics.all(),
            "related": draft.related.all(),
            "sections": as_blocks(block, draft.sections),
        }
        super().__init__(*args, **kwargs)
        self.fields["sections"] = BlockField(block=block, label=_("The text"))

    @property
    def answers(self) -> dict:
        """The cleaned data as the flow takes it."""
        data = dict(self.cleaned_data)
        data["sections"] = as_sections(data["sections"])
        data["title"] = " ".join(data["title"].split())
        return data


class ReplyForm(forms.Form):
    """A word to one who has objected."""

    reply = GuardedTextField(
        label=_("Your answer"),
        max_length=1000,
        rows=2,
        help_text=_(
            "Only the one who objected reads it. For instance: We have left the example out."
        ),
        error_messages={"required": _("Write a word to the one who objected.")},
    )


class CheckForm(forms.Form):
    """Can anybody be recognised? Each point is ticked by the one who publishes, of the wording they read."""

    seen = forms.CharField(widget=forms.HiddenInput)
    no_citizen = forms.BooleanField(
        label=_("No citizen can be recognised"),
        help_text=_("Neither by name, place and time, nor by a story that only one person has."),
    )
    no_colleague = forms.BooleanField(
        label=_("No colleague and no municipality can be recognised"),
        help_text=_("Not by what only one office does, either. Some wrote anonymously."),
    )
    still_right = forms.BooleanField(
        label=_("The law and the advice still hold"),
        help_text=_("Readers take what stands in the library as something that can be relied on."),
    )


class FilesForm(forms.Form):
    """Files to put beside a text; one alone can be given a title."""

    attached = FilesField(label=_("Files"))
    title = GuardedCharField(
        label=_("Title"),
        max_length=160,
        required=False,
        help_text=_("For a single file. Several files are called what their names say."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["attached"].help_text = what_is_taken()

    def clean_attached(self) -> list[Upload]:
        uploads = all_of(self.cleaned_data["attached"])
        if not uploads:
            raise ValidationError(_("Choose a file."), code="required")
        return uploads


class FileForm(forms.Form):
    """What a file beside a text is called, and the one that replaces it."""

    title = GuardedCharField(label=_("Title"), max_length=160)
    attached = FilesField(
        label=_("Another file instead"),
        help_text=_("Its address stays the same. Leave it empty to keep the file that is there."),
        widget=FilesInput({"multiple": False}),
    )

    def clean_attached(self) -> Upload | None:
        uploads = all_of(self.cleaned_data["attached"])
        if len(uploads) > 1:
            raise ValidationError(_("Choose one file only."), code="too_many")
        return uploads[0] if uploads else None

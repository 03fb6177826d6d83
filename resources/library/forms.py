"""What readers narrow the list by, and what the secretariat fills in at the desk."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BlockField

from portal.kit import dates
from portal.topics.models import Topic
from portal.ui.fields import GuardedCharField, GuardedTextField

from .blocks import TextBlock, as_blocks, as_sections
from .enums import Extent, Kind, Line, Status
from .models import Draft, Edition, Guide, Version
from .problems import to_move


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


class BasisField(forms.ModelChoiceField):
    """A version of Copenhagen's edition, by number and date."""

    def label_from_instance(self, obj: Version) -> str:
        words = _("version %(number)d, %(date)s")
        date = dates.long_date(obj.published_at, get_language() or "da")
        return str(words % {"number": obj.number, "date": date})


class EditionForm(forms.Form):
    """How far an edition is, and who writes it."""

    status = forms.ChoiceField(label=_("How far is it?"), widget=forms.RadioSelect)
    writers = GuardedCharField(
        label=_("Who writes it?"),
        max_length=300,
        required=False,
        help_text=_("Members read it, for instance “Odense and Vejle”."),
    )
    note = GuardedTextField(
        label=_("What is different in this edition?"),
        max_length=2000,
        rows=4,
        required=False,
        help_text=_("Members read it under the text."),
    )
    based_on = BasisField(label=_("Starts from Copenhagen’s"), required=False, queryset=None)

    def __init__(self, *args, edition: Edition, **kwargs):
        kwargs["initial"] = {
            "status": edition.status,
            "writers": edition.writers,
            "note": edition.note,
            "based_on": edition.based_on_id,
        }
        super().__init__(*args, **kwargs)
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)
        status.choices = [choice for choice in Status.choices if not to_move(edition, choice[0])]
        _offer_bases(self, edition)


class VersionForm(forms.Form):
    """The next version of an edition."""

    number = forms.IntegerField(
        label=_("Version number"),
        min_value=1,
        max_value=32_000,
        help_text=_("The next number is proposed."),
    )
    extent = forms.ChoiceField(
        label=_("How much is changed?"),
        choices=Extent.choices,
        widget=forms.RadioSelect,
        help_text=_("New content is shown as news on My page; a small correction is not."),
    )
    change = GuardedTextField(
        label=_("What has changed?"),
        max_length=400,
        rows=2,
        help_text=_("Members read it in the list of versions."),
    )
    based_on = BasisField(label=_("Starts from Copenhagen’s"), required=False, queryset=None)

    def __init__(self, *args, edition: Edition, sections: list[dict], next_number: int, **kwargs):
        block = TextBlock()
        kwargs["initial"] = {
            "number": next_number,
            "extent": Extent.REVISION,
            "change": "" if next_number > 1 else _("The first version."),
            "based_on": edition.based_on_id,
            "sections": as_blocks(block, sections),
        }
        super().__init__(*args, **kwargs)
        self.fields["sections"] = BlockField(block=block, label=_("The text"))
        _offer_bases(self, edition)

    @property
    def answers(self) -> dict:
        """The cleaned data as the flow takes it."""
        data = dict(self.cleaned_data)
        data["sections"] = as_sections(data["sections"])
        data["change"] = " ".join(data["change"].split())
        data.setdefault("based_on", None)
        return data


class WithdrawalForm(forms.Form):
    """Why a version is taken away from readers."""

    because = GuardedTextField(
        label=_("Why is it withdrawn?"),
        max_length=300,
        rows=3,
        help_text=_("Members read it. For instance: The rule was changed on 1 January."),
        error_messages={"required": _("Write why it is withdrawn; members read it.")},
    )


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
        queryset=Guide.objects.only("number", "title"),
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
    """Can anybody be recognised? Each point is ticked by the one who publishes."""

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


def _offer_bases(form: forms.Form, edition: Edition) -> None:
    """Only a national edition starts from a version of Copenhagen's. What is said once is not unsaid."""
    if edition.line != Line.NATIONAL:
        del form.fields["based_on"]
        return
    field = form.fields["based_on"]
    assert isinstance(field, BasisField)
    field.queryset = Version.objects.filter(
        edition__guide=edition.guide_id, edition__line=Line.COPENHAGEN
    ).defer("text", "sections")
    if edition.based_on_id:
        field.empty_label = None

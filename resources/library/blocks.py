"""The blocks that a text of the library is written with, and the simpler sections of a draft."""

import re
from html import unescape

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from portal.ui.validators import no_cpr

BLANK_LINE = re.compile(r"\n\s*\n")
#: What the editor's buttons make, and all that is kept of a text from elsewhere. Headings are blocks, so
#: that a text keeps one outline.
TEXT_FEATURES = ["bold", "italic", "link", "ul", "ol"]
LINE_FEATURES = ["bold", "italic", "link"]
_ENDS = re.compile(r"(?i)<(?:br|/p|/li)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def words_of(html: str) -> str:
    """What a rich text says, a paragraph or a point on each line."""
    lines = unescape(_TAG.sub("", _ENDS.sub("\n", html))).replace("\xa0", " ").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def no_cpr_within(value) -> None:
    """The same guard for rich text: bold type in the middle of a number does not hide it."""
    no_cpr(words_of(str(getattr(value, "source", value) or "")))


def _line(label, *, required=True, max_length=160, **kwargs):
    return blocks.CharBlock(
        label=label, required=required, max_length=max_length, validators=[no_cpr], **kwargs
    )


def _text(label, features=TEXT_FEATURES, **kwargs):
    return blocks.RichTextBlock(
        label=label, features=features, max_length=20_000, validators=[no_cpr_within], **kwargs
    )


class BasisBlock(blocks.ChooserBlock):
    """One of the legal bases that are written down, out of a list."""

    target_model = "library.LegalBasis"

    @cached_property
    def widget(self):
        return forms.Select()

    def value_from_form(self, value):
        known = isinstance(value, self.model_class) or str(value or "").isdecimal()
        return super().value_from_form(value) if known else None

    def get_form_state(self, value):
        return value.pk if value else None

    class Meta:
        icon = "list-ul"


class PointsBlock(blocks.StructBlock):
    """Lines under one another; as a checklist each has a box to tick on paper."""

    items = blocks.ListBlock(
        _text(gettext_lazy("Point"), LINE_FEATURES), label=gettext_lazy("Points")
    )
    checklist = blocks.BooleanBlock(label=gettext_lazy("As a checklist"), required=False)

    class Meta:
        icon = "list-ul"
        label = gettext_lazy("Points or checklist")
        template = "library/blocks/points.html"


class ExampleBlock(blocks.StructBlock):
    """A case, invented."""

    title = _line(gettext_lazy("Heading"), required=False)
    text = _text(gettext_lazy("What happens"))

    class Meta:
        icon = "user"
        label = gettext_lazy("Example")
        help_text = gettext_lazy("Invent it. No citizen and no municipality may be recognised.")
        template = "library/blocks/example.html"


class LawBlock(blocks.StructBlock):
    """What a rule says, word for word, and where it stands."""

    text = blocks.TextBlock(
        label=gettext_lazy("What the rule says"), rows=4, max_length=4_000, validators=[no_cpr]
    )
    basis = BasisBlock(label=gettext_lazy("Legal basis"))
    place = _line(
        gettext_lazy("Where in it"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("For instance subsection 2."),
    )

    class Meta:
        icon = "openquote"
        label = gettext_lazy("Quotation of a law")
        template = "library/blocks/law.html"


class FactsBlock(blocks.StructBlock):
    """Something worth knowing beside the text."""

    title = _line(gettext_lazy("Heading"))
    text = _text(gettext_lazy("Text"))

    class Meta:
        icon = "info-circle"
        label = gettext_lazy("Fact box")
        template = "library/blocks/facts.html"


class BodyBlock(blocks.StreamBlock):
    """The whole text of an edition."""

    heading = _line(gettext_lazy("Section heading"), icon="title")
    text = _text(gettext_lazy("Text"), icon="pilcrow", template="library/blocks/text.html")
    points = PointsBlock()
    example = ExampleBlock()
    law = LawBlock()
    facts = FactsBlock()

    class Meta:
        max_num = 200


class SectionBlock(blocks.StructBlock):
    """A heading with paragraphs, points, or both."""

    heading = blocks.CharBlock(label=gettext_lazy("Heading"), max_length=160, validators=[no_cpr])
    text = blocks.TextBlock(
        label=gettext_lazy("Text"),
        required=False,
        rows=6,
        max_length=20_000,
        validators=[no_cpr],
        help_text=gettext_lazy("A blank line begins a new paragraph."),
    )
    points = blocks.TextBlock(
        label=gettext_lazy("Points"),
        required=False,
        rows=4,
        max_length=10_000,
        validators=[no_cpr],
        help_text=gettext_lazy("One point on each line."),
    )

    class Meta:
        icon = "title"
        label = gettext_lazy("Section")

    def clean(self, value):
        result = super().clean(value)
        if not (result["text"].strip() or result["points"].strip()):
            problem = ValidationError(_("Write a text or some points under the heading."))
            raise blocks.StructBlockValidationError(block_errors={"text": problem})
        return result


class TextBlock(blocks.StreamBlock):
    """The whole text of a draft."""

    section = SectionBlock()

    class Meta:
        min_num = 1
        max_num = 60


def as_blocks(block: TextBlock, sections: list[dict]) -> blocks.StreamValue:
    """Stored sections as the editor's value; none gives one empty section to begin with."""
    values = [
        {
            "heading": section["heading"],
            "text": "\n\n".join(section.get("paragraphs", ())),
            "points": "\n".join(section.get("points", ())),
        }
        for section in sections
    ]
    return block.to_python([{"type": "section", "value": value} for value in values or [{}]])


def as_sections(value: blocks.StreamValue) -> list[dict]:
    """The editor's value as the flows of drafts take it."""
    return [
        {
            "heading": " ".join(section["heading"].split()),
            "paragraphs": _parts(BLANK_LINE.split(section["text"].replace("\r", ""))),
            "points": _parts(section["points"].splitlines()),
        }
        for section in (child.value for child in value)
    ]


def _parts(texts: list[str]) -> list[str]:
    """Each on one line, and none empty; a point may have been typed with its sign."""
    joined = (" ".join(text.split()).removeprefix("• ").removeprefix("- ") for text in texts)
    return [text for text in joined if text]

"""A version's text as the secretariat edits it: sections that can be added, moved and taken away."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from portal.ui.validators import no_cpr

BLANK_LINE = re.compile(r"\n\s*\n")


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
    """The whole text of a version."""

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
    """The editor's value as `flows.publishing.publish_version` takes it."""
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

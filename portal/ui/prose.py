"""Members' formatted text: the one allow-list, and the form field that keeps to it.

The editor is a wish of the browser's: without JavaScript the field is a plain box, and what is written
there becomes paragraphs. What is stored is always the same few elements, cleaned on the server.
"""

import html
import re

import nh3
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import word
from .validators import no_cpr

#: The one allow-list. The editor's buttons (js/prose.js) make exactly these, and nothing else survives.
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}

_BLOCK = re.compile(r"(?i)<(?:br|/p|/li|/blockquote|/ul|/ol)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_HREF = re.compile(r'(?i)\bhref="([^"]*)"')
_BEGINS_AS_HTML = re.compile(r"(?i)\s*<(?:p|ul|ol|blockquote)\b[^>]*>")
_MORE_THAN_PARAGRAPHS = re.compile(r"(?i)<(?!/?p>|br>)")
_EMPTY_BLOCKS = re.compile(
    r"(?i)(?:<p>(?:\s|<br>|&nbsp;)*</p>\s*)+$|^(?:<p>(?:\s|<br>|&nbsp;)*</p>\s*)+"
)

_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer",
    clean_content_tags={"script", "style"},
)


def clean(text: str) -> str:
    """Stored text out of whatever was sent: only elements of the allow-list, no empty ends."""
    if word.is_from_word(text):
        text = word.cleaned(text)
    if not _BEGINS_AS_HTML.match(text or ""):
        text = paragraphs(text or "")
    return _EMPTY_BLOCKS.sub("", _cleaner.clean(text).strip())


def paragraphs(text: str) -> str:
    """Paragraphs out of plain text: a blank line parts them, a line break stays one."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(
        f"<p>{'<br>'.join(html.escape(part.strip(), quote=False).splitlines())}</p>"
        for part in parts
        if part.strip()
    )


def plain(text: str) -> str:
    """The words of stored text: for searching, counting and excerpts. Blocks end in a line break."""
    words = html.unescape(_TAG.sub("", _BLOCK.sub("\n", text or "")))
    return re.sub(r"\n{3,}", "\n\n", words).strip()


def everything_written(text: str) -> str:
    """The words and where the links lead: what a guard must read. A number split by formatting is
    whole again here."""
    links = [html.unescape(found) for found in _HREF.findall(text or "")]
    return "\n".join([plain(text), *links])


def for_box(text: str) -> str:
    """Stored text as a plain box shows it: words alone where there is nothing but paragraphs."""
    if _MORE_THAN_PARAGRAPHS.search(text or ""):
        return text
    broken = re.sub(r"(?i)<br>", "\n", text or "")
    return html.unescape(_TAG.sub("", re.sub(r"(?i)</p>\s*<p>", "\n\n", broken))).strip()


class ProseInput(forms.Textarea):
    """A box that becomes an editor (js/prose.js), with the buttons' words in the reader's language."""

    def __init__(self, attrs=None):
        words = {
            "data-prose": True,
            "data-bold": _("Bold"),
            "data-italic": _("Italic"),
            "data-bullets": _("Bulleted list"),
            "data-numbers": _("Numbered list"),
            "data-quote": _("Quotation"),
            "data-tools": _("Formatting"),
            "rows": 8,
        }
        super().__init__({**words, **(attrs or {})})

    def format_value(self, value):
        return for_box(super().format_value(value) or "")

    def use_required_attribute(self, initial):
        # The editor hides the box, and a hidden required box would stop the form without a word.
        return False


class ProseField(forms.CharField):
    """Formatted text: cleaned, never empty when required, and without CPR numbers."""

    widget = ProseInput

    def __init__(self, *, longest: int = 20_000, rows: int = 8, **kwargs):
        kwargs.setdefault("widget", ProseInput({"rows": rows}))
        self.longest = longest
        super().__init__(**kwargs)

    def clean(self, value):
        text = clean(super().clean(value))
        words = plain(text)
        if self.required and not words:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(words) > self.longest:
            raise ValidationError(
                _(
                    "The text is too long: %(length)s characters, and there is room for %(longest)s."
                ),
                code="max_length",
                params={"length": len(words), "longest": self.longest},
            )
        no_cpr(everything_written(text))
        return text

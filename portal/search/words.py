"""What was searched for: its words, and where they stand in a text."""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe

SECTION = re.compile(r"§+\s*(\d+)\s*([a-zæøå])?(?![\w])", re.IGNORECASE)
EXCERPT = 220


@dataclass(frozen=True)
class Words:
    """A search as typed, and what the rooms need of it."""

    typed: str

    @cached_property
    def plain(self) -> str:
        """Letters and digits only: quotes and signs mean something else to the index."""
        return " ".join(re.findall(r"\w+", self.typed))

    @cached_property
    def section(self) -> re.Pattern | None:
        """How the section asked for ("§ 19", "§ 65 e") is written in a text; None if none is."""
        match = SECTION.search(self.typed)
        if match is None:
            return None
        letter = rf"[\s\u00a0]*{match[2].lower()}" if match[2] else ""
        return re.compile(rf"§+(?:[\s\u00a0]|&nbsp;)*{match[1]}{letter}(?![0-9a-zæøå])")

    @cached_property
    def _pattern(self) -> re.Pattern | None:
        if self.section is not None:
            return self.section
        parts = sorted(self.plain.split(), key=len, reverse=True)
        if not parts:
            return None
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, parts))})\w*", re.IGNORECASE)

    def stand_in(self, text: str) -> bool:
        """Whether the text has any of them."""
        return bool(self._pattern and self._pattern.search(_composed(text)))

    def excerpt(self, text: str, length: int = EXCERPT) -> SafeString:
        """The piece of a text around the first of them, with all of them marked."""
        text = " ".join(_composed(text).split())
        match = self._pattern.search(text) if self._pattern else None
        start = max(0, match.start() - length // 3) if match else 0
        if match is not None and start:
            start = text.find(" ", start, match.start()) + 1 or start
        piece = text[start : start + length]
        if start + length < len(text):
            piece = piece.rpartition(" ")[0] + " …"
        return self.marked(("… " if start else "") + piece)

    def marked(self, text: str) -> SafeString:
        """The text, escaped, with `mark` around each of them."""
        text = _composed(text)
        if self._pattern is None:
            return mark_safe(html.escape(text))
        parts, at = [], 0
        for match in self._pattern.finditer(text):
            parts += [
                html.escape(text[at : match.start()]),
                "<mark>",
                html.escape(match[0]),
                "</mark>",
            ]
            at = match.end()
        return mark_safe("".join([*parts, html.escape(text[at:])]))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)

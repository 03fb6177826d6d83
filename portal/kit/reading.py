"""Reading a text as an eye does, without losing where each character stood.

A number may be typed in full-width digits, broken by invisible characters or hidden in markup.
A reading is the plain form of such a text, and leads each of its characters back to the original.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote

# Unicode files these under other categories than "dash" or leaves them alone in NFKC.
_ALIKE = {
    "\u2212": "-",  # minus sign
    "\u2043": "-",  # hyphen bullet
    "\u02d7": "-",  # modifier minus
    "\u00b7": ".",  # middle dot
    "\u2022": ".",  # bullet
    "\u2219": ".",  # bullet operator
    "\u22c5": ".",  # dot operator
    "\u3002": ".",  # ideographic full stop
    "\u2044": "/",  # fraction slash
    "\u2215": "/",  # division slash
    "\u3164": " ",  # Hangul filler, drawn as a blank
    "\u2800": " ",  # empty Braille pattern, drawn as a blank
}
_INVISIBLE = {"Cf", "Mn", "Me"}

_ESCAPE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});"  # HTML
    r"|(?:%[0-9a-fA-F]{2})+|\+"  # addresses
    r"|\\(?:[nrt]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})"  # Python and JSON literals
    r"|</?(?:a|abbr|b|br|code|em|font|i|mark|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>",
)
_LITERALS = {"\\n": "\n", "\\r": "\r", "\\t": "\t"}


class Reading:
    """A text in another form, each character of which knows its place in the original."""

    def __init__(self, text: str, before: "Reading | None" = None):
        self.text = text
        self._before = before
        self._starts: list[int] = []
        self._pieces: list[tuple[int, int, int]] = []

    def rewrite(self, pattern: re.Pattern[str], replace: Callable[[str], str]) -> "Reading":
        """The reading in which each match of `pattern` is replaced."""
        result = Reading("", before=self)
        parts: list[str] = []
        length = done = 0
        for match in pattern.finditer(self.text):
            start, end = match.span()
            piece = replace(match.group())
            parts += (self.text[done:start], piece)
            length += start - done
            result._starts.append(length)
            result._pieces.append((length + len(piece), start, end))
            length += len(piece)
            done = end
        parts.append(self.text[done:])
        result.text = "".join(parts)
        return result

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` up to `end` stand in the original text."""
        if self._before is None:
            return start, end
        first, last = self._place(start)[0], self._place(end - 1)[1]
        return self._before.origin(first, last)

    def _place(self, index: int) -> tuple[int, int]:
        nearest = bisect_right(self._starts, index) - 1
        if nearest < 0:
            return index, index + 1
        piece_end, start, end = self._pieces[nearest]
        if index < piece_end:
            return start, end
        shifted = end + index - piece_end
        return shifted, shifted + 1


def folded(reading: Reading) -> Reading:
    """Plain digits, dashes, dots and spaces for all their lookalikes; invisible characters gone."""
    if reading.text.isascii():
        return reading
    replaced = {}
    for char in set(reading.text):
        plain = _plain(char)
        if plain != char:
            replaced[char] = plain
    if not replaced:
        return reading
    pattern = re.compile("[" + re.escape("".join(replaced)) + "]")
    return reading.rewrite(pattern, replaced.__getitem__)


def unescaped(reading: Reading) -> Reading:
    """What a browser or a JSON parser would make of the text."""
    return reading.rewrite(_ESCAPE, _unescape)


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char in _ALIKE:
        return _ALIKE[char]
    category = unicodedata.category(char)
    if category in _INVISIBLE:
        return ""
    if category == "Pd":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(char))
    plain = unicodedata.normalize("NFKC", char)
    if plain == char:
        return char
    return "".join(map(_plain, plain)) if len(plain) > 1 else _ALIKE.get(plain, plain)


def _unescape(escape: str) -> str:
    if escape[0] == "&":
        return html.unescape(escape)
    if escape[0] == "%":
        return unquote(escape)
    if escape[0] == "+":
        return " "
    if escape[0] == "<":
        return "\n" if escape[1:3].lower() == "br" else ""
    return _LITERALS.get(escape) or chr(int(escape[2:], 16))

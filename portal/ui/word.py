"""Text as Word and Outlook put it on the clipboard, made into plain paragraphs and lists.

The editor does the same while it is pasted (js/word.js); this is for text that came another way.
"""

import re
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

_SIGNS = re.compile(
    r"(?i)<[a-z][^>]*(?:\bmso-[a-z]|class=[\"']?Mso|urn:schemas-microsoft-com)|<o:p\b|<!(?:--)?\[if|<st1:"
)
_LIST = re.compile(r"(?i)mso-list:\s*l\d+\s+level(\d)")
_NUMBER = re.compile(r"^\W*(?:\d+|[a-z]|[ivxlc]+)[.):]", re.IGNORECASE)
#: Inline elements that mean the same as ours.
_SAME = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_BLOCKS = {"p", "div", "tr", *_HEADINGS}
_PASSED_ON = {"ul", "ol", "li", "blockquote"}
_SILENT = {"head", "style", "script", "title", "xml", "w:sdtpr"}
_VOID = {"br", "hr", "img", "meta", "link", "col", "input", "base"}


class _Block(NamedTuple):
    """A paragraph; `level` 0 is none of a list."""

    html: str
    level: int = 0
    ordered: bool = False
    raw: bool = False


def is_from_word(text: str) -> bool:
    """Whether the text carries Office's marks."""
    return bool(_SIGNS.search(text or ""))


def cleaned(text: str) -> str:
    """Paragraphs, lists and the few inline elements, and none of Office's own; not yet safe to store."""
    reader = _Reader()
    # `<![if …]>` is no HTML that a parser knows, and what stands within it is kept or marked as ignored.
    reader.feed(re.sub(r"(?is)<!--.*?-->|<!\[[^\]]*\]>", "", text))
    reader.close()
    reader.flush()
    return _assembled(reader.blocks)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self._words: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._level, self._mark = 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "")
        if tag == "br":
            self._words.append("<br>")
        if tag in _VOID:
            return
        kind = ""
        if tag in _SILENT or self._within("silent"):
            kind = "silent"
        elif ("mso-list" in style.lower() and "ignore" in style.lower()) or self._within("mark"):
            kind = "mark"
        elif tag in _PASSED_ON:
            self.flush()
            self.blocks.append(_Block(f"<{tag}>", raw=True))
        elif tag in _BLOCKS and not self._within("row"):
            self.flush()
            found = _LIST.search(style)
            self._level = int(found[1]) if found else 0
            kind = "row" if tag == "tr" else ""
            if tag in _HEADINGS:
                self._words.append("<strong>")
        elif tag in ("td", "th") and "".join(self._words).strip():
            self._words.append(" – ")
        elif tag in _SAME:
            self._words.append(f"<{_SAME[tag]}>")
        elif tag == "a" and given.get("href", "").startswith(("http", "mailto:", "tel:")):
            kind = "link"
            self._words.append(f'<a href="{escape(given["href"])}">')
        self._open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or all(name != tag for name, _ in self._open):
            return
        while self._open:
            name, kind = self._open.pop()
            self._end(name, kind)
            if name == tag:
                return

    def _end(self, tag: str, kind: str) -> None:
        if kind in ("silent", "mark"):
            return
        if tag in _PASSED_ON:
            self.flush()
            self.blocks.append(_Block(f"</{tag}>", raw=True))
        elif tag in _SAME:
            self._words.append(f"</{_SAME[tag]}>")
        elif kind == "link":
            self._words.append("</a>")
        elif tag in _BLOCKS and not self._within("row"):
            if tag in _HEADINGS:
                self._words.append("</strong>")
            self.flush()

    def handle_data(self, data: str) -> None:
        if self._within("silent"):
            return
        if self._within("mark"):
            self._mark += data
            return
        self._words.append(escape(re.sub(r"\s+", " ", data), quote=False))

    def flush(self) -> None:
        """End the paragraph that is being read."""
        html = re.sub(r" +", " ", "".join(self._words)).strip()
        if re.sub(r"<[^>]*>", "", html).strip():
            ordered = bool(_NUMBER.match(self._mark.strip()))
            self.blocks.append(_Block(html, self._level, ordered))
        self._words, self._mark, self._level = [], "", 0

    def _within(self, kind: str) -> bool:
        return any(each == kind for _, each in self._open)


def _assembled(blocks: list[_Block]) -> str:
    """The blocks as HTML: what followed each other as points of a list is one list, as deep as it was."""
    parts: list[str] = []
    lists: list[str] = []

    def end_lists(down_to: int) -> None:
        while len(lists) > down_to:
            parts.append(f"</li></{lists.pop()}>")

    for block in blocks:
        if not block.level:
            end_lists(0)
            parts.append(block.html if block.raw else f"<p>{block.html}</p>")
            continue
        kind = "ol" if block.ordered else "ul"
        end_lists(block.level)
        if len(lists) == block.level and lists[-1] != kind:
            end_lists(block.level - 1)
        if len(lists) == block.level:
            parts.append("</li>")
        while len(lists) < block.level:
            lists.append(kind)
            parts.append(f"<{kind}>" if len(lists) == block.level else f"<{kind}><li>")
        parts.append(f"<li><p>{block.html}</p>")
    end_lists(0)
    return "".join(parts)

"""A text's body as data: made of sections, cleaned, in plain words, and as what the sheet is set from."""

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import StreamValue
from wagtail.rich_text import expand_db_html

from .blocks import LINE_FEATURES, TEXT_FEATURES, BodyBlock, words_of

BODY = BodyBlock()


def from_sections(sections: list[dict]) -> list[dict]:
    """The body of a text that stands in sections: {"heading": …, "paragraphs": […], "points": […]}."""
    parts: list[dict] = []
    for section in sections:
        parts.append({"type": "heading", "value": section["heading"]})
        if paragraphs := section.get("paragraphs"):
            text = "".join(f"<p>{escape(each, quote=False)}</p>" for each in paragraphs)
            parts.append({"type": "text", "value": text})
        if points := section.get("points"):
            items = [_item(f"<p>{escape(each, quote=False)}</p>") for each in points]
            parts.append({"type": "points", "value": {"items": items, "checklist": False}})
    return parts


def _item(html: str) -> dict:
    """One of a list as it is stored; without its number it would be read as something else."""
    return {"type": "item", "value": html, "id": str(uuid4())}


def cleaned(body: StreamValue | list[dict]) -> StreamValue:
    """The body with nothing in its rich texts but what the editor's buttons make."""
    raw = body.get_prep_value() if isinstance(body, StreamValue) else body
    return BODY.normalize(BODY.to_python([_cleaned(part) for part in raw]))


def _cleaned(part: dict) -> dict:
    value = part["value"]
    if part["type"] == "text":
        value = _clean(value, TEXT_FEATURES)
    elif part["type"] in ("example", "facts"):
        value = {**value, "text": _clean(value["text"], TEXT_FEATURES)}
    elif part["type"] == "points":
        items = [{**item, "value": _clean(item["value"], LINE_FEATURES)} for item in value["items"]]
        value = {**value, "items": items}
    return {**part, "value": value}


def _clean(html: str, features: list[str]) -> str:
    """Through the editor and back: what it has no button for is gone."""
    converter = ContentstateConverter(features)
    return converter.to_database_format(converter.from_database_format(html))


def plain_text(body: StreamValue) -> str:
    """What the body says, each part on lines of its own: for the search and the guard."""
    return "\n".join(filter(None, (_words(part.block_type, part.value) for part in body)))


def _words(kind: str, value: Any) -> str:
    if kind == "heading":
        return value
    if kind == "text":
        return words_of(value.source)
    if kind == "points":
        return "\n".join(words_of(item.source) for item in value["items"])
    if kind == "law":
        return f"{value['text']}\n{law_place(value)}"
    return "\n".join(filter(None, [value["title"], words_of(value["text"].source)]))


def law_place(value: Any) -> str:
    """`forvaltningsloven § 19, stk. 2`: where a quotation stands."""
    return ", ".join(filter(None, [str(value["basis"] or ""), value["place"]]))


def sheet_parts(body: StreamValue) -> list[dict]:
    """The body as the typst sheet takes it: rich texts as blocks of runs, so that no word of it is ever a
    command."""
    return [_sheet_part(part.block_type, part.value) for part in body]


def _sheet_part(kind: str, value: Any) -> dict:
    if kind == "heading":
        return {"kind": kind, "title": value}
    if kind == "text":
        return {"kind": kind, "blocks": runs(value.source)}
    if kind == "points":
        items = [_line_runs(item.source) for item in value["items"]]
        return {"kind": kind, "checklist": bool(value["checklist"]), "items": items}
    if kind == "law":
        return {"kind": kind, "text": value["text"], "place": law_place(value)}
    return {"kind": kind, "title": value["title"] or "", "blocks": runs(value["text"].source)}


def _line_runs(html: str) -> list[dict]:
    return [run for block in runs(html) for item in block["items"] for run in item]


def runs(html: str) -> list[dict]:
    """A rich text as blocks {"kind": "par" | "ul" | "ol", "items": [[run, …], …]}, where a run is a text
    with what it looks like and where it leads."""
    reader = _Reader()
    reader.feed(expand_db_html(html))
    reader.close()
    return [block for block in reader.blocks if any(block["items"])]


@dataclass
class _Look:
    bold: int = 0
    italic: int = 0
    links: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads the few elements that `cleaned` leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[dict] = []
        self._look = _Look()

    def handle_starttag(self, tag, attrs):
        if tag in ("ul", "ol"):
            self.blocks.append({"kind": tag, "items": []})
        elif tag == "li":
            if not self.blocks or self.blocks[-1]["kind"] == "par":
                self.blocks.append({"kind": "ul", "items": []})
            self.blocks[-1]["items"].append([])
        elif tag == "p":
            self.blocks.append({"kind": "par", "items": [[]]})
        elif tag in ("b", "strong"):
            self._look.bold += 1
        elif tag in ("i", "em"):
            self._look.italic += 1
        elif tag == "a":
            self._look.links.append(dict(attrs).get("href") or "")
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag):
        if tag in ("b", "strong"):
            self._look.bold = max(0, self._look.bold - 1)
        elif tag in ("i", "em"):
            self._look.italic = max(0, self._look.italic - 1)
        elif tag == "a" and self._look.links:
            self._look.links.pop()

    def handle_data(self, data):
        if not data.strip() and not (self.blocks and self.blocks[-1]["items"]):
            return
        if not self.blocks:
            self.blocks.append({"kind": "par", "items": [[]]})
        if not self.blocks[-1]["items"]:
            return
        self.blocks[-1]["items"][-1].append(
            {
                "text": data,
                "bold": self._look.bold > 0,
                "italic": self._look.italic > 0,
                "link": _address(self._look.links),
            }
        )


def _address(links: list[str]) -> str:
    """Where a run leads; only what a reader of the paper can open too."""
    href = links[-1] if links else ""
    return href if href.startswith(("http://", "https://", "mailto:")) else ""

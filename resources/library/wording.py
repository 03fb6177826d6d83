"""Words about versions and their files."""

from django.utils.formats import number_format
from django.utils.translation import ngettext

KILO, MEGA = 1_000, 1_000_000


def parts_of(body) -> list[dict]:
    """The blocks of a body for the page: each with its heading, when it is one, and that heading's number."""
    parts, place = [], 0
    for block in body:
        is_heading = block.block_type == "heading"
        place += is_heading
        parts.append({"block": block, "heading": block.value if is_heading else "", "place": place})
    return parts


def plain_text(sections: list[dict]) -> str:
    """Headings, paragraphs and points under one another, for the search."""
    lines = []
    for section in sections:
        lines += [section["heading"], *section.get("paragraphs", ()), *section.get("points", ())]
    return "\n".join(lines)


def file_words(pages: int, size: int) -> str:
    """`PDF, 8 pages, 212 kB`."""
    return beside_words("PDF", pages, size)


def beside_words(kind: str, pages: int | None, size: int) -> str:
    """`Word, 34 kB`, and of what has pages how many."""
    if not pages:
        return f"{kind}, {_size(size)}"
    length = ngettext("%(n)d page", "%(n)d pages", pages) % {"n": pages}
    return f"{kind}, {length}, {_size(size)}"


def _size(size: int) -> str:
    if size >= MEGA:
        return f"{number_format(round(size / MEGA, 1), decimal_pos=1)} MB"
    return f"{max(1, round(size / KILO))} kB"

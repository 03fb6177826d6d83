"""A version's text as a page that can be read without the portal."""

from html import escape

from django.utils.translation import override
from wagtail.blocks import StreamValue
from wagtail.rich_text import expand_db_html

from resources.library.bodies import law_place
from resources.library.models import Version


def page(version: Version) -> str:
    """The whole page: title, summary and every block of the body. Material is Danish, whoever asks."""
    guide = version.edition.guide
    title = escape(guide.full_title)
    summary = f"<p>{escape(guide.summary)}</p>\n" if guide.summary else ""
    with override("da"):
        body = "\n".join(_parts(version.body))
    return (
        '<!doctype html>\n<html lang="da">\n<head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n<body>\n<h1>{title}</h1>\n"
        f"<p>Version {version.number}</p>\n{summary}{body}\n</body>\n</html>\n"
    )


def _parts(body: StreamValue) -> list[str]:
    return [_part(part.block_type, part.value) for part in body]


def _part(kind: str, value) -> str:
    if kind == "heading":
        return f"<h2>{escape(value)}</h2>"
    if kind == "text":
        return expand_db_html(value.source)
    if kind == "points":
        return "\n".join(["<ul>", *(f"<li>{_line(item)}</li>" for item in value["items"]), "</ul>"])
    if kind == "law":
        words = escape(value["text"]).replace("\n", "<br>")
        return f"<blockquote><p>{words}</p><p>{escape(law_place(value))}</p></blockquote>"
    heading = f"<h3>{escape(value['title'])}</h3>\n" if value["title"] else ""
    return f"<aside>\n{heading}{expand_db_html(value['text'].source)}\n</aside>"


def _line(item) -> str:
    return expand_db_html(item.source)

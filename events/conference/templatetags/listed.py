"""The rows of a list at the desk, written by a function: on one page for the printer they are ten thousand,
for which a template takes many times as long."""

from datetime import date

from django import template
from django.urls import reverse
from django.utils import formats
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from portal.ui.templatetags.ui import long_date

from ..listings import Table
from ..models import Conference

register = template.Library()


@register.simple_tag
def listed(table: Table, conference: Conference) -> SafeString:
    """The table's rows of this page: a row that is somebody's leads to their registration."""
    before, after = reverse("conference_desk:registration", args=[conference.pk, 0]).rsplit("0", 1)
    labels = [_as_pattern(f'data-label="{escape(heading)}"') for heading in table.shown[1:]]
    shapes: dict[tuple[bool, ...], str] = {}
    rows = []
    for number, cells in table.lines:
        first, *rest = cells
        dated = tuple(isinstance(cell, date) for cell in rest)
        if dated not in shapes:
            shapes[dated] = _shape(labels, dated)
        link = format_html('<a href="{}">{}</a>', f"{before}{number}{after}", first or "–")
        head = link if number else _said(first)
        rows.append(format_html(shapes[dated], head, *map(_said, rest)))
    return format_html_join("", "{}", ((row,) for row in rows))


def _as_pattern(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _shape(labels: list[str], dated: tuple[bool, ...]) -> str:
    cells = [
        f'<td class="desk-nowrap" {label}>{{}}</td>' if is_date else f"<td {label}>{{}}</td>"
        for label, is_date in zip(labels, dated, strict=True)
    ]
    return f'<tr><th scope="row">{{}}</th>{"".join(cells)}</tr>'


def _said(cell) -> str:
    if isinstance(cell, str):
        return cell
    return long_date(cell) if isinstance(cell, date) else formats.localize(cell)

"""Rows of a form that are added and taken away without a script."""

from typing import Any


def typed(rows, *, without: str = "", more: bool = False) -> list[dict[str, Any]]:
    """What was typed into a formset, unjudged, to stand in the rows again: without one of them (its number,
    as the button sends it), or with one more as long as `max_num` allows it. There is always a row."""
    found: list[dict[str, Any]] = [
        {name: row[name].data for name in row.fields} for row in rows.forms
    ]
    if without.isdecimal() and int(without) < len(found):
        del found[int(without)]
    if (more and len(found) < rows.max_num) or not found:
        found.append({})
    return found

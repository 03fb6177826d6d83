"""Pieces of pages that are the same for many readers but for some places in them: rendered once for each
language and all that they depend on, kept in the process's memory, and filled in for each page.

A template leaves a place with `{{ place.name }}`, and in the address of something with
`{% url "room:thing" place.number %}`. Nothing that people write can look like a place: comments in HTML are
cleaned out of their texts, and what goes into one place is not searched for others.
"""

import re
from collections.abc import Callable, Hashable
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

#: Stands in addresses where a number belongs; no row will ever have it.
NUMBER = 7_310_000_001
_PLACE = re.compile(rf"<!--place:(\w+)-->|{NUMBER}")


class Places:
    """What templates write where something is to be filled in."""

    def __getitem__(self, name: str) -> SafeString | int:
        return NUMBER if name == "number" else SafeString(f"<!--place:{name}-->")


PLACES = Places()


class Pattern:
    """One such template. It keeps at most `most` renderings."""

    def __init__(self, template: str, most: int = 256):
        self._template, self._most = template, most
        self._kept: dict[tuple, list[str]] = {}

    def filled(
        self,
        facts: Hashable = None,
        given: Callable[[], dict[str, Any]] = dict,
        **places: object,
    ) -> SafeString:
        """The piece for these facts (`facts` in the template), with the places filled in.

        `given` makes the rest of the template's context; all that it depends on must be among the facts.
        Forms are sent with the place `token`. Raises KeyError for a place that is given nothing.
        """
        key = (get_language(), facts)
        parts = self._kept.get(key)
        if parts is None:
            if len(self._kept) >= self._most:
                self._kept.clear()
            parts = self._kept[key] = self._rendered({"facts": facts, **given()})
        whole = parts[:]
        for at in range(1, len(parts), 2):
            # As Django's own does it, without looking each time for texts that are translated only later.
            piece = str(places[parts[at]])
            whole[at] = piece if isinstance(piece, SafeString) else escape(piece)
        return SafeString("".join(whole))

    def _rendered(self, context: dict[str, Any]) -> list[str]:
        """The text before a place, the place's name, the text after it, and so on."""
        html = render_to_string(
            self._template, {**context, "place": PLACES, "csrf_token": PLACES["token"]}
        )
        parts = _PLACE.split(html)
        parts[1::2] = [name or "number" for name in parts[1::2]]
        return parts

"""Material on the pages of what it belongs to, which know nothing of it."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse

from resources.library.models import Guide
from resources.library.reach import guides_for
from resources.library.replacing import ends_of
from resources.library.rules import may_read

from .. import queries, rules
from ..enums import Phase
from ..models import Material
from ..occasions import kind_of

register = template.Library()


@dataclass(frozen=True)
class Row:
    """One piece, and what this reader may do with it."""

    material: Material
    may_change: bool
    #: Retired material of the library that this points to, and what this reader reads instead.
    gone: Guide | None = None
    instead: Guide | None = None


@dataclass(frozen=True)
class Shelf:
    """Everything that lies with an occasion, for one reader."""

    occasion: Any
    before: list[Row]
    after: list[Row]
    may_keep: bool
    may_add: bool
    #: The points that the reader may add to.
    points: frozenset[int]

    @property
    def adds_at(self) -> str:
        return reverse(kind_of(self.occasion).adds_at, args=[self.occasion.pk])

    @property
    def rows(self) -> list[Row]:
        return self.before + self.after

    @property
    def is_shown(self) -> bool:
        """An empty shelf is shown to whoever can put something on it."""
        return bool(self.rows) or self.may_add


@register.simple_tag(takes_context=True)
def shelf_of(context, occasion: Any) -> Shelf:
    """All material of an occasion that the reader sees the page of, in a constant number of queries."""
    user = context["request"].user
    keeps = rules.may_keep(user, occasion)
    phases = rules.phases_for(user, occasion)
    own = rules.own_points(user, occasion) if not keeps else []
    is_open = not kind_of(occasion).is_called_off(occasion)
    numbers = {point.pk for point in own}

    found = [
        each
        for each in queries.material_of(occasion)
        if each.guide is None or may_read(user, each.guide)
    ]
    gone = {each.guide.pk: each.guide for each in found if each.guide and each.guide.is_retired}
    ends = ends_of(gone, guides_for(user)) if gone else {}

    def row(each: Material) -> Row:
        may_add = each.phase in phases or each.point_id in numbers
        mine = each.added_by_id == user.pk and may_add
        guide = each.guide_id or 0
        return Row(each, keeps or (mine and is_open), gone.get(guide), ends.get(guide))

    for each in found:
        setattr(each, kind_of(occasion).field, occasion)
    return Shelf(
        occasion=occasion,
        before=[row(each) for each in found if each.phase == Phase.BEFORE],
        after=[row(each) for each in found if each.phase == Phase.AFTER],
        may_keep=keeps and is_open,
        may_add=is_open and bool(phases or own),
        points=frozenset(numbers if is_open else ()),
    )


@register.filter
def under(shelf: Shelf, point: Any) -> list[Row]:
    """What lies under one point of the agenda."""
    return [row for row in shelf.rows if row.material.point_id == point.pk] if shelf else []

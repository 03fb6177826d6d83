"""Who sees material, who adds it and who keeps it in order."""

from typing import Any

from django.db.models import Q

from events.meetings.models import AgendaItem
from members.people.rules import is_member
from resources.library.reach import guides_for
from resources.library.rules import may_read

from .enums import Phase
from .models import Material
from .occasions import KINDS, kind_of


def may_view(user, material: Material) -> bool:
    """Exactly who may see what it belongs to; what points to the library, those of them who may read that."""
    if not is_member(user) or not kind_of(material.occasion).may_view(user, material.occasion):
        return False
    return material.guide is None or may_read(user, material.guide)


def viewable(user) -> Q:
    """`may_view` as a condition, for lists."""
    if not is_member(user):
        return Q(pk__in=[])
    found = Q(pk__in=[])
    for kind in KINDS.values():
        found |= kind.viewable(user)
    return found & (Q(guide__isnull=True) | Q(guide__in=guides_for(user).values("pk")))


def findable() -> Q:
    """What others than planners may see, whoever searches: a hit is something to send on."""
    found = Q(pk__in=[])
    for kind in KINDS.values():
        found |= kind.findable
    return found


def may_keep(user, occasion: Any) -> bool:
    """Keep all of an occasion's material in order: whoever runs it."""
    return kind_of(occasion).may_run(user, occasion)


def phases_for(user, occasion: Any) -> list[Phase]:
    """What a person may add without a point: all to those who run it, "after" to those who write its
    minutes."""
    if may_keep(user, occasion):
        return list(Phase)
    if kind_of(occasion).may_write_after(user, occasion):
        return [Phase.AFTER]
    return []


def own_points(user, occasion: Any) -> list[AgendaItem]:
    """The points on its agenda that the person brings."""
    if not is_member(user) or not kind_of(occasion).may_view(user, occasion):
        return []
    return [item for item in kind_of(occasion).points(occasion) if item.owner_id == user.pk]


def may_add(user, occasion: Any, *, phase: Phase | str, point: AgendaItem | None = None) -> bool:
    """Whoever may add in this phase, and to a point the one who brings it."""
    if not is_member(user) or not kind_of(occasion).may_view(user, occasion):
        return False
    if phase in phases_for(user, occasion):
        return True
    return point is not None and point.owner_id == user.pk


def may_add_something(user, occasion: Any) -> bool:
    return bool(phases_for(user, occasion) or own_points(user, occasion))


def may_change(user, material: Material) -> bool:
    """Those who run the occasion, and whoever has added it as long as they may still add there."""
    if not may_view(user, material):
        return False
    if may_keep(user, material.occasion):
        return True
    return material.added_by_id == user.pk and may_add(
        user, material.occasion, phase=material.phase, point=material.point
    )

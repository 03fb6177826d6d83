"""Material for a reader."""

from typing import Any

from django.db.models import QuerySet

from .enums import Phase
from .models import Material
from .occasions import kind_of
from .rules import viewable


def material_for(user) -> QuerySet[Material]:
    """All material the reader may see, without its words; the same rule as `rules.may_view`."""
    return (
        Material.objects.filter(viewable(user))
        .defer("words")
        .select_related(
            "meeting__group",
            "meeting__host",
            "course__group",
            "session__conference",
            "point",
            "guide",
            "added_by",
        )
    )


def material_of(occasion: Any) -> QuerySet[Material]:
    """What belongs to an occasion that the reader is known to see."""
    found = Material.objects.filter(**{kind_of(occasion).field: occasion})
    return found.defer("words").select_related("point", "guide__retirement", "added_by")


def number_ready(occasion: Any) -> int:
    """How many pieces lie ready for those who come, without what only a group of them may read."""
    ready = material_of(occasion).filter(phase=Phase.BEFORE)
    return ready.exclude(guide__group__isnull=False).count()

"""Why no material can be added, changed or put elsewhere, as values."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

from . import rules
from .models import Material
from .occasions import kind_of

#: No meeting has more: nobody reads it.
MOST = 40


def to_add(occasion: Any, user, *, phase: str, point: Any = None, more: int = 1) -> list[Blocker]:
    """Why `more` pieces cannot be added in this phase, to this point."""
    if not rules.may_add(user, occasion, phase=phase, point=point):
        return [
            Blocker(
                "not_allowed",
                _("Those who run it add material, and each to the points they bring."),
            )
        ]
    found = _open(occasion)
    if point is not None and point not in kind_of(occasion).points(occasion):
        found.append(Blocker("other_point", _("The point is on another agenda.")))
    if occasion.material.count() + more > MOST:
        found.append(
            Blocker(
                "too_many",
                _("There is room for %(most)d pieces of material. Take something away first.")
                % {"most": MOST},
            )
        )
    return found


def to_change(material: Material, user) -> list[Blocker]:
    """Why it stands as it is; what it belongs to may be over, but not called off."""
    if not rules.may_change(user, material):
        return [Blocker("not_allowed", _("Only those who run it, and who added it, change it."))]
    return _open(material.occasion)


def to_move(material: Material, user) -> list[Blocker]:
    """Why it keeps its place."""
    if not rules.may_keep(user, material.occasion):
        return [Blocker("not_allowed", _("Those who run it put the material in order."))]
    return _open(material.occasion)


def to_remove(material: Material, user) -> list[Blocker]:
    """Why it stays. What stands at a meeting that was called off may still go."""
    found = to_change(material, user)
    return [each for each in found if each.code != "called_off"]


def _open(occasion: Any) -> list[Blocker]:
    if kind_of(occasion).is_called_off(occasion):
        return [Blocker("called_off", _("It is cancelled, so nothing more is added."))]
    return []

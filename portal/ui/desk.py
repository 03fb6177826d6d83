"""The secretariat's desks: each room registers its own, and the admin's menu group *Netværket* shows
those that the person may open. Registering keeps the roof from having to know every room's pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Desk:
    """One desk: its words in the menu, the name of its address, an icon of Wagtail's, the permission (a
    value of `members.people.enums.Permission`) that opens it, and how much waits there for a person."""

    label: Any
    url_name: str
    icon: str
    permission: Any
    order: int = 100
    waits: Callable[[Any], int] | None = None


DESKS: list[Desk] = []


def register_desk(
    label,
    url_name: str,
    icon: str,
    permission,
    *,
    order: int = 100,
    waits: Callable[[Any], int] | None = None,
) -> None:
    """Add a desk; called from a room's `wagtail_hooks`, which are loaded once. `waits` gives the number
    of things on it that wait for the person, in one query."""
    desk = Desk(label, url_name, icon, permission, order, waits)
    if desk not in DESKS:
        DESKS.append(desk)
        DESKS.sort(key=lambda each: each.order)

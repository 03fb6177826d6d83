"""Ways on from a person's page at the secretariat's desk, hung there by the rooms above."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .models import User


@dataclass(frozen=True)
class Link:
    """One way on: its words, its address for a person, and who may go there; `may(user, person)`."""

    label: Any  # text, or a lazily translated one
    address: Callable[[User], str]
    may: Callable[[User, User], bool]


LINKS: list[Link] = []


def register(label, address: Callable[[User], str], may: Callable[[User, User], bool]) -> None:
    """Hang a way on up; called from a room's `wagtail_hooks`, which are loaded once."""
    link = Link(label, address, may)
    if link not in LINKS:
        LINKS.append(link)


def links_for(user, person: User) -> list[tuple[Any, str]]:
    """The ways on that a reader has from a person's page."""
    return [(link.label, link.address(person)) for link in LINKS if link.may(user, person)]

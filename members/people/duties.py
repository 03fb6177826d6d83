"""What a member has taken on for others, so that it can be handed over when they leave or are away.

This room does not know the rooms above it: each offers its kind of duty, says what a person holds of it,
and hands one over when it is asked to.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .models import User


@dataclass(frozen=True)
class Held:
    """One duty as it is shown: its number within its kind, what it is, and where it is seen to."""

    number: int
    words: str
    url: str = ""


@dataclass(frozen=True)
class Duty:
    """One kind of duty. `held_by(person)` gives what a person holds of it today. `hand_over(person=,
    number=, to=, by=)` is a flow that gives one of them to a member, or with `to=None` to nobody; it is
    safe to repeat and raises `Refused`. `how` says what that means where it is not plain. Where a duty can
    find a taker by itself, its room sends `signals.duty_taken`."""

    label: Any  # text, or a lazily translated one
    held_by: Callable[[User], Iterable[Held]]
    hand_over: Callable[..., Any]
    how: Any = ""


DUTIES: dict[str, Duty] = {}


def offer(kind: str, duty: Duty) -> None:
    """Make a kind known; called by its room when the portal starts."""
    DUTIES[kind] = duty


def held_by(person: User) -> list[tuple[str, Duty, Held]]:
    """All that a person holds today, each with its kind, in the order in which the kinds were offered."""
    return [(kind, duty, held) for kind, duty in DUTIES.items() for held in duty.held_by(person)]


def hand_over(*, kind: str, person: User, number: int, to: User | None, by) -> None:
    """Give one duty to somebody else, or back, by its room's own flow. KeyError for an unknown kind."""
    DUTIES[kind].hand_over(person=person, number=number, to=to, by=by)

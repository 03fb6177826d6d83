"""Who hears of a new version: each person once, whichever ways it reaches them. The library and the rooms
above it offer whom they would tell; whoever has the best reason to hear goes first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from members.people.models import User

from .models import Version


class Reason(IntEnum):
    """Why somebody hears, the one that concerns them most at the top."""

    GAVE_IT = 1
    WISHED_FOR_IT = 2
    KEEPS_IT = 3  # on a list of their own, or its topic
    KEEPS_THE_LIBRARY = 4
    FOLLOWS_ITS_COLLECTION = 5


@dataclass(frozen=True)
class Way:
    """`people(version)` are those whom a room would tell; `tell(version, people, by=…)` tells them."""

    people: Callable[[Version], Iterable[User]]
    tell: Callable[..., None]


WAYS: dict[Reason, Way] = {}


def offer(reason: Reason, way: Way) -> None:
    """Make known whom a room would tell; called by its room when the portal starts."""
    WAYS[reason] = way


def tell_of(version: Version, *, by) -> None:
    """Tell everybody who is to hear of it, in the transaction that publishes it."""
    heard: set[int] = set()
    for _reason, way in sorted(WAYS.items()):
        people = [person for person in way.people(version) if person.pk not in heard]
        if people:
            way.tell(version, people, by=by)
        heard |= {person.pk for person in people}

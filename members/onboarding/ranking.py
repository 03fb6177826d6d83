"""Who fits a newcomer best as a buddy: pure figures, so that it can be told and tested."""

from dataclasses import dataclass

#: The same region outweighs any one of the others: they meet, and share landsret, hospitals and coordinator.
REGION = 40
#: For a municipality of exactly the same size; half as large or twice as large gives half.
SIZE = 25
#: For each whole year in post, up to so many.
YEAR, MOST_YEARS = 4, 5
#: Taken off for a capacity that is used up; half used, half of it.
LOAD = 20


@dataclass(frozen=True)
class Candidate:
    """What of a member counts towards being one newcomer's buddy."""

    same_region: bool
    inhabitants: int
    years: int
    load: int
    capacity: int

    @property
    def has_room(self) -> bool:
        return self.load < self.capacity


def points(candidate: Candidate, inhabitants: int) -> int:
    """How well a candidate fits a newcomer from a municipality of this size; the more, the better."""
    smaller, larger = sorted((candidate.inhabitants, inhabitants))
    alike = smaller / larger if larger else 0
    used = candidate.load / candidate.capacity if candidate.capacity else 1
    return (
        (REGION if candidate.same_region else 0)
        + round(SIZE * alike)
        + YEAR * min(candidate.years, MOST_YEARS)
        - round(LOAD * used)
    )

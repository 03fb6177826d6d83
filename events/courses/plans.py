"""What is wished for a course, as a form gives it and a flow takes it."""

from dataclasses import dataclass
from datetime import datetime

from members.people.models import User

from .models import Course


@dataclass(frozen=True)
class Day:
    """One of the dates; `pk` is that of the date it was before, so that calendars know it again."""

    starts_at: datetime
    ends_at: datetime
    title: str = ""
    pk: int | None = None


@dataclass(frozen=True)
class Tutor:
    """Who teaches, in the order given: a member, or a guest by name."""

    person: User | None = None
    name: str = ""
    title: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything about a course but its dates and teachers; a form's cleaned data, by name."""

    title: str
    signup_closes_at: datetime
    summary: str = ""
    outcome: str = ""
    prerequisites: str = ""
    builds_on: tuple[Course, ...] = ()
    place_name: str = ""
    place_address: str = ""
    place_room: str = ""
    accessibility: str = ""
    online_url: str = ""
    minimum: int = 1
    capacity: int | None = None
    dates_needed: int = 1

    @property
    def columns(self) -> dict:
        """What stands on the course's own row."""
        return {name: value for name, value in vars(self).items() if name != "builds_on"}

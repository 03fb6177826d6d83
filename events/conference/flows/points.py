"""A point of the programme as it is written, and the part that one books of it."""

from dataclasses import asdict, dataclass
from datetime import time
from typing import Any

from ..enums import PartKind, SessionKind
from ..models import Part, Session


@dataclass(frozen=True)
class Point:
    """A point for the programme; `day` 1 is the first."""

    day: int
    starts: time
    ends: time
    kind: SessionKind
    title: str
    abstract: str = ""
    speaker: str = ""
    room: str = ""
    capacity: int | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """What stands in the programme; the seats are the part's."""
        return {name: value for name, value in asdict(self).items() if name != "capacity"}

    @property
    def texts(self) -> tuple[str, ...]:
        """What somebody has typed."""
        return self.title, self.abstract, self.speaker, self.room


def write(session: Session, point: Point) -> Session:
    """The point as it is to stand, and its part where it is a choice. The caller holds the
    conference's row."""
    for name, value in point.facts.items():
        setattr(session, name, value)
    session.save()
    if session.is_chosen:
        Part.objects.update_or_create(
            session=session,
            defaults={"capacity": point.capacity},
            create_defaults={
                "conference": session.conference,
                "kind": PartKind.SESSION,
                "capacity": point.capacity,
            },
        )
    else:
        Part.objects.filter(session=session).delete()
    return session

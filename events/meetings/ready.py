"""What lies ready for those who come. Meetings do not know the rooms above them: those offer what they have,
and the reminder asks how much there is."""

from collections.abc import Callable

from .models import Meeting

READY: list[Callable[[Meeting], int]] = []


def offer(count: Callable[[Meeting], int]) -> None:
    """Make a room's count known; called by the room when the portal starts."""
    READY.append(count)


def number_of(meeting: Meeting) -> int:
    """How many pieces lie ready for those who come to the meeting."""
    return sum(count(meeting) for count in READY)

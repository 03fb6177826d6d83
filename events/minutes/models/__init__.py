"""The shape of attendance and minutes."""

from .attendance import Attendance
from .minutes import Addendum, Comment, Minutes, Section
from .outcome import Decision, ToDo

__all__ = ["Addendum", "Attendance", "Comment", "Decision", "Minutes", "Section", "ToDo"]

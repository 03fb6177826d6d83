"""Every write about what waits."""

from .helping import help_no_more, leave_topics, volunteer
from .setting import set_intervals
from .settling import leave_question, not_yet
from .telling import tell_what_waits

__all__ = [
    "help_no_more",
    "leave_question",
    "leave_topics",
    "not_yet",
    "set_intervals",
    "tell_what_waits",
    "volunteer",
]

"""Every write of the forum."""

from .answering import answer, comment, edit_answer
from .asking import ask, edit_question
from .following import follow, unfollow
from .judging import accept, confirm, mark_helpful, unaccept
from .tracing import trace_author

__all__ = [
    "accept",
    "answer",
    "ask",
    "comment",
    "confirm",
    "edit_answer",
    "edit_question",
    "follow",
    "mark_helpful",
    "trace_author",
    "unaccept",
    "unfollow",
]

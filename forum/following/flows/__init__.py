"""Every write of following."""

from .choosing import follow_question, follow_topics
from .digesting import (
    carry_along,
    drop_for_outsiders,
    note_answer,
    note_question,
    note_topics,
    send_digests,
)
from .feeding import drop_address, make_address
from .leaving import forget, leave_digests, leave_question, leave_topics

__all__ = [
    "carry_along",
    "drop_address",
    "drop_for_outsiders",
    "follow_question",
    "follow_topics",
    "forget",
    "leave_digests",
    "leave_question",
    "leave_topics",
    "make_address",
    "note_answer",
    "note_question",
    "note_topics",
    "send_digests",
]

"""The forum's tables."""

from .answer import Answer, Comment
from .event import QuestionEvent
from .following import Follow, HelpfulMark
from .question import Question
from .revision import Revision
from .written import Written

__all__ = [
    "Answer",
    "Comment",
    "Follow",
    "HelpfulMark",
    "Question",
    "QuestionEvent",
    "Revision",
    "Written",
]

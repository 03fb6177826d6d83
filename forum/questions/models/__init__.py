"""The forum's tables."""

from .answer import Answer, Comment
from .claim import Claim
from .event import QuestionEvent
from .following import Bookmark, Follow, HelpfulMark
from .question import Question
from .revision import Revision
from .written import Written

__all__ = [
    "Answer",
    "Bookmark",
    "Claim",
    "Comment",
    "Follow",
    "HelpfulMark",
    "Question",
    "QuestionEvent",
    "Revision",
    "Written",
]

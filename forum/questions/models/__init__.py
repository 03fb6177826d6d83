"""The forum's tables."""

from .answer import Answer, Comment
from .attachment import Attachment
from .claim import Claim
from .draft import Draft
from .event import QuestionEvent
from .following import Bookmark, Follow, HelpfulMark
from .question import Question
from .revision import Revision
from .written import Written

__all__ = [
    "Answer",
    "Attachment",
    "Bookmark",
    "Claim",
    "Comment",
    "Draft",
    "Follow",
    "HelpfulMark",
    "Question",
    "QuestionEvent",
    "Revision",
    "Written",
]

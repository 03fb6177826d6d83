"""Who may make a draft of a question?"""

from forum.questions.models import Question
from forum.questions.rules import may_view
from resources.library.rules import may_edit


def may_draft(user, question: Question) -> bool:
    """Those who keep the library, of what they may read."""
    return may_edit(user) and may_view(user, question)

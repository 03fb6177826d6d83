"""May this person choose what they hear of?"""

from forum.questions.rules import may_enter


def may_choose(user) -> bool:
    """Whoever may read the forum."""
    return may_enter(user)

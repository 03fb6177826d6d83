"""Who may offer help, and who sets how long questions wait?"""

from forum.questions.rules import may_moderate, may_write


def may_volunteer(user) -> bool:
    """Whoever may answer."""
    return may_write(user)


def may_set(user) -> bool:
    """Those who keep order in the forum."""
    return may_moderate(user)

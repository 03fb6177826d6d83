"""Who answers, who asks and who sees what was answered: what the room that offers the subject says."""

from members.people.rules import is_member

from .models import Evaluation
from .subjects import kind_of


def is_asked(user, evaluation: Evaluation) -> bool:
    """Whether it is for this person to answer, once it is open."""
    kind, number = kind_of(evaluation)
    return is_member(user) and kind.answerers(number).filter(pk=user.pk).exists()


def may_set(user, evaluation: Evaluation) -> bool:
    """Decide whether there is one, and what is asked."""
    kind, number = kind_of(evaluation)
    return is_member(user) and kind.may_set(user, number)


def may_see(user, evaluation: Evaluation) -> bool:
    """See how many have answered, and what, once it is closed."""
    kind, number = kind_of(evaluation)
    return is_member(user) and kind.may_see(user, number)


def may_view(user, evaluation: Evaluation) -> bool:
    """Come to its page: those who ask and see, and when it has been opened those who are asked."""
    if may_set(user, evaluation) or may_see(user, evaluation):
        return True
    return evaluation.was_opened and is_asked(user, evaluation)


def may_see_part(user, evaluation: Evaluation, part: str) -> bool:
    """See what was answered about one part, once it is closed: those who see the whole, and those whose own
    part it is. An unknown part is nobody's."""
    kind, number = kind_of(evaluation)
    if not is_member(user):
        return False
    if kind.may_see(user, number):
        return any(each.key == part for each in kind.parts(number))
    return part in kind.parts_seen_by(user, number)

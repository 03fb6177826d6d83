"""Who sees a contribution, and who may change it."""

from members.people.rules import is_member
from resources.library.rules import may_edit

from .models import Contribution


def may_view(user, contribution: Contribution) -> bool:
    """The member it is from, and those who keep the library. The list is `queries.contributions_for`."""
    return (is_member(user) and contribution.person_id == user.pk) or may_edit(user)

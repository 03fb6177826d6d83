from members.people.rules import is_member

from .models import Group


def may_view(user, group: Group) -> bool:
    """Every member sees every group."""
    return is_member(user)

"""Who may read what in the library, and who may change it."""

from members.people.enums import Permission
from members.people.rules import is_member, may

from .enums import Audience
from .models import Guide


def may_read(user, guide: Guide) -> bool:
    """Public material is everyone's; the rest is the members'. The list is `queries.guides_for`."""
    return guide.audience == Audience.PUBLIC or is_member(user)


def may_edit(user) -> bool:
    """Whether the person may change the library."""
    return may(user, Permission.EDIT_LIBRARY)

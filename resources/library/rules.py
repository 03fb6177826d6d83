"""Who may read what in the library, and who may change it."""

from members.groups.queries import own_group_numbers
from members.people.enums import Permission
from members.people.rules import is_member, may

from .enums import Audience
from .models import Guide


def may_read(user, guide: Guide) -> bool:
    """Public material is everyone's, a group's is for its own people and for those who keep the library, the
    rest is the members'. The list is `queries.guides_for`, the people are `queries.readers_of`."""
    if guide.audience == Audience.PUBLIC:
        return True
    if not is_member(user):
        return False
    return guide.is_for_all_members or guide.group_id in own_group_numbers(user) or may_edit(user)


def reaches_readers_of(guide: Guide, other: Guide) -> bool:
    """Whether everybody who may read the other may read this one, too: only then it can replace it."""
    if guide.audience == Audience.PUBLIC:
        return True
    if other.audience == Audience.PUBLIC:
        return False
    return guide.is_for_all_members or (
        not other.is_for_all_members and guide.group_id == other.group_id
    )


def may_edit(user) -> bool:
    """Whether the person may change the library."""
    return may(user, Permission.EDIT_LIBRARY)

"""May this person do this? The one place that knows; pages, lists, files, mails and sockets ask here.

A person's standing (are they a member today, which roles do they hold) is read once per object of the
account, that is once per request, and in two queries; a socket asks with a fresh account each time.
"""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from .enums import PERMISSIONS, SECRETARIAT, Permission, Role


@dataclass(frozen=True)
class Standing:
    """What a person is to the network today. `groups` are the numbers of the groups they coordinate."""

    roles: frozenset[Role]
    groups: frozenset[int] = field(default_factory=frozenset)


VISITOR = Standing(frozenset({Role.VISITOR}))


def standing(user) -> Standing:
    """The person's roles today; a stranger's is VISITOR."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return VISITOR
    known = getattr(user, "_standing", None)
    if known is None:
        known = user._standing = _read_standing(user)
    return known


def forget_standing(user) -> None:
    """Read it anew next time; called by every flow that changes a person's posts or roles."""
    user.__dict__.pop("_standing", None)
    user.__dict__.pop("current_posts", None)


def _read_standing(user) -> Standing:
    today = timezone.localdate()
    now = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gt=today))
    memberships = list(user.memberships.values_list("ended_at", flat=True))
    admitted = None in memberships
    if not (admitted and user.posts.filter(now).exists()):
        return Standing(frozenset({Role.FORMER_MEMBER if memberships else Role.APPLICANT}))
    grants = list(user.grants.filter(now).values_list("role", "group_id"))
    return Standing(
        frozenset({Role.MEMBER, *(Role(role) for role, _ in grants)}),
        frozenset(group for _, group in grants if group is not None),
    )


def roles_of(user) -> frozenset[Role]:
    return standing(user).roles


def is_member(user) -> bool:
    """Admitted, and in a post today. This, not being logged in, opens the members' rooms."""
    return Role.MEMBER in standing(user).roles


def is_secretariat(user) -> bool:
    return bool(standing(user).roles & SECRETARIAT)


def coordinates(user, group) -> bool:
    """Whether the person is this very group's coordinator today."""
    return group is not None and group.pk in standing(user).groups


def may(user, permission: Permission, group=None) -> bool:
    """Whether the person has a permission; a group's own one is asked with the group."""
    if permission is Permission.RUN_GROUP_MEETINGS:
        return coordinates(user, group) or (
            group is not None and may(user, Permission.MANAGE_MEETINGS)
        )
    return any(permission in PERMISSIONS[role] for role in standing(user).roles)


def may_view_person(user, person) -> bool:
    """Members see members; everyone sees themself; those who manage members see all."""
    if not getattr(user, "is_authenticated", False):
        return False
    if user.pk == person.pk or may(user, Permission.MANAGE_MEMBERS):
        return True
    return is_member(user) and is_member(person)

"""Groups for a reader, and who belongs to a group."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone

from members.people.enums import Role
from members.people.models import Post, RoleGrant, User
from members.people.queries import in_force, members
from members.people.rules import is_member
from portal.kit.prepared import Prepared

from .models import Group


def groups_for(user) -> QuerySet[Group]:
    """Every member sees every group (who meets where is no secret among members)."""
    return Group.objects.all() if is_member(user) else Group.objects.none()


def own_groups(user) -> QuerySet[Group]:
    """The groups a person belongs to through a post today."""
    if not is_member(user):
        return Group.objects.none()
    return Group.objects.filter(
        municipalities__in=user.posts.filter(in_force()).values("municipality")
    ).distinct()


def own_group_numbers(user) -> set[int]:
    """The numbers of a member's own groups: a list to choose by, quicker than a query within a query.
    Read once per object of the account, like its standing."""
    if not is_member(user):
        return set()
    known = getattr(user, "_own_groups", None)
    if known is None:
        found = _groups_of_one(user.pk, timezone.localdate())
        known = user._own_groups = {group for (group,) in found}
    return known


#: Every list of questions asks this.
_groups_of_one = Prepared(
    lambda person, on: Post.objects.filter(
        in_force(on), person=person, municipality__groups__isnull=False
    ).values_list("municipality__groups")
)


def belongs_to(user, group: Group) -> bool:
    return own_groups(user).filter(pk=group.pk).exists()


def groups_of(people: Collection[int]) -> dict[int, set[int]]:
    """The groups (numbers) that each of these people belongs to today, in one query; whether they are
    members is for the one who asks to know."""
    found: dict[int, set[int]] = {person: set() for person in people}
    posts = Post.objects.filter(in_force(), person__in=people, municipality__groups__isnull=False)
    for person, group in posts.values_list("person_id", "municipality__groups"):
        found[person].add(group)
    return found


def members_of(group: Group) -> QuerySet[User]:
    """Members with a post in one of the group's municipalities today."""
    return members().filter(
        pk__in=Post.objects.filter(in_force(), municipality__in=group.municipalities.all()).values(
            "person"
        )
    )


def coordinators_of(group: Group) -> QuerySet[User]:
    """Those who run the group's meetings today."""
    return members().filter(
        pk__in=RoleGrant.objects.filter(
            in_force(), role=Role.COORDINATOR, group_id=group.pk
        ).values("person")
    )

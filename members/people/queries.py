"""Lists of people for a reader."""

from datetime import date

from django.db.models import Q, QuerySet

from .enums import PERMISSIONS, Permission, Role
from .models import Membership, Post, RoleGrant, User
from .rules import in_force, is_member, may


def members(on: date | None = None) -> QuerySet[User]:
    """Everyone who is a member on a day (today if none): admitted, and in a post. For flows and
    figures; a page that lists people asks `people_for(reader)`."""
    if on is None:
        admitted = Membership.objects.filter(ended_at__isnull=True)
        people = User.objects.filter(is_active=True)
    else:
        admitted = Membership.objects.filter(
            Q(admitted_at__date__lte=on) & (Q(ended_at__isnull=True) | Q(ended_at__date__gt=on))
        )
        people = User.objects.all()
    in_post = Post.objects.filter(in_force(on), person__isnull=False)
    return people.filter(pk__in=admitted.values("person")).filter(pk__in=in_post.values("person"))


def people_for(user) -> QuerySet[User]:
    """The people a reader may see; the same rule as `rules.may_view_person`."""
    if not getattr(user, "is_authenticated", False):
        return User.objects.none()
    if may(user, Permission.MANAGE_MEMBERS):
        return User.objects.all()
    if is_member(user):
        return User.objects.filter(Q(pk__in=members().values("pk")) | Q(pk=user.pk))
    return User.objects.filter(pk=user.pk)


def with_posts(people: QuerySet[User]) -> QuerySet[User]:
    """The same people with today's municipality at hand, in a constant number of queries."""
    return people.prefetch_related("posts__municipality")


def holders(permission: Permission) -> QuerySet[User]:
    """The members who have a permission through a granted role (for telling them)."""
    roles = [role for role, may_do in PERMISSIONS.items() if permission in may_do]
    if Role.MEMBER in roles:
        return members()
    return members().filter(
        pk__in=RoleGrant.objects.filter(in_force(), role__in=roles).values("person")
    )

"""Lists of people for a reader."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from .enums import PERMISSIONS, Audience, Field, Permission, Role
from .models import Absence, Membership, Post, RoleGrant, Suspension, User
from .rules import in_force, is_member, is_secretariat, may, suspended, to_come


def members(on: date | None = None) -> QuerySet[User]:
    """Everyone who is a member on a day (today if none): admitted, in a post and not suspended. For flows
    and figures; a page that lists people asks `people_for(reader)`."""
    if on is None:
        return members_today(timezone.localdate())
    admitted = Membership.objects.filter(
        Q(admitted_at__date__lte=on) & (Q(ended_at__isnull=True) | Q(ended_at__date__gt=on))
    )
    return _in_post(User.objects.all(), admitted, on)


def members_today(today: date) -> QuerySet[User]:
    """`members()`, for kept SQL (`portal.kit.prepared`), which is given the day."""
    admitted = Membership.objects.filter(ended_at__isnull=True)
    return _in_post(User.objects.filter(is_active=True), admitted, today)


def _in_post(people: QuerySet[User], admitted: QuerySet[Membership], on: date) -> QuerySet[User]:
    in_post = Post.objects.filter(in_force(on), person__isnull=False)
    shut_out = Suspension.objects.filter(suspended(on))
    return (
        people.filter(pk__in=admitted.values("person"))
        .filter(pk__in=in_post.values("person"))
        .exclude(pk__in=shut_out.values("person"))
    )


def people_for(user) -> QuerySet[User]:
    """The people a reader may see; the same rule as `rules.may_view_person`."""
    if not getattr(user, "is_authenticated", False):
        return User.objects.none()
    if may(user, Permission.MANAGE_MEMBERS):
        return User.objects.all()
    if is_member(user):
        return User.objects.filter(Q(pk__in=members().values("pk")) | Q(pk=user.pk))
    return User.objects.filter(pk=user.pk)


def showing(user, field: Field) -> QuerySet[User]:
    """The people of whom a reader sees a field; the same rule as `rules.may_see_field`. Whoever searches
    by a field or puts it in a file asks here: what is hidden is not found either."""
    people = people_for(user)
    if is_secretariat(user) or may(user, Permission.MANAGE_MEMBERS):
        return people
    unchosen = Q(**{f"visibility__{field}__isnull": True})
    chosen = Q(**{f"visibility__{field}": Audience.MEMBERS})
    return people.filter(Q(pk=user.pk) | unchosen | chosen)


def away(on: date | None = None) -> QuerySet[Absence]:
    """The leaves that last on a day; today if none."""
    return Absence.objects.filter(in_force(on))


def next_post(person: User) -> Post | None:
    """The first of the posts that a person has ahead."""
    ahead = person.posts.filter(to_come()).select_related("municipality")
    return ahead.order_by("starts_on", "pk").first()


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

"""May this person do this? The one place that knows; pages, lists, files, mails and sockets ask here.

A person's standing (are they a member today, which roles do they hold) is read once per object of the
account, that is once per request, and in one query; a socket reads the account anew each time.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.kit.prepared import Prepared
from portal.notices.queries import UNREAD, unread_by

from .enums import PERMISSIONS, SECRETARIAT, Audience, Field, Permission, Role
from .models import Membership, Post, Suspension, User


@dataclass(frozen=True)
class Standing:
    """What a person is to the network today. `groups` are the numbers of the groups they coordinate."""

    roles: frozenset[Role]
    groups: frozenset[int] = field(default_factory=frozenset)


VISITOR = Standing(frozenset({Role.VISITOR}))


def in_force(on: date | None = None, *, of: str = "") -> Q:
    """The condition "on this day" for rows with starts_on and ends_on, today if none; `of` is the way
    to such rows from another table (`grants__`)."""
    day = on or timezone.localdate()
    begun = Q(**{f"{of}starts_on__lte": day})
    lasting = Q(**{f"{of}ends_on__isnull": True}) | Q(**{f"{of}ends_on__gt": day})
    return begun & lasting


def to_come(on: date | None = None) -> Q:
    """The condition "begins after this day" for posts, today if none."""
    day = on or timezone.localdate()
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on"))
    return Q(starts_on__gt=day) & lasting


def suspended(on: date | None = None) -> Q:
    """The condition "shut out on this day" for suspensions, at this moment if none."""
    if on is None:
        return Q(in_force_at__isnull=False, lifted_at__isnull=True)
    lasting = Q(lifted_at__isnull=True) | Q(lifted_at__date__gt=on)
    return Q(in_force_at__date__lte=on) & lasting


def standing(user) -> Standing:
    """The person's roles today; a stranger's is VISITOR."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return VISITOR
    known = getattr(user, "_standing", None)
    if known is None:
        known = user._standing = _standing_from(_facts_about(user.pk, timezone.localdate()))
    return known


def forget_standing(user) -> None:
    """Read it anew next time; called by every flow that changes a person's posts or roles."""
    for kept in ("_standing", "_own_groups", "current_posts"):
        with suppress(AttributeError):
            delattr(user, kept)  # `request.user` has a `__dict__` that is not the account's


def read_anew(keys: Collection[int]) -> dict[int, User]:
    """Accounts as they are stored now, by their keys, each with its standing, in one query; those that are
    gone or closed are missing. For open pages, which ask every few seconds."""
    found = _with_facts(User.objects.filter(pk__in=keys, is_active=True), timezone.localdate())
    return _each_with_standing(found)


def read_one(key: int) -> User | None:
    """The same for one account: whoever is behind a request. The figure on the bell comes along, for every
    page shows it."""
    return _each_with_standing(_account(key, timezone.localdate())).get(key)


def _each_with_standing(found: Iterable) -> dict[int, User]:
    """Accounts by their keys out of rows with the `Facts`, of which each has one or several."""
    rows: dict[int, list] = {}
    for row in found:
        rows.setdefault(row.pk, []).append(row)
    for person in rows.values():
        person[0]._standing = _standing_from([_facts_of(row) for row in person])
    return {key: person[0] for key, person in rows.items()}


class Facts(NamedTuple):
    """What a standing rests on: a person once for each role held, or once without one."""

    was_admitted: bool
    is_admitted: bool
    is_in_post: bool
    has_post_ahead: bool
    is_suspended: bool
    held_role: str | None
    held_group: int | None


_facts_of = attrgetter(*Facts._fields)


def _with_facts(people: QuerySet[User], on: date) -> QuerySet:
    """Each person once for each role held on a day, or once without one, with the `Facts`."""
    memberships = Membership.objects.filter(person=OuterRef("pk"))
    return people.annotate(
        was_admitted=Exists(memberships),
        is_admitted=Exists(memberships.filter(ended_at__isnull=True)),
        is_in_post=Exists(Post.objects.filter(in_force(on), person=OuterRef("pk"))),
        has_post_ahead=Exists(Post.objects.filter(to_come(on), person=OuterRef("pk"))),
        is_suspended=Exists(Suspension.objects.filter(suspended(), person=OuterRef("pk"))),
        held=FilteredRelation("grants", condition=in_force(on, of="grants__")),
        held_role=F("held__role"),
        held_group=F("held__group_id"),
    ).order_by()


#: Every page of every reader asks this.
_account = Prepared(
    lambda person, on: _with_facts(User.objects.filter(pk=person, is_active=True), on).annotate(
        **{UNREAD: unread_by(OuterRef("pk"))}
    )
)
_facts_about = Prepared(
    lambda person, on: _with_facts(User.objects.filter(pk=person), on).values_list(*Facts._fields)
)


def _standing_from(rows: Sequence[tuple]) -> Standing:
    """A person's standing out of their rows of `Facts`."""
    found = [Facts(*row) for row in rows]
    facts = found[0] if found else None
    if facts is None or not facts.is_admitted or not (facts.is_in_post or facts.has_post_ahead):
        left = facts is not None and facts.was_admitted
        return Standing(frozenset({Role.FORMER_MEMBER if left else Role.APPLICANT}))
    if facts.is_suspended:
        return Standing(frozenset({Role.SUSPENDED}))
    if not facts.is_in_post:
        return Standing(frozenset({Role.ADMITTED}))
    return Standing(
        frozenset({Role.MEMBER, *(Role(row.held_role) for row in found if row.held_role)}),
        frozenset(row.held_group for row in found if row.held_group is not None),
    )


def roles_of(user) -> frozenset[Role]:
    return standing(user).roles


def is_member(user) -> bool:
    """Admitted, in a post today and not suspended. This, not being logged in, opens the members' rooms."""
    return Role.MEMBER in standing(user).roles


def begins_later(user) -> bool:
    """Admitted, and the (next) post begins on a day to come: the members' rooms open by themselves then."""
    return Role.ADMITTED in standing(user).roles


def has_a_place(user) -> bool:
    """A member today, or admitted and waiting for the day: whoever an invitation is for."""
    return is_member(user) or begins_later(user)


def is_admitted(person: User) -> bool:
    """Whether the person has a membership, in a post today or not, suspended or not."""
    return person.memberships.filter(ended_at__isnull=True).exists()


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


def may_see_field(user, person, field: Field) -> bool:
    """Whether this reader sees a field of the person's profile, as the person has chosen; the list of
    those who show it is `queries.showing`."""
    return may_view_person(user, person) and shows_field(user, person, field)


def shows_field(user, person, field: Field) -> bool:
    """The same of somebody whom the reader is known to see, such as one out of `queries.people_for`: it
    asks the database nothing."""
    if user.pk == person.pk or may(user, Permission.MANAGE_MEMBERS):
        return True
    return person.shown_to(field) == Audience.MEMBERS or is_secretariat(user)

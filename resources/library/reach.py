"""Whose material a reader gets: the rules of `rules.may_read`, for lists."""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from members.groups.queries import members_of, own_group_numbers
from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders, members
from members.people.rules import is_member
from portal.kit.prepared import Prepared

from .enums import FOR_ALL_MEMBERS, Audience
from .models import Guide
from .rules import may_edit


class Reach(NamedTuple):
    """Whose material a reader gets: what is public, what all members read, or all of it; and besides what all
    members read, that of these groups."""

    is_member: bool
    is_editor: bool
    groups: tuple[int, ...]


def reach_of(user) -> Reach:
    """The reader's. Whoever shares it with them reads the same."""
    if not is_member(user):
        return Reach(False, False, ())
    if may_edit(user):
        return Reach(True, True, ())
    return Reach(True, False, tuple(sorted(own_group_numbers(user))))


def guides_within(reach: Reach) -> QuerySet[Guide]:
    """The material that readers of this reach may read; the same rule as `rules.may_read`."""
    if not reach.is_member:
        return Guide.objects.filter(audience=Audience.PUBLIC)
    if reach.is_editor:
        return Guide.objects.all()
    return Guide.objects.filter(Q(audience__in=FOR_ALL_MEMBERS) | Q(group__in=reach.groups))


def guides_for(user) -> QuerySet[Guide]:
    """The material a reader may read; the same rule as `rules.may_read`."""
    return guides_within(reach_of(user))


def guides_for_all_members() -> QuerySet[Guide]:
    """What every member may read: what a text that all of them read may point to by its title."""
    return Guide.objects.filter(audience__in=FOR_ALL_MEMBERS)


def prepared_within(build: Callable[[QuerySet[Guide]], QuerySet]) -> Callable[[Reach], list]:
    """A question about the material in use that a reader may read, put into SQL once for each kind of reach:
    `build` is given the material."""

    def of(is_member: bool, is_editor: bool) -> Prepared:
        return Prepared(
            lambda *groups: build(
                in_use_within(Reach(is_member, is_editor, groups[0] if groups else ()))
            )
        )

    stranger, member, editor = of(False, False), of(True, False), of(True, True)

    def ask(reach: Reach) -> list:
        if not reach.is_member:
            return stranger()
        return editor() if reach.is_editor else member(reach.groups)

    return ask


def readers_of(guide: Guide) -> QuerySet[User]:
    """The members who may read it; the same rule as `rules.may_read`."""
    if guide.group is None:
        return members()
    return members().filter(
        Q(pk__in=members_of(guide.group).values("pk"))
        | Q(pk__in=holders(Permission.EDIT_LIBRARY).values("pk"))
    )


def in_use_for(user) -> QuerySet[Guide]:
    """Those of them that are still to be used: what every list and every search shows."""
    return in_use_within(reach_of(user))


def in_use_within(reach: Reach) -> QuerySet[Guide]:
    """The same of all readers of this reach."""
    return guides_within(reach).filter(retirement__isnull=True)


def in_use_for_all_members() -> QuerySet[Guide]:
    """What every member may read and is still to be used: what such a text may be made to point to."""
    return guides_for_all_members().filter(retirement__isnull=True)


def retired_for(user) -> QuerySet[Guide]:
    """Those that are not, the latest first."""
    retired = guides_for(user).filter(retirement__isnull=False)
    return retired.select_related("retirement").order_by("-retirement__retired_at", "-pk")

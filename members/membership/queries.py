"""People for the secretariat's desk, and what a membership's page shows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from members.groups.models import Group
from members.municipalities.models import Municipality
from members.people.enums import Permission
from members.people.models import Membership, Post, Suspension, User
from members.people.queries import away, members, people_for
from members.people.rules import may, suspended
from portal.audit import trail
from portal.audit.models import Entry
from portal.kit import danish, names

from .enums import DEEDS, Tab
from .models import HandOver

PAGE = 50


def people(user, *, tab: Tab, words: str = "") -> QuerySet[User]:
    """Those under one tab, narrowed by words: each begins a name's or a municipality's word, or an
    address. For those who manage members."""
    if not may(user, Permission.MANAGE_MEMBERS):
        return User.objects.none()
    found = people_for(user).filter(_under(tab))
    for part in words.split():
        begins = Q(email__istartswith=part)
        if danish.sort_key(part):
            begins |= names.begins(danish.sort_key(part))
            places = Municipality.objects.filter(names.begins(danish.sort_key(part)))
            begins |= Q(pk__in=Post.objects.filter(municipality__in=places).values("person"))
        found = found.filter(begins)
    return found.order_by("name_key", "pk").prefetch_related("posts__municipality")


def _under(tab: Tab) -> Q:
    shut_out = Q(pk__in=Suspension.objects.filter(suspended()).values("person"))
    admitted = Q(pk__in=Membership.objects.filter(ended_at__isnull=True).values("person"))
    once = Q(pk__in=Membership.objects.values("person"))
    lasting = Post.objects.filter(person=OuterRef("pk"))
    goes_on = Q(Exists(lasting.filter(ends_on__isnull=True)))
    ends = Q(Exists(lasting.filter(ends_on__gt=timezone.localdate())))
    return {
        Tab.MEMBERS: Q(pk__in=members().values("pk")),
        Tab.LEAVING: admitted & ends & ~goes_on,
        Tab.AWAY: admitted & Q(pk__in=away().values("person")),
        Tab.SUSPENDED: admitted & shut_out,
        Tab.FORMER: once & ~admitted,
        Tab.OTHERS: ~once | (admitted & ~shut_out & ~Q(pk__in=members().values("pk"))),
    }[tab]


def hand_overs(user) -> QuerySet[HandOver]:
    """The duties that wait for somebody, the oldest first."""
    if not may(user, Permission.MANAGE_MEMBERS):
        return HandOver.objects.none()
    waiting = HandOver.objects.filter(settled_at__isnull=True)
    return waiting.select_related("person").order_by("noted_at", "pk")


def suspensions(user) -> QuerySet[Suspension]:
    """Those that are open, whose answer is awaited first."""
    if not may(user, Permission.MANAGE_MEMBERS):
        return Suspension.objects.none()
    standing = Suspension.objects.filter(lifted_at__isnull=True)
    return standing.select_related("person").order_by("in_force_at", "due_on", "pk")


def takers(but: User) -> QuerySet[User]:
    """Those who can take a duty over."""
    return members().exclude(pk=but.pk).order_by("name_key", "pk")


def last_day_of(person: User) -> date | None:
    """The first day on which the person has no post any more, by what is written today; None while one of
    them goes on, or where none lasts."""
    lasting = [post for post in person.posts.all() if post.is_current() or post.is_to_come]
    ends = [post.ends_on for post in lasting if post.ends_on]
    return max(ends) if ends and len(ends) == len(lasting) else None


def grants_of(person: User) -> QuerySet:
    """The roles that a person holds today or is to hold."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=timezone.localdate())
    return person.grants.filter(lasting)


@dataclass(frozen=True)
class Line:
    """One deed on a person's page: when, what, and who did it (None for the portal itself)."""

    entry: Entry
    words: str
    who: User | None


def story_of(person: User) -> list[Line]:
    """What has been done to a membership, the newest first."""
    entries = list(trail.of_person(person).filter(about_id=person.pk, action__in=DEEDS))
    known = User.objects.in_bulk({entry.by_id for entry in entries if entry.by_id is not None})
    return [
        Line(entry, str(DEEDS[entry.action]), known.get(entry.by_id) if entry.by_id else None)
        for entry in entries
    ]


def with_groups(grants: QuerySet) -> list:
    """The same roles, each with the name of its group (`group_name`), if it has one."""
    found = list(grants)
    names = dict(
        Group.objects.filter(pk__in=[each.group_id for each in found]).values_list("pk", "name")
    )
    for each in found:
        each.group_name = names.get(each.group_id, "")
    return found

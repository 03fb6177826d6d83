"""The series as a reader sees it, and what members have written, for its writer and for the desk."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from members.people.models import User
from members.people.rules import is_member
from portal.kit.prepared import Prepared
from resources.library.enums import Kind, Line, Status
from resources.library.models import Guide, Version
from resources.library.queries import SeriesRow, series_row, with_editions
from resources.library.reach import guides_for, in_use_for, readers_of
from resources.library.rules import may_edit

from .enums import Reply
from .models import Difference, Offer, Wish


@dataclass(frozen=True)
class Row(SeriesRow):
    """One guide of the series with its voices."""

    wishes: int
    is_mine: bool

    @property
    def can_be_wished_for(self) -> bool:
        return self.status != Status.PUBLISHED


@dataclass(frozen=True)
class Tally:
    """So many guides are this far."""

    status: str
    label: Any
    count: int


def series_for(user) -> list[Row]:
    """The guides that the reader may read, by their numbers, in a constant number of queries."""
    guides = with_editions(in_use_for(user).filter(kind=Kind.KLARRET).order_by("number"))
    voices = dict(Wish.objects.values_list("guide").annotate(n=Count("pk")).order_by())
    mine = wish_of(user)
    return [_row(guide, voices.get(guide.pk, 0), mine == guide.pk) for guide in guides]


@dataclass(frozen=True)
class Say:
    """What members have said of one guide, and this member among them."""

    row: Row
    has_offered: bool


def _said(member: int, guide: int) -> QuerySet:
    wishes = Wish.objects.filter(guide=OuterRef("pk"))
    counted = wishes.order_by().values("guide").annotate(n=Count("pk")).values("n")
    return (
        Guide.objects.filter(pk=guide)
        .order_by()
        .values_list(
            Coalesce(Subquery(counted), 0),
            Exists(wishes.filter(person=member)),
            Exists(Offer.objects.filter(guide=OuterRef("pk"), person=member, reply=Reply.WAITS)),
        )
    )


#: Every page of a guide of the series asks this.
_say = Prepared(_said)


def say_of(member, guide: Guide) -> Say:
    """One guide of the series that has its editions at hand, in one query."""
    [(count, is_mine, has_offered)] = _say(member.pk, guide.pk)
    return Say(_row(guide, count, bool(is_mine)), bool(has_offered))


def counted(rows: Iterable[Row]) -> list[Tally]:
    """How many are how far, in the order in which an edition goes through them from its end."""
    statuses = [row.status for row in rows]
    order = (Status.PUBLISHED, Status.IN_REVIEW, Status.BEING_WRITTEN, Status.NOT_BEGUN)
    return [Tally(status, status.label, statuses.count(status)) for status in order]


def who_wished_for(version: Version) -> QuerySet[User]:
    """Those who wished for the national edition that a version brings, and may read it."""
    if version.edition.line != Line.NATIONAL:
        return User.objects.none()
    guide = version.edition.guide
    return readers_of(guide).filter(pk__in=Wish.objects.filter(guide=guide).values("person"))


def wish_of(user) -> int | None:
    """The number of the guide that has the member's voice."""
    if not is_member(user):
        return None
    return Wish.objects.filter(person=user).values_list("guide", flat=True).first()


def offers_for(user) -> QuerySet[Offer]:
    """A member's own; all of them for those who keep the library."""
    offers = Offer.objects.select_related("guide", "person")
    return (
        offers
        if may_edit(user)
        else offers.filter(person=user)
        if is_member(user)
        else offers.none()
    )


def differences_for(user) -> QuerySet[Difference]:
    """A member's own; all of them for those who keep the library."""
    found = Difference.objects.select_related("guide", "person", "municipality")
    return (
        found if may_edit(user) else found.filter(person=user) if is_member(user) else found.none()
    )


def own(found_for: Callable[[Any], QuerySet], user) -> QuerySet:
    """Of what the reader may see only what the reader has written: those who keep the library see all."""
    return found_for(user).filter(person=user, guide__in=guides_for(user))


def waiting_for(user) -> int:
    """How many offers and reports wait for the secretariat's answer."""
    if not may_edit(user):
        return 0
    waiting = Offer.objects.filter(reply=Reply.WAITS).values_list("pk")
    return waiting.union(
        Difference.objects.filter(reply=Reply.WAITS).values_list("pk"), all=True
    ).count()


def _row(guide: Guide, wishes: int, is_mine: bool) -> Row:
    return Row(**vars(series_row(guide)), wishes=wishes, is_mine=is_mine)

"""A member's lists, and who hears of a new version."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from members.people.models import User
from members.people.rules import is_member
from portal.kit.prepared import Prepared
from portal.topics.models import Topic
from resources.library.models import Guide, Version
from resources.library.queries import read_versions, with_editions
from resources.library.reach import guides_for, readers_of
from resources.library.replacing import ends_of

from .models import Kept, OwnList, TopicWatch


@dataclass(frozen=True)
class Row:
    """One piece of material on a list, and the newest version of it that its reader has not opened."""

    guide: Guide
    unread: Version | None
    #: What is read instead, where it is retired.
    instead: Guide | None = None


@dataclass(frozen=True)
class Shelf:
    """One list with what stands on it."""

    own_list: OwnList
    rows: list[Row]


def lists_for(user) -> QuerySet[OwnList]:
    """The member's own lists: nobody sees another's."""
    return OwnList.objects.filter(person=user) if is_member(user) else OwnList.objects.none()


def shelves_for(user) -> list[Shelf]:
    """The lists with their material, what the reader may not read any more left out, in a constant number of
    queries."""
    kept = Kept.objects.filter(guide__in=guides_for(user))
    lists = list(lists_for(user).prefetch_related(Prefetch("kept", kept)))
    numbers = {each.guide_id for own in lists for each in own.kept.all()}
    guides = {
        guide.pk: guide
        for guide in with_editions(
            guides_for(user).filter(pk__in=numbers).select_related("retirement")
        )
    }
    read = read_versions(user)
    ends = ends_of((pk for pk, guide in guides.items() if guide.is_retired), guides_for(user))
    return [
        Shelf(own, [_row(guides[each.guide_id], read, ends) for each in own.kept.all()])
        for own in lists
    ]


class Beside(NamedTuple):
    """One of the reader's lists beside a piece of material, and whether that stands on it."""

    pk: int
    name: str
    has_it: bool


#: Every guide's page asks this.
_beside = Prepared(
    lambda person, guide: OwnList.objects.filter(person=person).values_list(
        "pk", "name", Exists(Kept.objects.filter(own_list=OuterRef("pk"), guide=guide))
    )
)


def lists_beside(user, guide: Guide) -> list[Beside]:
    """The reader's lists; nobody else has any here."""
    if not is_member(user):
        return []
    return [Beside(pk, name, bool(has_it)) for pk, name, has_it in _beside(user.pk, guide.pk)]


def watched_by(user) -> QuerySet[Topic]:
    """The topics of which the member hears."""
    return Topic.objects.filter(pk__in=TopicWatch.objects.filter(person=user).values("topic"))


def who_hear_of(guide: Guide) -> QuerySet[User]:
    """Those who may read the material and have it on a list, or follow one of its topics; each once."""
    return readers_of(guide).filter(
        Q(pk__in=Kept.objects.filter(guide=guide).values("own_list__person"))
        | Q(pk__in=TopicWatch.objects.filter(topic__in=guide.topics.all()).values("person"))
    )


def _row(guide: Guide, read: set[int], ends: dict[int, Guide]) -> Row:
    """What is unread is the newest of an edition, where none newer or as new has been opened."""
    if guide.is_retired:
        return Row(guide, None, ends.get(guide.pk))
    for edition in guide.editions.all():
        if edition.newest is not None and edition.newest.pk not in read:
            edition.newest.edition = edition
            edition.guide = guide
            return Row(guide, edition.newest)
    return Row(guide, None)

"""Collections for a reader: only what they may read is shown, and counted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from members.people.models import User
from members.people.queries import members
from members.people.rules import is_member
from portal.kit.prepared import Prepared
from resources.library.models import Edition, Guide
from resources.library.queries import chosen_edition, complete, with_editions
from resources.library.reach import Reach, in_use_for, prepared_within, reach_of
from resources.library.rules import may_edit

from .models import Collection, Follower, Place


@dataclass(frozen=True)
class Shown:
    """A collection, and how many of its places this reader may read."""

    collection: Collection
    count: int


@dataclass(frozen=True)
class Text:
    """A place, and the edition that this reader gets of it."""

    place: Place
    edition: Edition | None


def collections_for(user) -> QuerySet[Collection]:
    """The collections a reader may see; the same rule as `rules.may_see`."""
    return _published() if is_member(user) else _published().filter(for_everyone=True)


def _published() -> QuerySet[Collection]:
    return Collection.objects.filter(published_at__isnull=False)


def at_the_desk(user) -> QuerySet[Collection]:
    """All of them, drafts too, for those who keep the library."""
    return Collection.objects.all() if may_edit(user) else Collection.objects.none()


_FRONT = ("id", "title", "slug", "purpose")


def _counted(collections: QuerySet[Collection]) -> Callable[[Reach], list]:
    return prepared_within(
        lambda guides: (
            collections.filter(places__guide__in=guides.values("pk"))
            .annotate(count=Count("places"))
            .order_by("-published_at", "-pk")
            .values_list(*_FRONT, "count")
        )
    )


_of_members, _of_everyone = _counted(_published()), _counted(_published().filter(for_everyone=True))


def front_rows(user) -> tuple[tuple, ...]:
    """What the front says of collections to this reader: all that stands there, in one query."""
    reach = reach_of(user)
    return tuple((_of_members if reach.is_member else _of_everyone)(reach))


def shown(rows: Iterable[tuple]) -> list[Shown]:
    """The same as objects; they are asked nothing of the database."""
    return [Shown(Collection.from_db("default", _FRONT, facts), count) for *facts, count in rows]


def on_the_front(user) -> list[Shown]:
    """The collections in which there is something for this reader, the newest first."""
    return shown(front_rows(user))


def places_for(user, collection: Collection) -> list[Place]:
    """What a reader may read of a collection, in its order, in a constant number of queries."""
    guides = Prefetch("guide", with_editions(in_use_for(user)))
    return list(collection.places.filter(guide__in=in_use_for(user)).prefetch_related(guides))


def with_texts(user, collection: Collection) -> list[Text]:
    """The same with the newest texts, for printing: of a KlarRet guide the national one, if there is one."""
    guides = Prefetch("guide", complete(in_use_for(user)))
    places = collection.places.filter(guide__in=in_use_for(user)).prefetch_related(guides)
    return [Text(place, chosen_edition(place.guide.readable, "")) for place in places]


def _holding(collections: QuerySet[Collection]) -> Prepared:
    return Prepared(lambda guide: collections.filter(places__guide=guide))


#: Every guide's page asks this.
_holding_for_members = _holding(_published())
_holding_for_everyone = _holding(_published().filter(for_everyone=True))


def holding(user, guide: Guide) -> list[Collection]:
    """The collections in which a reader finds this material."""
    return (_holding_for_members if is_member(user) else _holding_for_everyone)(guide.pk)


def follows(user, collection: Collection) -> bool:
    return is_member(user) and collection.followers.filter(person=user).exists()


def followers_of(*collections: Collection) -> QuerySet[User]:
    """The members who follow any of these; each once."""
    following = Follower.objects.filter(collection__in=collections)
    return members().filter(pk__in=following.values("person"))

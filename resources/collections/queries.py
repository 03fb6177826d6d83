"""Collections for a reader: only what they may read is shown, and counted."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from members.people.models import User
from members.people.queries import members
from members.people.rules import is_member
from resources.library.models import Edition, Guide
from resources.library.queries import chosen_edition, complete, in_use_for, with_editions
from resources.library.rules import may_edit

from .models import Collection, Follower, Place


@dataclass(frozen=True)
class Shown:
    """A collection, and those of its places that this reader may read."""

    collection: Collection
    places: list[Place]


@dataclass(frozen=True)
class Text:
    """A place, and the edition that this reader gets of it."""

    place: Place
    edition: Edition | None


def collections_for(user) -> QuerySet[Collection]:
    """The collections a reader may see; the same rule as `rules.may_see`."""
    published = Collection.objects.filter(published_at__isnull=False)
    return published if is_member(user) else published.filter(for_everyone=True)


def at_the_desk(user) -> QuerySet[Collection]:
    """All of them, drafts too, for those who keep the library."""
    return Collection.objects.all() if may_edit(user) else Collection.objects.none()


def on_the_front(user) -> list[Shown]:
    """The collections in which there is something for this reader, the newest first, in two queries."""
    places = Place.objects.filter(guide__in=in_use_for(user))
    found = collections_for(user).order_by("-published_at", "-pk")
    shown = [
        Shown(each, list(each.places.all()))
        for each in found.prefetch_related(Prefetch("places", places))
    ]
    return [each for each in shown if each.places]


def places_for(user, collection: Collection) -> list[Place]:
    """What a reader may read of a collection, in its order, in a constant number of queries."""
    guides = Prefetch("guide", with_editions(in_use_for(user)))
    return list(collection.places.filter(guide__in=in_use_for(user)).prefetch_related(guides))


def with_texts(user, collection: Collection) -> list[Text]:
    """The same with the newest texts, for printing: of a KlarRet guide the national one, if there is one."""
    guides = Prefetch("guide", complete(in_use_for(user)))
    places = collection.places.filter(guide__in=in_use_for(user)).prefetch_related(guides)
    return [Text(place, chosen_edition(place.guide.readable, "")) for place in places]


def holding(user, guide: Guide) -> QuerySet[Collection]:
    """The collections in which a reader finds this material."""
    return collections_for(user).filter(places__guide=guide)


def follows(user, collection: Collection) -> bool:
    return is_member(user) and collection.followers.filter(person=user).exists()


def followers_of(*collections: Collection) -> QuerySet[User]:
    """The members who follow any of these; each once."""
    following = Follower.objects.filter(collection__in=collections)
    return members().filter(pk__in=following.values("person"))

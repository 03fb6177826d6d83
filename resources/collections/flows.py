"""Every write of the collections. What a member follows is their own affair, so the trail says that something
is followed and not what."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr
from resources.library.models import Guide
from resources.library.naming import short_name
from resources.library.problems import to_draft

from . import notices
from .models import Collection, Follower, Place
from .problems import to_follow, to_publish, to_save, to_throw_away


@transaction.atomic
def save(
    *,
    collection: Collection | None = None,
    title: str,
    purpose: str,
    for_everyone: bool = False,
    rows: Sequence[tuple[Guide, str]],
    seen: str = "",
    by,
) -> Collection:
    """Make a collection, or change one: `rows` are its material in order, each with a line on it.

    Those who follow a published one are told when something comes or goes; of other words and another order
    they are not. Raises `Refused` for one that was changed after `seen`, and for material that stands twice.
    """
    refuse_cpr(title, purpose, *(line for _guide, line in rows))
    if collection is not None:
        collection = _lock(collection)
    stop_if(to_save(by, collection, seen=seen, rows=rows))
    is_new = collection is None
    if collection is None:
        collection = Collection(slug=_free_slug(title))
    collection.title, collection.purpose = title.strip(), purpose.strip()
    collection.for_everyone = for_everyone
    collection.changed_at = timezone.now()
    collection.save()
    places = collection.places.select_related("guide__retirement")
    before = {place.guide_id: place.guide for place in places}
    collection.places.all().delete()
    Place.objects.bulk_create(
        Place(collection=collection, guide=guide, order=order, line=line.strip())
        for order, (guide, line) in enumerate(rows, start=1)
    )
    now = {guide.pk: guide for guide, _line in rows}
    came = [guide for pk, guide in now.items() if pk not in before]
    # That something was retired, they have been told.
    went = [guide for pk, guide in before.items() if pk not in now and not guide.is_retired]
    trail.record("collections.made" if is_new else "collections.changed", on=collection, by=by)
    if collection.is_published and (came or went):
        notices.changed(collection, came=came, went=went, by=by)
    return collection


@transaction.atomic
def publish(*, collection: Collection, by) -> Collection:
    """Show a draft to its readers. Safe to repeat. Raises `Refused` for one with nothing in it."""
    collection = _lock(collection)
    stop_if(to_publish(by, collection))
    if not collection.is_published:
        collection.published_at = timezone.now()
        collection.save(update_fields=["published_at"])
        trail.record("collections.published", on=collection, by=by)
    return collection


@transaction.atomic
def take_back(*, collection: Collection, by) -> Collection:
    """Make it a draft again, which only the desk sees. Who follows it follows it still. Safe to repeat."""
    collection = _lock(collection)
    stop_if(to_draft(by))
    if collection.is_published:
        collection.published_at = None
        collection.save(update_fields=["published_at"])
        trail.record("collections.taken_back", on=collection, by=by)
    return collection


@transaction.atomic
def throw_away(*, collection: Collection, by) -> None:
    """Delete a draft; the material stays in the library. Raises `Refused` for one that readers see."""
    collection = _lock(collection)
    stop_if(to_throw_away(by, collection))
    trail.record("collections.thrown_away", on=collection, by=by)
    collection.delete()


@transaction.atomic
def follow(*, collection: Collection, by) -> bool:
    """From now on the member hears when it changes; returns whether that is new. Safe to repeat."""
    stop_if(to_follow(by, collection))
    _follower, new = Follower.objects.get_or_create(person=by, collection=collection)
    if new:
        trail.record("collections.followed", on=None, by=by)
    return new


@transaction.atomic
def leave(*, collection: Collection, by) -> bool:
    """Hear no more of it; whether it was followed. Safe to repeat."""
    gone, _rows = Follower.objects.filter(person=by, collection=collection).delete()
    if gone:
        trail.record("collections.left", on=None, by=by)
    return bool(gone)


def _lock(collection: Collection) -> Collection:
    """The row as it is, ours until the end of the transaction: an UPDATE locks on both databases."""
    Collection.objects.filter(pk=collection.pk).update(title=F("title"))
    return Collection.objects.get(pk=collection.pk)


def _free_slug(title: str) -> str:
    taken = set(Collection.objects.values_list("slug", flat=True))
    return short_name(title, taken, longest=100, otherwise="samling")

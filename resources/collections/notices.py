"""What members hear of the collections they follow: of each change once, whichever way it reaches them."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from members.people.models import User
from portal.notices.flows import tell
from resources.library.enums import Extent
from resources.library.models import Guide, Version
from resources.library.reach import readers_of
from resources.shelves.queries import who_hear_of

from .models import Collection
from .queries import followers_of


def changed(collection: Collection, *, came: Iterable[Guide], went: Iterable[Guide], by) -> None:
    """Something has come into a collection or gone from it: told to whoever may read any of that."""
    came, concerned = list(came), [*came, *went]
    tell(
        _readers(followers_of(collection), concerned),
        kind="collection-changed",
        title=lambda: (
            _("New in the collection %(title)s") % {"title": collection.title}
            if came
            else _("The collection %(title)s has changed") % {"title": collection.title}
        ),
        url=collection.get_absolute_url(),
        by=by,
    )


def followers_of_change(version: Version) -> QuerySet[User]:
    """Those who follow a collection with it and may read it hear of new content, as those do who keep it on a
    list of their own; of clearer words they do not."""
    if version.extent != Extent.MAJOR:
        return User.objects.none()
    guide = version.edition.guide
    return _readers(followers_of(*_holding(guide)), [guide])


def member_changed(version: Version, people: Iterable[User], *, by) -> None:
    """Something in a collection has new content."""
    guide = version.edition.guide
    tell(
        people,
        kind="collection-material-changed",
        title=lambda: (
            _("%(guide)s, in a collection you follow, has a new version: %(change)s")
            % {"guide": guide.full_title, "change": version.change}
            if version.change
            else _("%(guide)s, in a collection you follow, has a new version")
            % {"guide": guide.full_title}
        ),
        url=version.get_absolute_url(),
        by=by,
    )


def member_retired(guide: Guide, *, by) -> None:
    """Something in a collection is not to be used any more; told once: whoever keeps it
    on a list of their own has heard already."""
    people = followers_of(*_holding(guide)).exclude(pk__in=who_hear_of(guide).values("pk"))
    tell(
        _readers(people, [guide]),
        kind="collection-material-changed",
        title=lambda: (
            _("%(guide)s, in a collection you follow, is retired") % {"guide": guide.full_title}
        ),
        url=guide.get_absolute_url(),
        by=by,
    )


def _holding(guide: Guide):
    return Collection.objects.filter(places__guide=guide, published_at__isnull=False)


def _readers(people: QuerySet[User], guides: Iterable[Guide]) -> QuerySet[User]:
    """Those of the people who may read any of the guides."""
    reading = Q(pk__in=[])
    for guide in guides:
        reading |= Q(pk__in=readers_of(guide).values("pk"))
    return people.filter(reading)

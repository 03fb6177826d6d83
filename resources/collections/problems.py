"""Why a collection cannot be kept, published or followed, as values."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from members.people.rules import is_member
from portal.kit.problems import Blocker
from resources.library.models import Guide
from resources.library.problems import MEMBERS_ONLY, to_draft

from .models import Collection
from .rules import may_see

#: What is longer is read by nobody, and belongs in two.
MOST = 60
CHANGED_MEANWHILE = Blocker(
    "changed_meanwhile",
    _("Somebody has changed the collection since you opened the page. Open it again."),
)


def to_save(
    user, collection: Collection | None, *, seen: str, rows: Sequence[tuple[Guide, str]]
) -> list[Blocker]:
    """Why a collection cannot be kept so; ask the locked row. `seen` is the state that it was written on."""
    if found := to_draft(user):
        return found
    if collection is not None and collection.seen != seen:
        return [CHANGED_MEANWHILE]
    found = []
    guides = [guide.pk for guide, _line in rows]
    if len(guides) != len(set(guides)):
        found.append(Blocker("twice", _("The same material stands in it twice.")))
    if len(guides) > MOST:
        found.append(Blocker("too_many", _("There is room for 60. Make two of it.")))
    if collection is not None and collection.is_published and not guides:
        found.append(EMPTY)
    return found


EMPTY = Blocker("empty", _("There is nothing in it yet. Choose the material first."))


def to_publish(user, collection: Collection) -> list[Blocker]:
    """Why a collection cannot be shown to readers."""
    if found := to_draft(user):
        return found
    return [] if collection.places.exists() else [EMPTY]


def to_throw_away(user, collection: Collection) -> list[Blocker]:
    """Why a collection cannot be thrown away: readers may have its address."""
    if found := to_draft(user):
        return found
    if not collection.is_published:
        return []
    return [Blocker("published", _("Members can see it. Make it a draft first."))]


def to_follow(user, collection: Collection) -> list[Blocker]:
    return [] if is_member(user) and may_see(user, collection) else [MEMBERS_ONLY]

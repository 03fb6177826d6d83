"""Who reads a page, an image or a document of the pages."""

from wagtail.models import Collection

from members.people.rules import is_member

#: The one collection whose files everyone may open; it lies directly below the root.
PUBLIC_COLLECTION = "Offentligt"
#: The group that a members' page is restricted to. Nobody stands in it: `may_read_page` decides.
MEMBERS_GROUP = "Medlemmer"


def is_public(collection: Collection | None) -> bool:
    """Whether a collection is the public one or lies below it."""
    if collection is None:
        return False
    return Collection.objects.filter(
        name=PUBLIC_COLLECTION, depth=2, path=collection.path[: 2 * Collection.steplen]
    ).exists()


def may_open(user, collection: Collection | None) -> bool:
    """Members open every file, others what lies in the public collection."""
    return is_member(user) or is_public(collection)


def is_restricted(page) -> bool:
    """Whether the page or one above it is for members; a restriction of whatever kind means that."""
    return page.get_view_restrictions().exists()


def may_read_page(user, page) -> bool:
    return is_member(user) or not is_restricted(page)

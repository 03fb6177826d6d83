"""Who may see a collection."""

from members.people.rules import is_member

from .models import Collection


def may_see(user, collection: Collection) -> bool:
    """A published one is the members', and everyone's where the secretariat has said so. What stands in it
    has the library's own rule. The list is `queries.collections_for`."""
    return collection.is_published and (collection.for_everyone or is_member(user))

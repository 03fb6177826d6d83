"""Finding participants by what one types of a name: at the desk, and at the door, where nobody knows by ear
how it is written. The database is asked (docs/adr/0004), so that ten thousand are not read to find one. A
phone at the door looks in what it keeps, and does the same but for accents (`door-memory.js`)."""

from django.db.models import Q
from django.utils import timezone

from members.people.models import Post
from members.people.rules import in_force
from portal.kit import danish, names


def keys_of(words: str) -> list[str]:
    """What each word is looked for by; nothing for what has no letter or digit."""
    return [key for word in words.replace("-", " ").split() if (key := danish.sort_key(word))]


def fits(words: str, person: str = "person") -> Q:
    """Each word begins a word of somebody's name or of a municipality in which they have a post today, in any
    order; neither case nor accents count, and aa is å. `person` is the way to them. Without a word everybody
    fits."""
    found = Q()
    for key in keys_of(words):
        posts = Post.objects.filter(
            in_force(timezone.localdate()), names.begins(key, "municipality__name_key")
        )
        found &= names.begins(key, f"{person}__name_key") | Q(
            **{f"{person}__in": posts.values("person")}
        )
    return found

"""The list of colleagues, searched and filtered. What a person does not show the reader, the reader does
not find them by either."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast

from members.municipalities.models import Municipality, Region
from members.municipalities.queries import in_region
from members.people.enums import SECRETARIAT, Field, PostRole, Role
from members.people.models import Post, RoleGrant, User
from members.people.queries import away, in_force, members, people_for, showing, with_posts
from members.people.rules import is_member
from portal.kit import danish, names
from portal.kit.wanted import Wanted
from portal.topics.models import Topic

#: What the list can be narrowed to besides the posts' own roles.
SECRETARIAT_FILTER = "secretariat"


def listed_for(user) -> QuerySet[User]:
    """Today's members as this reader may see them, in Danish order."""
    return people_for(user).filter(pk__in=members().values("pk")).order_by("name_key", "pk")


def vacancies_for(user) -> QuerySet[Post]:
    """The posts that nobody is in today, by municipality in Danish order: whoever looks for a colleague
    there learns that there is none at present. For members, like the list itself."""
    if not is_member(user):
        return Post.objects.none()
    vacant = Post.objects.filter(in_force(), person__isnull=True)
    deputies = Post.objects.filter(in_force(), person__in=people_for(user)).select_related("person")
    return (
        vacant.select_related("municipality")
        .prefetch_related(Prefetch("deputies", deputies, to_attr="deputies_today"))
        .order_by("municipality__name_key", "role", "pk")
    )


def vacancies_found(
    posts: QuerySet[Post],
    *,
    words: str = "",
    region: Region | None = None,
    role: str = "",
    offer: str = "",
) -> QuerySet[Post]:
    """The same vacant posts, narrowed like the list of people as far as it can be said of a post: every
    word begins the municipality's name, and what is a person's own, such as an offer, no post has."""
    parts = [part for part in words.split() if danish.sort_key(part)]
    if offer or (words and not parts):
        return posts.none()
    for part in parts:
        posts = posts.filter(
            municipality__in=Municipality.objects.filter(names.begins(danish.sort_key(part)))
        )
    if region is not None:
        posts = posts.filter(municipality__in=in_region(region))
    return posts.filter(role=role) if role else posts


def search_for(user, words: str | Wanted) -> QuerySet[User]:
    """The listed members whom every word fits: by name, by municipality or by a topic they know and show.

    A word fits the beginning of a word, in Danish spelling: "aal" finds Ålborg and Aalborg. No words
    give nobody.
    """
    terms = [term for term in Wanted.of(words).terms if danish.sort_key(term.typed)]
    if not terms:
        return User.objects.none()
    found = listed_for(user)
    topics = list(Topic.objects.all())
    for term in terms:
        fitting = Q(pk__in=[])
        for way in term.spellings:
            fitting |= Q(*(_fits(user, topics, part) for part in way if danish.sort_key(part)))
        found = found.filter(fitting)
    return found


def _fits(user, topics: list[Topic], part: str) -> Q:
    places = Municipality.objects.filter(names.begins(danish.sort_key(part)))
    known = [topic.pk for topic in topics if _topic_fits(topic, part)]
    return (
        names.begins(danish.sort_key(part))
        | Q(pk__in=Post.objects.filter(in_force(), municipality__in=places).values("person"))
        | Q(pk__in=experts_for(user, known).values("pk"))
    )


def experts_for(user, topics: list[int]) -> QuerySet[User]:
    """The people who know one of these topics and show it to the reader."""
    knowing = User.expertise.through.objects.filter(topic__in=topics)
    return showing(user, Field.EXPERTISE).filter(pk__in=knowing.values("user"))


def narrowed(
    people: QuerySet[User],
    *,
    reader,
    region: Region | None = None,
    role: str = "",
    offer: str = "",
) -> QuerySet[User]:
    """The same people, narrowed to a region as it is today, a role and an offer that the reader sees."""
    if region is not None:
        posts = Post.objects.filter(in_force(), municipality__in=in_region(region))
        people = people.filter(pk__in=posts.values("person"))
    if role in PostRole.values:
        people = people.filter(pk__in=Post.objects.filter(in_force(), role=role).values("person"))
    elif role in (Role.COORDINATOR, SECRETARIAT_FILTER):
        roles = [Role.COORDINATOR] if role == Role.COORDINATOR else sorted(SECRETARIAT)
        grants = RoleGrant.objects.filter(in_force(), role__in=roles)
        people = people.filter(pk__in=grants.values("person"))
    if offer:
        # A list in JSON, searched as its text: the one way that both databases know.
        people = people.annotate(offers_text=Cast("offers", TextField())).filter(
            offers_text__contains=f'"{offer}"',
            pk__in=showing(reader, Field.OFFERS).values("pk"),
        )
    return people


def complete(people: QuerySet[User], reader) -> QuerySet[User]:
    """The same people with all that a card shows at hand, in a constant number of queries."""
    return with_posts(people).prefetch_related("expertise", *away_and_deputies(reader))


def away_and_deputies(reader) -> list[Prefetch]:
    """Who is on leave today, and whom a post stands in for. A deputy is named when the reader sees them."""
    seen = people_for(reader)
    leaves = away().annotate(names_deputy=Exists(seen.filter(pk=OuterRef("deputy"))))
    stood_in_for = Post.objects.filter(in_force()).annotate(
        names_person=Exists(seen.filter(pk=OuterRef("person")))
    )
    return [
        Prefetch("absences", leaves.select_related("deputy"), to_attr="leaves_today"),
        Prefetch("posts__deputy_for", stood_in_for.select_related("person", "municipality")),
    ]


def _topic_fits(topic: Topic, part: str) -> bool:
    wanted = danish.sort_key(part)
    keys = [topic.name_key, *(danish.sort_key(word) for word in topic.synonyms)]
    return any(f"10{key}".find(f"10{wanted}") >= 0 for key in keys)

"""The list of colleagues, searched and filtered, and how much of the country the network covers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.cache import cache
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import get_language

from members.municipalities.models import Municipality, Region
from members.municipalities.queries import in_region
from members.people.enums import SECRETARIAT, PostRole, Role
from members.people.models import Post, RoleGrant, User
from members.people.queries import in_force, members, people_for
from members.people.rules import is_member
from portal.kit import danish
from portal.topics.models import Topic

#: What the list can be narrowed to besides the posts' own roles.
SECRETARIAT_FILTER = "secretariat"
KEPT_SECONDS = 600


@dataclass(frozen=True)
class Coverage:
    """How many municipalities have a member, of how many, and the share of the population there."""

    municipalities: int
    of: int
    population_share: Decimal

    @property
    def percent(self) -> str:
        """The share in the reader's language: 86 % or 86%."""
        return danish.percent(self.population_share, get_language() or "da")


def coverage(on: date | None = None) -> Coverage:
    """The network's coverage on a day; today if none. A figure without names: everyone may see it.

    A municipality is covered when a member holds a post there on that day. Where the post is vacant the
    function exists, but nobody takes part until somebody is in it: see `vacancies_for`.
    """
    posts = Post.objects.filter(in_force(on), person__in=members(on))
    covered = set(posts.values_list("municipality_id", flat=True))
    population = dict(Municipality.objects.values_list("pk", "population"))
    inhabitants = sum(population.values())
    reached = sum(count for pk, count in population.items() if pk in covered)
    return Coverage(
        municipalities=len(covered),
        of=len(population),
        population_share=Decimal(reached) / inhabitants if inhabitants else Decimal(0),
    )


def coverage_of_late() -> Coverage:
    """Today's coverage, at most ten minutes old: for the front page, which everyone asks for."""
    key = f"directory.coverage.{timezone.localdate():%Y%m%d}"
    kept = cache.get(key)
    if kept is None:
        kept = coverage()
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def listed_for(user) -> QuerySet[User]:
    """Today's members as this reader may see them, in Danish order."""
    return people_for(user).filter(pk__in=members().values("pk")).order_by("name_key", "pk")


def vacancies_for(user) -> QuerySet[Post]:
    """The posts that nobody is in today, by municipality in Danish order: whoever looks for a colleague
    there learns that there is none at present. For members, like the list itself."""
    if not is_member(user):
        return Post.objects.none()
    vacant = Post.objects.filter(in_force(), person__isnull=True)
    return vacant.select_related("municipality").order_by("municipality__name_key", "role", "pk")


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
        posts = posts.filter(municipality__in=Municipality.objects.filter(_begins(part)))
    if region is not None:
        posts = posts.filter(municipality__in=in_region(region))
    return posts.filter(role=role) if role else posts


def search_for(user, words: str) -> QuerySet[User]:
    """The listed members whom every word fits: by name, by municipality or by a topic they know.

    A word fits the beginning of a word, in Danish spelling: "aal" finds Ålborg and Aalborg. No words
    give nobody.
    """
    parts = [part for part in words.split() if danish.sort_key(part)]
    if not parts:
        return User.objects.none()
    found = listed_for(user)
    topics = list(Topic.objects.all())
    for part in parts:
        places = Municipality.objects.filter(_begins(part))
        known = [topic.pk for topic in topics if _topic_fits(topic, part)]
        found = found.filter(
            _begins(part)
            | Q(pk__in=Post.objects.filter(in_force(), municipality__in=places).values("person"))
            | Q(pk__in=User.expertise.through.objects.filter(topic__in=known).values("user"))
        )
    return found


def narrowed(
    people: QuerySet[User], *, region: Region | None = None, role: str = "", offer: str = ""
) -> QuerySet[User]:
    """The same people, narrowed to a region as it is today, a role and an offer."""
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
            offers_text__contains=f'"{offer}"'
        )
    return people


def _begins(part: str) -> Q:
    """One of the words of `name_key` begins with this.

    The key is digits in pairs with "10" between words, and no pair begins with 0: so "10" is found at
    word breaks only, and a match after it cannot be out of step.
    """
    key = danish.sort_key(part)
    return Q(name_key__startswith=key) | Q(name_key__contains=f"10{key}")


def _topic_fits(topic: Topic, part: str) -> bool:
    wanted = danish.sort_key(part)
    keys = [topic.name_key, *(danish.sort_key(word) for word in topic.synonyms)]
    return any(f"10{key}".find(f"10{wanted}") >= 0 for key in keys)

"""Who could be a newcomer's buddy, the best first, and whom a member helps."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from members.municipalities.models import Municipality, RegionalBelonging
from members.municipalities.queries import on_date
from members.people.enums import Offer
from members.people.models import Post, User
from members.people.queries import away, members, with_posts
from members.people.rules import is_member

from ..models import BuddyAsk, Onboarding
from ..ranking import Candidate, points

#: A newcomer who has not finished after so long needs no buddy's time any more.
FIRST_MONTHS = timedelta(days=183)


@dataclass(frozen=True)
class Fit:
    """A member who could be a newcomer's buddy, and how well they fit."""

    person: User
    place: Municipality
    candidate: Candidate
    points: int


def candidates(onboarding: Onboarding) -> list[Fit]:
    """The members who offer it, have room, are not away, are not new themselves and have not been asked,
    the best fitting first; among equals whoever has helped the fewest. In a constant number of queries.

    Offers are a list in JSON, which the two databases cannot both search, and the members are few.
    """
    home = home_of(onboarding.person_id)
    asked = onboarding.asks.values("person")
    people = (
        with_posts(members())
        .exclude(pk=onboarding.person_id)
        .exclude(pk__in=asked)
        .exclude(pk__in=away().values("person"))
        .exclude(pk__in=_begun().values("person"))
        .annotate(helped=Count("helped_onboardings"))
        .order_by("helped", "pk")
    )
    offering = [person for person in people if Offer.BUDDY in person.offers]
    load = loads([person.pk for person in offering])
    regions = _regions()
    region = regions.get(home.pk) if home else None
    found = []
    for person in offering:
        place = person.home_municipality
        if place is None:
            continue
        candidate = Candidate(
            same_region=region is not None and regions.get(place.pk) == region,
            inhabitants=place.population,
            years=_years(person),
            load=load.get(person.pk, 0),
            capacity=person.buddy_capacity,
        )
        if candidate.has_room:
            fitting = points(candidate, home.population if home else 0)
            found.append(Fit(person, place, candidate, fitting))
    return sorted(found, key=lambda fit: -fit.points)


def helped_now(people: Collection[int]) -> dict[int, int]:
    """How many newcomers each of these members helps just now."""
    rows = _begun().filter(buddy__in=people).values_list("buddy", flat=True)
    return dict(Counter(rows))


def loads(people: Collection[int]) -> dict[int, int]:
    """The same with those they are thinking about."""
    thinking = BuddyAsk.objects.filter(person__in=people, said="").values_list("person", flat=True)
    return dict(Counter(helped_now(people)) + Counter(thinking))


def helped_by(user) -> QuerySet[Onboarding]:
    """The onboardings in which a member is the buddy, the newest first."""
    if not is_member(user):
        return Onboarding.objects.none()
    newcomers = Onboarding.objects.filter(buddy=user.pk, person__in=members().values("pk"))
    return newcomers.select_related("person").order_by("-started_at", "-pk")


def asks_for(user) -> QuerySet[BuddyAsk]:
    """What a member has been asked; the same rule as `rules.may_view_ask`."""
    if not is_member(user):
        return BuddyAsk.objects.none()
    return BuddyAsk.objects.filter(person=user.pk).select_related("onboarding__person")


def _begun() -> QuerySet[Onboarding]:
    """Those in their first months, of people who are members."""
    since = timezone.now() - FIRST_MONTHS
    return Onboarding.objects.filter(
        finished_at__isnull=True, started_at__gt=since, person__in=members().values("pk")
    )


def home_of(person: int) -> Municipality | None:
    """The municipality of a newcomer's post, also of one that is still ahead."""
    posts = Post.objects.filter(person=person).select_related("municipality")
    post = posts.order_by("-starts_on", "-pk").first()
    return post.municipality if post else None


def _regions(on: date | None = None) -> dict[int, int]:
    """Municipality → region on a day; today if none."""
    rows = RegionalBelonging.objects.filter(on_date(on))
    return dict(rows.values_list("municipality_id", "region_id"))


def _years(person: User) -> int:
    """Whole years since the oldest of today's posts began."""
    begun = min((post.starts_on for post in person.current_posts), default=timezone.localdate())
    return (timezone.localdate() - begun).days // 365

"""What the desk shows of the days: who has come, who has not, the badges and the helpers. Each answer is
empty for whoever does not manage conferences."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import TruncDate

from events.conference.desk_queries import home
from events.conference.enums import RegistrationState
from events.conference.models import Booking, Conference, Registration
from events.conference.rules import may_manage
from members.people.models import User
from members.people.queries import members
from portal.kit.dates import COPENHAGEN

from .enums import A_FILE
from .models import CheckIn, Helper
from .problems import HAS_MEAL
from .queries import meals_of


@dataclass(frozen=True)
class Counts:
    """How far the badges are."""

    people: int
    printed: int

    @property
    def new(self) -> int:
        return self.people - self.printed

    @property
    def files(self) -> list[tuple[int, int, int]]:
        """What one prints to have them all: each file's number, and its first and last badge."""
        starts = range(0, self.people, A_FILE)
        return [(n, at + 1, min(at + A_FILE, self.people)) for n, at in enumerate(starts, 1)]


def who_come(user, conference: Conference) -> QuerySet[Registration]:
    """Everybody with a seat and a name, in Danish order, with municipality (`home`)."""
    if not may_manage(user):
        return Registration.objects.none()
    return (
        conference.registrations.filter(state=RegistrationState.CONFIRMED, person__isnull=False)
        .annotate(home=home())
        .select_related("person")
        .order_by("person__name_key", "pk")
    )


def not_come(user, conference: Conference) -> QuerySet[Registration]:
    """Those of them who have not been checked in."""
    arrived = CheckIn.objects.filter(registration=OuterRef("pk"), part__isnull=True)
    return who_come(user, conference).filter(~Exists(arrived))


def come(user, conference: Conference) -> QuerySet[CheckIn]:
    """Those who have come and are still named, in Danish order."""
    if not may_manage(user):
        return CheckIn.objects.none()
    return (
        CheckIn.objects.filter(
            conference=conference, part__isnull=True, registration__person__isnull=False
        )
        .annotate(home=home("registration__person"))
        .select_related("registration__person", "by")
        .order_by("registration__person__name_key", "pk")
    )


def unordered(user, conference: Conference) -> list[CheckIn]:
    """The meals that somebody has had and not ordered, meal by meal, also of those who have no name any
    more."""
    if not may_manage(user):
        return []
    has = Booking.objects.filter(
        part=OuterRef("part"), registration=OuterRef("registration"), **HAS_MEAL
    )
    rows = CheckIn.objects.filter(
        ~Exists(has),
        conference=conference,
        part__isnull=False,
        registration__state=RegistrationState.CONFIRMED,
    ).select_related("registration__person", "part__conference")
    order = {meal.pk: number for number, meal in enumerate(meals_of(conference))}
    return sorted(
        rows.order_by("registration__person__name_key", "pk"),
        key=lambda row: order.get(row.part_id or 0, 0),
    )


def arrivals_per_day(user, conference: Conference) -> list[tuple[date, int]]:
    """How many came on each day on which somebody came."""
    if not may_manage(user):
        return []
    rows = (
        CheckIn.objects.filter(conference=conference, part__isnull=True)
        .order_by()
        .annotate(day=TruncDate("at", tzinfo=COPENHAGEN))
        .values("day")
        .annotate(count=Count("pk"))
        .order_by("day")
    )
    return [(row["day"], row["count"]) for row in rows]


def badge_counts(user, conference: Conference) -> Counts:
    people = who_come(user, conference)
    return Counts(people.count(), people.filter(badge__printed_at__isnull=False).count())


def badges_of(user, conference: Conference) -> QuerySet[Registration]:
    """Everybody who gets a badge, with when it was printed at hand."""
    return who_come(user, conference).select_related("person", "badge")


def helpers_of(user, conference: Conference) -> QuerySet[Helper]:
    if not may_manage(user):
        return Helper.objects.none()
    return (
        conference.helpers.select_related("person")
        .annotate(home=home())
        .order_by("person__name_key", "pk")
    )


def could_help(user, conference: Conference) -> QuerySet[User]:
    """The members who are no helpers yet."""
    if not may_manage(user):
        return User.objects.none()
    there = Helper.objects.filter(conference=conference)
    return members().exclude(pk__in=there.values("person")).order_by("name_key", "pk")

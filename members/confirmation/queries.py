"""Who is to be asked and reminded, and the answers for a reader."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from members.people.enums import Permission
from members.people.models import Absence, Membership, Post, Suspension, User
from members.people.queries import away, members
from members.people.rules import in_force, may
from portal.kit.calendar import is_working_day

from .enums import REMINDERS, SOON_DAYS, State
from .models import Confirmation
from .rules import first_day, is_new_since, silent_before


# --- for the clock ---------------------------------------------------------------------------------------
def to_ask(today: date) -> QuerySet[User]:
    """The members whose turn it is on a day: in January everyone from its first working day on, later in
    the year those alone who were on leave then and are back. Nobody twice, no newcomer, and nobody who is
    away or has confirmed this year of their own accord."""
    if today < first_day(today.year) or not is_working_day(today):
        return User.objects.none()
    people = expected(today.year).exclude(pk__in=away(today).values("person"))
    if today.month > 1:
        people = people.filter(pk__in=_away_in_january(today.year).values("person"))
    return people


def _away_in_january(year: int) -> QuerySet[Absence]:
    """The leaves that lasted on a day on which the question was put."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=first_day(year))
    return Absence.objects.filter(lasting, starts_on__lt=date(year, 2, 1))


def expected(year: int) -> QuerySet[User]:
    """The members who are to be asked in a year and have not been, whether they are away or not."""
    old = Membership.objects.filter(ended_at__isnull=True, admitted_at__lt=is_new_since(year))
    had = Confirmation.objects.filter(year=year)
    return (
        members().filter(pk__in=old.values("person")).exclude(pk__in=had.values("person"))
    ).order_by("pk")


def to_remind(today: date) -> QuerySet[Confirmation]:
    """The questions of this year that have been silent for long enough, and whose reminders are not used
    up. Whoever is on leave is reminded when they are back."""
    if not is_working_day(today):
        return Confirmation.objects.none()
    return (
        Confirmation.objects.filter(
            year=today.year, confirmed_at__isnull=True, reminders__lt=REMINDERS
        )
        .annotate(last_word=Coalesce("reminded_at", "asked_at"))
        .filter(last_word__lt=silent_before(today), person__in=members().values("pk"))
        .exclude(person__in=away(today).values("person"))
    )


# --- for a person ----------------------------------------------------------------------------------------
def open_for(person: User) -> Confirmation | None:
    """The question that waits for somebody's answer, the latest if there are several."""
    return person.confirmations.filter(confirmed_at__isnull=True).first()


def last_of(person: User) -> Confirmation | None:
    """The latest year in which somebody has confirmed."""
    return person.confirmations.filter(confirmed_at__isnull=False).first()


def own_posts(person: User) -> list[Post]:
    """Somebody's present and coming posts, each with those who stand in for it today
    (`current_deputies`)."""
    standing_in = Post.objects.filter(in_force(), person__isnull=False).select_related("person")
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=timezone.localdate())
    return list(
        person.posts.filter(lasting)
        .select_related("municipality")
        .prefetch_related(Prefetch("deputies", queryset=standing_in, to_attr="current_deputies"))
    )


def leave_of(person: User) -> Absence | None:
    """Somebody's leave, of today or the next one to come, with whoever stands in."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=timezone.localdate())
    return person.absences.filter(lasting).select_related("deputy").first()


# --- for the desk ----------------------------------------------------------------------------------------
def confirmations_for(user) -> QuerySet[Confirmation]:
    """The confirmations that a reader sees; the same rule as `rules.may_view_confirmation`."""
    if not getattr(user, "is_authenticated", False):
        return Confirmation.objects.none()
    if may(user, Permission.MANAGE_MEMBERS):
        return Confirmation.objects.all()
    return Confirmation.objects.filter(person=user)


def round_of(user, year: int | Subquery) -> QuerySet[Confirmation]:
    """One year's confirmations of those who are admitted still, for those who manage members; suspended
    or not. Whoever has left answers for nothing any more."""
    if not may(user, Permission.MANAGE_MEMBERS):
        return Confirmation.objects.none()
    admitted = Membership.objects.filter(ended_at__isnull=True)
    return confirmations_for(user).filter(year=year, person__in=admitted.values("person"))


def in_state(state: State, today: date | None = None) -> Q:
    """The condition "has come so far on this day"; the same rule as `rules.state_of`."""
    silent = Q(
        reminders__gte=REMINDERS, reminded_at__lt=silent_before(today or timezone.localdate())
    )
    return {
        State.CONFIRMED: Q(confirmed_at__isnull=False),
        State.UNANSWERED: Q(confirmed_at__isnull=True) & silent,
        State.WAITING: Q(confirmed_at__isnull=True) & (Q(reminders__lt=REMINDERS) | ~silent),
    }[state]


def rows(user, year: int, state: State) -> QuerySet[Confirmation]:
    """The desk's list: those of a year who have come so far, by name, each with today's posts
    (`current_posts`), leave (`leaves_today`) and open suspension (`open_suspensions`)."""
    return (
        round_of(user, year)
        .filter(in_state(state))
        .select_related("person")
        .prefetch_related(
            "person__posts__municipality",
            Prefetch("person__absences", queryset=away(), to_attr="leaves_today"),
            Prefetch(
                "person__suspensions",
                queryset=Suspension.objects.filter(lifted_at__isnull=True),
                to_attr="open_suspensions",
            ),
        )
        .order_by("person__name_key", "pk")
    )


def years(user) -> list[int]:
    """The years there is something to see of, the latest first."""
    found = confirmations_for(user).order_by("-year").values_list("year", flat=True)
    return list(found.distinct())


def waiting_count(user) -> int:
    """How many stand on the secretariat's list in the latest year in which anybody was asked."""
    asked = Confirmation.objects.filter(asked_at__isnull=False).order_by("-year")
    latest = round_of(user, Subquery(asked.values("year")[:1]))
    return latest.filter(in_state(State.UNANSWERED)).count()


@dataclass(frozen=True)
class Figures:
    """One year's round in numbers. `unasked` have confirmed of their own accord; `away` are on leave and
    are asked when they are back."""

    asked: int
    confirmed: int
    soon: int
    waiting: int
    unanswered: int
    unasked: int
    away: int

    @property
    def share(self) -> int | None:
        """How many of a hundred have confirmed, rounded down: 100 means all."""
        return self.confirmed * 100 // self.asked if self.asked else None


def figures(user, year: int) -> Figures:
    """The numbers above the list, over the same people."""
    asked = Q(asked_at__isnull=False)
    confirmed = asked & in_state(State.CONFIRMED)
    counts = round_of(user, year).aggregate(
        asked=Count("pk", filter=asked),
        confirmed=Count("pk", filter=confirmed),
        soon=Count(
            "pk",
            filter=confirmed & Q(confirmed_at__lt=F("asked_at") + timedelta(days=SOON_DAYS)),
        ),
        waiting=Count("pk", filter=in_state(State.WAITING)),
        unanswered=Count("pk", filter=in_state(State.UNANSWERED)),
        unasked=Count("pk", filter=Q(asked_at__isnull=True)),
    )
    return Figures(**counts, away=_still_away(year))


def _still_away(year: int) -> int:
    """How many are to be asked when they are back; none before anybody has been asked."""
    asked = Confirmation.objects.filter(year=year, asked_at__isnull=False)
    if year != timezone.localdate().year or not asked.exists():
        return 0
    people = expected(year).filter(pk__in=away().values("person"))
    return people.filter(pk__in=_away_in_january(year).values("person")).count()

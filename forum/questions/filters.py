"""What each filter of the list means, as conditions on questions. Who may read a question is no filter:
that is `queries.standing_for`."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from members.people.models import Post
from members.people.queries import in_force
from portal.kit import dates

from .choice import EVERYBODY, Choice
from .enums import Filter, Law, Size, Sort, Standing, State
from .models import Bookmark, Follow, HelpfulMark, Question

WAITS = Q(state=State.OPEN, closed_at__isnull=True)


def of_tab(person: int, tab: Filter, *, searched: bool = False) -> Q:
    """What stands under a tab, for the person of this number. What is archived is found by a search, by its
    own author and by whoever saved it; what is hidden by its author alone."""
    chosen = {
        Filter.ALL: Q(),
        Filter.UNANSWERED: WAITS,
        Filter.SOLVED: Q(state=State.SOLVED),
        Filter.MINE: Q(author_id=person),
        Filter.FOLLOWED: Q(pk__in=Follow.objects.filter(person_id=person).values("question")),
        Filter.SAVED: Q(pk__in=Bookmark.objects.filter(person_id=person).values("question")),
        Filter.ARCHIVE: Q(archived_at__isnull=False),
    }[tab]
    if tab != Filter.MINE:
        chosen &= Q(hidden_at__isnull=True)
    if tab in (Filter.MINE, Filter.SAVED, Filter.ARCHIVE) or (searched and tab == Filter.ALL):
        return chosen
    return chosen & Q(archived_at__isnull=True)


def of_topic(choice: Choice) -> Q:
    if not choice.topic:
        return Q()
    tagged = Question.topics.through.objects.filter(topic__slug=choice.topic)
    return Q(pk__in=tagged.values("question"))


def of_audience(choice: Choice) -> Q:
    if not choice.audience:
        return Q()
    if choice.audience == EVERYBODY:
        return Q(audience__isnull=True)
    return Q(audience=choice.audience)


def of_size(choice: Choice) -> Q:
    return of_one_size(choice.size) if choice.size else Q()


def of_one_size(size: Size) -> Q:
    """Asked from a municipality of this size. An anonymous question is from none: where its author sits
    would soon be guessed."""
    low, high = size.bounds
    there = Post.objects.filter(in_force(), municipality__population__gte=low)
    if high is not None:
        there = there.filter(municipality__population__lt=high)
    return Q(anonymous=False, author__in=there.values("person"))


def of_period(choice: Choice) -> Q:
    """Asked in the period, or from one day to another, both included."""
    if choice.since is None and choice.until is None:
        if choice.period is None:
            return Q()
        return Q(created_at__gte=timezone.now() - timedelta(days=choice.period.days))
    asked = Q()
    if choice.since is not None:
        asked &= Q(created_at__gte=dates.midnight(choice.since))
    if choice.until is not None:
        asked &= Q(created_at__lt=dates.midnight(choice.until + timedelta(days=1)))
    return asked


STANDINGS = {
    Standing.OPEN: WAITS,
    Standing.ANSWERED: Q(state=State.ANSWERED, closed_at__isnull=True),
    Standing.SOLVED: Q(state=State.SOLVED),
    Standing.CLOSED: Q(closed_at__isnull=False),
    Standing.SETTLED: Q(law=Law.SETTLED),
    Standing.UNSETTLED: Q(law=Law.UNSETTLED),
}


def of_standing(choice: Choice) -> Q:
    return STANDINGS[choice.standing] if choice.standing else Q()


FILTERS: tuple[Callable[[Choice], Q], ...] = (
    of_topic,
    of_audience,
    of_size,
    of_period,
    of_standing,
)


def narrowed(choice: Choice) -> Q:
    """All filters of a choice, the tab aside."""
    found = Q()
    for each in FILTERS:
        found &= each(choice)
    return found


def ordered(questions: QuerySet[Question], sort: Sort) -> QuerySet[Question]:
    """The same in this order; what is alike in it, by the latest activity."""
    last = ["-last_activity_at", "-pk"]
    if sort == Sort.NEWEST:
        return questions.order_by("-created_at", "-pk")
    if sort == Sort.ANSWERS:
        return questions.order_by("-answers_count", *last)
    if sort == Sort.HELPFUL:
        marks = HelpfulMark.objects.filter(answer__question=OuterRef("pk")).order_by()
        counted = marks.values("answer__question").annotate(n=Count("pk")).values("n")
        return questions.annotate(helpful=Coalesce(Subquery(counted), 0)).order_by(
            "-helpful", *last
        )
    if sort == Sort.WAITING:
        waits = Case(When(WAITS, then=Value(0)), default=Value(1))
        return questions.order_by(waits, "created_at", "pk")
    return questions.order_by(*last)

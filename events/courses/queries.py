"""Courses for a reader."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from events import seats
from members.groups.models import Group
from members.groups.queries import coordinators_of, groups_for, members_of, own_groups
from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders, members, with_posts
from members.people.rules import is_member, may, standing
from portal.kit.wanted import Wanted

from .enums import INTERESTED, SHOWN, Place, State
from .models import Course, CourseDate, Enrolment
from .rules import may_run, viewable


def courses_for(user) -> QuerySet[Course]:
    """Every course the reader may see, with group, dates, teachers and where the reader stands with it
    (`my_place`) at hand; the same rule as `rules.may_view`."""
    own = Enrolment.objects.filter(course=OuterRef("pk"), person=getattr(user, "pk", None))
    return (
        # The model declares what is annotated here, so that readers of a row know its type.
        Course.objects.filter(viewable(user))  # type: ignore[no-redef]
        .select_related("group")
        .prefetch_related("dates", "teachers__person")
        .annotate(my_place=Subquery(own.values("place")[:1]))
    )


def coming(courses: QuerySet[Course], now: datetime | None = None) -> QuerySet[Course]:
    """Announced ones that are not over, the next one first; cancelled ones among them, for they are news."""
    ahead = courses.filter(ends_at__gt=now or timezone.now())
    return ahead.filter(state__in=(State.PUBLISHED, State.CANCELLED))


def past(courses: QuerySet[Course], now: datetime | None = None) -> QuerySet[Course]:
    """Those that are over, the latest first."""
    over = Q(ends_at__lte=now or timezone.now()) | Q(state=State.HELD)
    return courses.filter(over, state__in=sorted(SHOWN)).order_by("-starts_at", "-pk")


def drafts(courses: QuerySet[Course]) -> QuerySet[Course]:
    """Those that are being planned; `courses_for` has taken out other people's."""
    return courses.filter(state=State.DRAFT)


def own_courses(courses: QuerySet[Course], user) -> QuerySet[Course]:
    """Those the reader takes, waits for or teaches."""
    taught = Course.objects.filter(teachers__person=user.pk).values("pk")
    return courses.filter(Q(my_place__in=sorted(INTERESTED)) | Q(pk__in=taught))


def taken_or_taught(courses: QuerySet[Course], user) -> QuerySet[Course]:
    """Those the reader is signed up for or teaches: what stands in their own calendar."""
    taught = Course.objects.filter(teachers__person=user.pk).values("pk")
    return courses.filter(Q(my_place=Place.ENROLLED) | Q(pk__in=taught))


def next_dates_for(user, n: int = 3) -> list[CourseDate]:
    """The next `n` dates of the courses the reader is signed up for or teaches, each with its course."""
    if not is_member(user):
        return []
    taken = Enrolment.objects.filter(person=user.pk, place=Place.ENROLLED).values("course")
    taught = Course.objects.filter(teachers__person=user.pk).values("pk")
    found = CourseDate.objects.filter(
        Q(course__in=taken) | Q(course__in=taught),
        course__state=State.PUBLISHED,
        ends_at__gt=timezone.now(),
    )
    return list(found.select_related("course")[:n])


def offers_to(user) -> list[Course]:
    """The courses at which a seat is held for the reader now."""
    held = Enrolment.objects.filter(person=user.pk, place=Place.OFFERED).values("course")
    found = courses_for(user).filter(pk__in=held, state=State.PUBLISHED)
    return list(found.filter(starts_at__gt=timezone.now()))


def enrolment_of(user, course: Course) -> Enrolment | None:
    """Where the reader stands with the course."""
    return course.enrolments.filter(person=user).first()


def place_in_line(enrolment: Enrolment) -> int | None:
    """1 for the first on the waiting list; None for whoever does not wait."""
    if enrolment.place != Place.WAITING or enrolment.waiting_since is None:
        return None
    line = Enrolment.objects.filter(course=enrolment.course_id, place=Place.WAITING)
    return seats.place_in_line(line, enrolment)


@dataclass(frozen=True)
class Tally:
    """How many stand where."""

    enrolled: int
    waiting: int
    offered: int


def tally_of(course: Course) -> Tally:
    """In one query, and for all: numbers only."""
    return Tally(
        **course.enrolments.aggregate(
            enrolled=Count("pk", filter=Q(place=Place.ENROLLED)),
            waiting=Count("pk", filter=Q(place=Place.WAITING)),
            offered=Count("pk", filter=Q(place=Place.OFFERED)),
        )
    )


def participants_of(course: Course) -> list[Enrolment]:
    """Everyone who has answered, with their municipality, in Danish order; for those who run or teach it."""
    return list(
        course.enrolments.filter(person__isnull=False)
        .prefetch_related(Prefetch("person", queryset=with_posts(User.objects.all())))
        .order_by("person__name_key", "pk")
    )


def participants_by_place(course: Course) -> dict[str, list[Enrolment]]:
    """The same by where they stand; those who wait in the order in which they are offered a seat."""
    found: dict[str, list[Enrolment]] = {place: [] for place in Place.values}
    for enrolment in participants_of(course):
        found[enrolment.place].append(enrolment)
    found[Place.WAITING].sort(key=lambda each: (each.waiting_since, each.pk))
    return found


def interested_in(course: Course) -> QuerySet[User]:
    """The members who are signed up or wait: whoever would miss it if it moved or was called off."""
    return members().filter(enrolments__course=course, enrolments__place__in=sorted(INTERESTED))


def concerned_by(course: Course) -> QuerySet[User]:
    """The same, and the members who teach it: whoever is told of a change."""
    return members().filter(
        Q(pk__in=interested_in(course).values("pk")) | Q(pk__in=_teachers(course))
    )


def meeting_at(course: Course) -> QuerySet[User]:
    """The members who are signed up, and those who teach it."""
    enrolled = course.enrolments.filter(place=Place.ENROLLED).values("person")
    return members().filter(Q(pk__in=enrolled) | Q(pk__in=_teachers(course)))


def _teachers(course: Course) -> QuerySet:
    return course.teachers.filter(person__isnull=False).values("person")


def audience_of(course: Course) -> QuerySet[User]:
    """Who is told that it is announced: the group's members, or all."""
    return members() if course.group is None else members_of(course.group)


def runners_of(course: Course) -> QuerySet[User]:
    """Those who run it: whoever planned it and still may, or else the group's coordinators, or the
    secretariat."""
    if course.planned_by is not None and may_run(course.planned_by, course):
        return members().filter(pk=course.planned_by.pk)
    if course.group is not None:
        found = coordinators_of(course.group)
        if found.exists():
            return found
    return holders(Permission.MANAGE_MEETINGS)


def groups_run_by(user) -> QuerySet[Group]:
    """The groups whose courses the person may plan; the same rule as `rules.may_run_in`."""
    if may(user, Permission.MANAGE_MEETINGS):
        return groups_for(user)
    return groups_for(user).filter(pk__in=sorted(standing(user).groups))


def of_own_groups(courses: QuerySet[Course], user) -> QuerySet[Course]:
    """Those of the reader's own groups and of the whole network, and those they take or teach."""
    taught = Course.objects.filter(teachers__person=user.pk).values("pk")
    return courses.filter(
        Q(group__isnull=True)
        | Q(group__in=own_groups(user))
        | Q(my_place__in=sorted(INTERESTED))
        | Q(pk__in=taught)
    )


def base_courses(user, course: Course | None = None) -> QuerySet[Course]:
    """What a course may build on: announced ones, never itself."""
    found = Course.objects.filter(viewable(user), state__in=sorted(SHOWN))
    return found.exclude(pk=course.pk) if course is not None else found


def built_on(user, course: Course) -> list[Course]:
    """The courses it builds on, as far as the reader may see them."""
    return list(course.builds_on.filter(viewable(user)))


def search_for(user, words: str | Wanted) -> QuerySet[Course]:
    """Courses in which every word occurs, the latest first. Drafts are not found, not even one's own: a
    search result is something to send on to a colleague."""
    found = courses_for(user).filter(state__in=sorted(SHOWN))
    return found.filter(Wanted.of(words).within("search_key")).order_by("-starts_at", "-pk")

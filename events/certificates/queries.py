"""Attendance and certificates for a reader, and who is due one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from events.courses.enums import Place
from events.courses.models import Course, CourseDate, Enrolment
from members.people.models import User
from members.people.queries import members, people_for, with_posts
from portal.kit import danish

from .models import Attendance, Certificate
from .rules import viewable


def certificates_for(user) -> QuerySet[Certificate]:
    """All certificates that the reader may see inside the portal; the same rule as `rules.may_view`."""
    return Certificate.objects.filter(viewable(user)).select_related(
        "course__group", "conference", "person"
    )


def own_certificates(user) -> QuerySet[Certificate]:
    return certificates_for(user).filter(person=user.pk)


def certificates_of(user, course: Course) -> QuerySet[Certificate]:
    """A course's, in Danish order, the valid ones first."""
    found = certificates_for(user).filter(course=course)
    return found.order_by("withdrawn_at", "person__name_key", "pk")


def verified(number: str) -> Certificate | None:
    """The certificate of a number, for anybody who has it."""
    return Certificate.objects.filter(number=number).first() if number else None


# --- attendance --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Row:
    """One member on the list of a date; `came` is None where nobody has ticked yet."""

    person: User
    came: bool | None
    walked_in: bool


def signed_up(course: Course) -> set[int]:
    """The numbers of those who are signed up."""
    rows = Enrolment.objects.filter(course=course, place=Place.ENROLLED, person__isnull=False)
    return set(rows.values_list("person_id", flat=True))


def attendance_rows(user, date: CourseDate) -> list[Row]:
    """The signed-up, and those who came to some date of the course without it, in Danish order."""
    ticks = Attendance.objects.filter(date__course=date.course_id, person__isnull=False)
    listed, ticked = set(), {}
    for person, day, came in ticks.values_list("person_id", "date_id", "came"):
        if day == date.pk:
            ticked[person] = came
        if came or day == date.pk:
            listed.add(person)
    enrolled = signed_up(date.course)
    people = with_posts(people_for(user).filter(pk__in={*listed, *enrolled}))
    return [
        Row(person, ticked.get(person.pk), person.pk not in enrolled)
        for person in people.order_by("name_key", "pk")
    ]


def to_walk_in(user, date: CourseDate, words: str) -> QuerySet[User]:
    """Members by a part of their name who are not on the list yet, for whoever ticks."""
    key = danish.sort_key(words.strip())
    if not key:
        return User.objects.none()
    ticked = Attendance.objects.filter(
        Q(date=date) | Q(date__course=date.course_id, came=True), person__isnull=False
    )
    here = {*signed_up(date.course), *ticked.values_list("person_id", flat=True)}
    seen = people_for(user).values("pk")
    found = members().filter(name_key__contains=key).exclude(pk__in=here).filter(pk__in=seen)
    return with_posts(found).order_by("name_key", "pk")


def number_who_came(date: CourseDate) -> int:
    """How many were ticked as come, those whose names are no longer kept too."""
    return Attendance.objects.filter(date=date, came=True).count()


def with_counts(dates: QuerySet[CourseDate]) -> QuerySet[CourseDate]:
    """The same dates, each with how many came (`came`) and on how many rows that rests (`ticked`)."""
    return dates.annotate(
        ticked=Count("attendances"), came=Count("attendances", filter=Q(attendances__came=True))
    )


def participants(course: Course) -> QuerySet[User]:
    """Those who took part: ticked as come at least once, or the signed-up where nobody has been ticked."""
    if Attendance.objects.filter(date__course=course).exists():
        came = Attendance.objects.filter(date__course=course, came=True, person__isnull=False)
        return members().filter(pk__in=came.values("person"))
    return members().filter(pk__in=signed_up(course))


# --- who is due a certificate ------------------------------------------------------------------------
@dataclass(frozen=True)
class Due:
    """One who was on the course: the dates they came to, whether that is enough, and the valid certificate
    they have already."""

    person: User
    dates: list[CourseDate]
    needed: int
    certificate: Certificate | None = None

    @property
    def is_due(self) -> bool:
        return len(self.dates) >= self.needed and self.certificate is None

    @property
    def minutes(self) -> int:
        spans = (date.ends_at - date.starts_at for date in self.dates)
        return sum(int(span.total_seconds()) // 60 for span in spans)

    @property
    def is_out_of_date(self) -> bool:
        """Whether the certificate says something else than the list does now."""
        return self.certificate is not None and [
            each.starts_at for each in self.certificate.days
        ] != [date.starts_at for date in self.dates]


@dataclass(frozen=True)
class Preview:
    """Who gets a certificate, who has one and who does not get one."""

    rows: list[Due] = field(default_factory=list)

    @property
    def due(self) -> list[Due]:
        return [row for row in self.rows if row.is_due]

    @property
    def lacking(self) -> list[Due]:
        return [row for row in self.rows if row.certificate is None and not row.is_due]

    @property
    def holding(self) -> list[Due]:
        return [row for row in self.rows if row.certificate is not None]


def preview_of(course: Course, *, only: Iterable[int] | None = None) -> Preview:
    """Everybody who was on the course, in Danish order, in a constant number of queries; or some of them."""
    held = {date.pk: date for date in course.dates.all()}
    came: dict[int, list[CourseDate]] = {pk: [] for pk in signed_up(course)}
    ticks = Attendance.objects.filter(date__course=course, came=True, person__isnull=False)
    for person, date in ticks.values_list("person_id", "date_id"):
        came.setdefault(person, []).append(held[date])
    valid: dict[int, Certificate] = {
        each.person_id: each  # type: ignore[misc] # those without are filtered out
        for each in Certificate.objects.filter(
            course=course, withdrawn_at__isnull=True, person__isnull=False
        )
    }
    known = {*came, *valid} if only is None else {*only}
    people = with_posts(User.objects.filter(pk__in=known)).order_by("name_key", "pk")
    return Preview(
        [
            Due(
                person,
                sorted(came.get(person.pk, []), key=lambda date: date.starts_at),
                course.dates_needed,
                valid.get(person.pk),
            )
            for person in people
        ]
    )

"""A course's dates as entries of a calendar, each for itself."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ..occasions import Occasion, feed_response
from .enums import Place, State
from .models import Course, CourseDate, DroppedDate
from .rules import may_see_link, teaches


def occasions_of(course: Course, reader, *, settled: bool = False) -> list[Occasion]:
    """A row of `queries.courses_for(reader)`, date by date: whoever neither takes nor teaches it does not
    know yet whether they come, unless it is `settled`. The link is in it while its reader may see it."""
    is_open = (
        not settled
        and course.is_open
        and course.my_place != Place.ENROLLED
        and not teaches(reader, course)
    )
    sees_link = may_see_link(reader, course, course.my_place)
    return [
        _occasion(course, each, sees_link=sees_link, is_open=is_open) for each in course.dates.all()
    ]


def dropped_of(course: Course, since) -> list[Occasion]:
    """The dates that have been taken out since then, for calendars that still hold them."""
    return [
        _occasion(course, each, sees_link=False, is_cancelled=True)
        for each in course.dropped_dates.filter(dropped_at__gte=since)
    ]


def _occasion(
    course: Course,
    date: CourseDate | DroppedDate,
    *,
    sees_link: bool,
    is_open: bool = False,
    is_cancelled: bool = False,
) -> Occasion:
    url = course.online_url if sees_link else ""
    return Occasion(
        uid=date.uid,
        sequence=date.sequence,
        changed_at=course.changed_at,
        starts=date.starts_at,
        ends=date.ends_at,
        title=f"{course.title}: {date.title}" if date.title else course.title,
        place=course.place or url or _("online"),
        text="\n".join(filter(None, [course.summary, url])),
        path=course.get_absolute_url(),
        is_cancelled=is_cancelled or course.state == State.CANCELLED,
        is_open=is_open,
    )


def calendar_answer(course: Course, reader) -> HttpResponse:
    """All dates as a download: whoever takes it means to come."""
    return feed_response(
        occasions_of(course, reader, settled=True), name=f"kursus-{course.pk}", title=course.title
    )

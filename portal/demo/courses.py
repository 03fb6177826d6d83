"""Courses in every state: a draft, open ones, full, with too few, under way, held and cancelled."""

from datetime import datetime, timedelta

from django.utils import timezone

from events.courses.enums import State
from events.courses.flows import attending, planning
from events.courses.models import Course
from events.courses.plans import Day, Facts, Tutor
from members.groups.models import Group
from members.groups.queries import members_of
from members.people.queries import members

from .cast import Cast
from .events import at, working_day
from .texts import read


def write_courses() -> None:
    """Each is planned, announced, taken and held by the people it says, the older ones first: a course builds
    on those before it."""
    cast = Cast()
    for row in sorted(read("courses")["course"], key=lambda each: each["days"][0]):
        _write(row, cast)


def _write(row: dict, cast: Cast) -> None:
    by = cast.by_key[row["planned_by"]]
    days = [
        Day(at(day, row["starts"]), at(day, row["ends"]), title)
        for day, title in zip(map(working_day, row["days"]), row["titles"], strict=True)
    ]
    place = row.get("place", {})
    facts = Facts(
        title=row["title"],
        summary=row["summary"],
        outcome=row.get("outcome", ""),
        prerequisites=row.get("prerequisites", ""),
        builds_on=tuple(Course.objects.filter(title__in=row.get("builds_on", []))),
        place_name=place.get("name", ""),
        place_address=place.get("address", ""),
        place_room=place.get("room", ""),
        accessibility=place.get("accessibility", ""),
        online_url="https://moede.example/kursus" if row.get("online") else "",
        signup_closes_at=at(working_day(row["closes"]), "09:00"),
        minimum=row["minimum"],
        capacity=row["capacity"],
        dates_needed=row["dates_needed"],
    )
    teachers = [
        Tutor(cast.by_key.get(each.get("key")), each.get("name", ""), each["title"])
        for each in row["teachers"]
    ]
    group = None
    if "group" in row:
        (name,) = [each["name"] for each in read("groups")["group"] if each["key"] == row["group"]]
        group = Group.objects.get(name=name)
    announced = min(facts.signup_closes_at - timedelta(days=35), timezone.now() - timedelta(days=4))
    course = planning.plan(
        group=group, facts=facts, dates=days, teachers=teachers, at=announced, by=by
    )
    if row["state"] == State.DRAFT:
        return
    course = planning.publish(course=course, at=announced, quietly=True, by=by)
    _enrol(course, row, cast, announced)
    if row["state"] == State.HELD:
        planning.hold(course=course, at=course.ends_at + timedelta(hours=1), by=by)
    if row["state"] == State.CANCELLED:
        planning.cancel(course=course, at=timezone.now() - timedelta(days=1), by=by)


def _enrol(course: Course, row: dict, cast: Cast, announced: datetime) -> None:
    """So many sign up and so many wait, one after another; those who teach it do not."""
    first = [cast.by_key[key] for key in row.get("first", [])]
    last = [cast.by_key[key] for key in row.get("last", [])]
    named = {person.pk for person in (cast.by_key[row["planned_by"]], *first, *last)}
    named |= {each.person_id for each in course.teachers.all() if each.person_id is not None}
    people = members() if course.group is None else members_of(course.group)
    others = list(people.exclude(pk__in=named).order_by("pk"))
    begin = course.pk * 11 % len(others)
    queue = first + (others[begin:] + others[:begin])
    wanted = row["signups"] + row.get("waiting", 0)
    for number, person in enumerate(queue[: wanted - len(last)] + last):
        moment = announced + timedelta(hours=2, minutes=43 * number)
        attending.enrol(course=course, person=person, waits=True, at=moment, by=person)

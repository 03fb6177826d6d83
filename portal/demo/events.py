"""Past and coming meetings, and the annual conference."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from events.meetings.flows import attending, planning
from events.meetings.models import Meeting
from members.groups.models import Group
from members.groups.queries import members_of
from portal.kit import dates

from .cast import Cast
from .texts import read


def working_day(days_from_now: int) -> date:
    """The day so many days from today, or the next working day after it."""
    day = timezone.localdate() + timedelta(days=days_from_now)
    while not dates.is_working_day(day):
        day += timedelta(days=1)
    return day


def at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=dates.COPENHAGEN)


def write_meetings() -> None:
    """Each is planned and published by its group's coordinator, and the past ones held."""
    cast = Cast()
    groups = {row["key"]: row for row in read("groups")["group"]}
    for row in read("meetings")["meeting"]:
        group = Group.objects.get(name=groups[row["group"]]["name"])
        coordinator = cast.by_key[groups[row["group"]]["coordinator"]]
        day = working_day(row["days_from_now"])
        facts = planning.Facts(
            title=row["title"],
            host=cast.municipalities[row["host"]],
            starts_at=at(day, row["starts"]),
            ends_at=at(day, row["ends"]),
            summary=row["summary"],
            place_name=row["place"]["name"],
            place_address=row["place"]["address"],
            place_room=row["place"]["room"],
            online_url="https://moede.example/netvaerket" if row["online"] else "",
            capacity=row.get("capacity"),
        )
        agenda = [
            planning.Point(
                title=point["title"],
                minutes=point["minutes"],
                owner=cast.by_key.get(point.get("owner")),
            )
            for point in row["agenda"]
        ]
        known = facts.starts_at - timedelta(days=50)
        announced = min(known, timezone.now() - timedelta(days=3))
        meeting = planning.plan(
            group=group, facts=facts, agenda=agenda, at=announced, by=coordinator
        )
        meeting = planning.publish(meeting=meeting, at=announced, quietly=True, by=coordinator)
        sign_up(meeting, group, row["signups"], announced + timedelta(days=1))
        if row["days_from_now"] < 0 and row.get("minutes_summary"):
            planning.hold(
                meeting=meeting,
                minutes_text="\n\n".join(row["minutes_summary"]),
                at=facts.ends_at + timedelta(days=2),
                by=coordinator,
            )


def sign_up(meeting: Meeting, group: Group, count: int, first: datetime) -> None:
    """So many of the group's members, one an hour, beginning with another one for each meeting."""
    people = list(members_of(group).order_by("pk"))
    begin = meeting.pk * 7 % max(len(people), 1)
    for number, person in enumerate((people[begin:] + people[:begin])[:count]):
        attending.sign_up(
            meeting=meeting, person=person, at=first + timedelta(minutes=17 * number), by=person
        )

"""Past and coming meetings."""

from datetime import date, datetime, time, timedelta
from itertools import cycle, islice

from django.utils import timezone

from events.meetings.flows import agenda as agenda_flows
from events.meetings.flows import attending, guests, planning
from events.meetings.flows.attending import Meal
from events.meetings.models import Meeting
from members.groups.models import Group
from members.groups.queries import members_of
from portal.kit import dates

from .cast import Cast
from .material import lay_out
from .minutes import write_minutes
from .texts import read


def working_day(days_from_now: int) -> date:
    """The day so many days from today, or the next working day after it."""
    day = timezone.localdate() + timedelta(days=days_from_now)
    while not dates.is_working_day(day):
        day += timedelta(days=1)
    return day


def midweek(days_from_now: int) -> date:
    """The first Wednesday from that day on that two working days follow."""
    day = timezone.localdate() + timedelta(days=days_from_now)
    while day.isoweekday() != 3 or not all(
        dates.is_working_day(day + timedelta(days=more)) for more in range(3)
    ):
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
            accessibility=row["place"].get("accessibility", ""),
            signup_closes_at=at(working_day(row["closes"]), "12:00") if "closes" in row else None,
        )
        agenda = [
            planning.Point(
                title=point["title"],
                minutes=point["minutes"],
                owner=cast.by_key.get(point.get("owner")),
                text=point.get("text", ""),
            )
            for point in row["agenda"]
        ]
        known = facts.starts_at - timedelta(days=50)
        announced = min(known, timezone.now() - timedelta(days=3))
        meeting = planning.plan(
            group=group, facts=facts, agenda=agenda, at=announced, by=coordinator
        )
        meeting = planning.publish(meeting=meeting, at=announced, quietly=True, by=coordinator)
        sign_up(meeting, group, row, announced + timedelta(days=1))
        for point in row.get("proposals", []):
            by = cast.by_key[point["by"]]
            agenda_flows.propose(
                meeting=meeting,
                title=point["title"],
                minutes=point["minutes"],
                text=point.get("text", ""),
                by=by,
            )
        lay_out(meeting, row.get("material", []), cast, coordinator)
        if row["days_from_now"] < 0 and row.get("minutes_summary"):
            write_minutes(meeting, row, cast, coordinator)


def sign_up(meeting: Meeting, group: Group, row: dict, first: datetime) -> None:
    """As many of the group's members as the row says, one after another, beginning with another one for each
    meeting; then those who wait, who perhaps come and who do not."""
    people = list(members_of(group).order_by("pk"))
    begin = meeting.pk * 7 % max(len(people), 1)
    queue = iter(enumerate(people[begin:] + people[:begin]))
    meals = cycle(Meal(**each) for each in row.get("meals", [{}]))
    for number, person in islice(queue, row["signups"]):
        moment = first + timedelta(minutes=17 * number)
        attending.sign_up(meeting=meeting, person=person, meal=next(meals), at=moment, by=person)
        if number < len(row.get("guests", [])):
            guest = row["guests"][number]
            guests.bring(meeting=meeting, person=person, name=guest, at=moment, by=person)
    for number, person in islice(queue, row.get("waiting", 0)):
        moment = first + timedelta(minutes=17 * number)
        attending.sign_up(meeting=meeting, person=person, waits=True, at=moment, by=person)
    for number, person in islice(queue, row.get("maybe", 0)):
        moment = first + timedelta(minutes=17 * number)
        attending.say_maybe(meeting=meeting, person=person, at=moment, by=person)
    words = row.get("regrets", [])
    for word, (number, person) in zip(words, islice(queue, len(words)), strict=False):
        moment = first + timedelta(minutes=17 * number)
        attending.send_regrets(meeting=meeting, person=person, word=word, at=moment, by=person)

"""Who came to the past meetings, and what was written about them."""

from datetime import datetime, timedelta

from django.utils import timezone

from events.meetings.enums import Answer
from events.meetings.models import Meeting
from events.minutes import queries
from events.minutes.flows import attending, doing, finishing, writing
from events.minutes.models import Minutes, Section
from portal.kit import dates

from .cast import Cast

#: Points about which there is nothing to write.
BREAKS = ("Pause", "Frokost")
#: The nth of those who came does not tick a row; one of so many stayed away.
ABSENT = 9


def write_minutes(meeting: Meeting, row: dict, cast: Cast, coordinator) -> None:
    """Ticked at the meeting, written two days later, and as far as the content says."""
    told = row.get("minutes", {})
    later = meeting.ends_at + timedelta(days=2)
    if told:
        tick(meeting, coordinator)
    minutes = writing.begin(meeting=meeting, at=later, by=coordinator)
    sections = list(minutes.sections.select_related("minutes__meeting__group"))
    points = [each for each in sections if each.title not in BREAKS]
    places = told.get("points") or range(1, len(points) + 1)
    at_place = dict(zip(places, row["minutes_summary"], strict=False))
    for place, text in at_place.items():
        section = sections[place - 1] if told.get("points") else points[place - 1]
        writing.save_section(
            section=section, body=text, number=section.version, at=later, by=coordinator
        )
    for decision in told.get("decisions", ()):
        writing.decide(
            section=sections[decision["point"] - 1], text=decision["text"], by=coordinator
        )
    for todo in told.get("todos", ()):
        promise(sections[todo["point"] - 1], todo, later, cast, coordinator)
    carry_on(minutes, told, later, cast, coordinator)


def tick(meeting: Meeting, coordinator) -> None:
    """All who had signed up but every ninth."""
    answers = meeting.signups.filter(state=Answer.COMING).select_related("person")
    people = [answer.person for answer in answers if answer.person is not None]
    for number, person in enumerate(people):
        attending.tick(
            meeting=meeting,
            person=person,
            came=number % ABSENT != ABSENT - 1,
            at=meeting.starts_at,
            by=coordinator,
        )


def promise(section: Section, todo: dict, later: datetime, cast: Cast, coordinator) -> None:
    day = timezone.localdate() + timedelta(days=todo["days"])
    while not dates.is_working_day(day):
        day += timedelta(days=1)
    promised = writing.promise(
        section=section,
        text=todo["text"],
        owner=cast.by_key[todo["owner"]],
        due_on=day,
        at=later,
        by=coordinator,
    )
    if todo.get("done"):
        doing.set_done(todo=promised, done=True, at=later + timedelta(days=5), by=coordinator)


def carry_on(minutes: Minutes, told: dict, later: datetime, cast: Cast, coordinator) -> None:
    """Final, unless the content says that they are open for comments or still being written."""
    phase = told.get("phase", "final")
    if phase == "writing":
        person = cast.by_key[told["co_writer"]]
        writing.name_co_writer(minutes=minutes, person=person, by=coordinator)
        return
    if phase == "comments":
        day = dates.add_working_days(timezone.localdate(), told["days"])
        finishing.open_for_comments(
            minutes=minutes, until=day, at=later, quietly=True, by=coordinator
        )
        there = queries.who_came(minutes.meeting).exclude(pk=coordinator.pk).order_by("pk")
        for said, person in zip(told.get("comments", ()), there, strict=False):
            section = minutes.sections.get(order=said["point"])
            finishing.comment(section=section, text=said["text"], at=later, by=person)
        return
    finishing.make_final(minutes=minutes, at=later, quietly=True, by=coordinator)

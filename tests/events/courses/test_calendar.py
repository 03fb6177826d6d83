"""Courses in calendars: files, feeds and invitations, read by another library than the writer's."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy

import pytest
import vobject
from django.urls import reverse
from django.utils import timezone

from events.calendar.queries import entries_for, occasions_for
from events.courses.flows import changing, planning
from events.courses.models import Course
from events.courses.plans import Day
from portal.notices.models import OutgoingMail
from portal.notices.tasks import render
from tests.factories.courses import (
    course_facts,
    enrol,
    make_course,
    make_course_draft,
    teacher,
)

pytestmark = pytest.mark.django_db
#: At nine in Denmark, on both sides of the change of clocks on 28 March 2027.
WINTER, SUMMER = datetime(2027, 3, 25, 8, tzinfo=UTC), datetime(2027, 4, 1, 7, tzinfo=UTC)


@pytest.fixture
def course(personas):
    days = [Day(each, each + timedelta(hours=5), "") for each in (WINTER, SUMMER)]
    return make_course(
        personas.group,
        by=personas.coordinator,
        dates=days,
        teachers=[teacher(personas.jurist)],
        online_url="https://video.example.dk/kursus",
    )


def letter(name: str, person):
    """The letter's calendar parts as (method, event)."""
    mail = OutgoingMail.objects.filter(template=f"courses/mail/{name}", recipient=person).latest(
        "pk"
    )
    message = message_from_bytes(render(mail).message().as_bytes(), policy=policy.default)
    found = []
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            content = part.get_payload(decode=True).decode("utf-8")
            assert "\r\n" in content
            calendar = vobject.readOne(content)
            assert calendar.method.value == part.get_param("method")
            found.append((calendar.method.value, calendar.vevent))
    return found


def test_each_date_is_an_invitation_at_nine_on_both_sides_of_the_change_of_clocks(personas, course):
    enrol(course, personas.member)
    invitations = letter("enrolled", personas.member)
    uids = {f"{each.uid}@netvaerket" for each in course.dates.all()}
    assert {event.uid.value for _, event in invitations} == uids
    for (method, event), moment in zip(invitations, (WINTER, SUMMER), strict=True):
        assert method == "REQUEST"
        assert event.dtstart.value == moment
        assert event.dtstart.value.strftime("%H:%M") == "09:00"
        assert event.sequence.value == "0"
        assert event.attendee.value == f"mailto:{personas.member.email}"
        assert "video.example.dk" not in event.serialize(), "the link is not shown yet"


def test_a_moved_date_is_a_request_with_a_greater_sequence_and_one_taken_out_a_cancel(
    personas, course
):
    enrol(course, personas.member)
    first, second = course.dates.all()
    later = timedelta(days=1)
    days = [Day(first.starts_at + later, first.ends_at + later, "", first.pk)]
    facts = course_facts(days, online_url=course.online_url)
    changing.change(course=course, facts=facts, dates=days, by=personas.coordinator)
    (moved, gone) = letter("changed", personas.member)
    assert moved[0] == "REQUEST" and moved[1].uid.value == f"{first.uid}@netvaerket"
    assert (moved[1].sequence.value, moved[1].dtstart.value) == ("1", WINTER + later)
    assert gone[0] == "CANCEL" and gone[1].uid.value == f"{second.uid}@netvaerket"
    assert (gone[1].sequence.value, gone[1].status.value) == ("1", "CANCELLED")
    # Whoever signs up now never had the one that is gone.
    enrol(course, personas.jurist)
    assert [method for method, _ in letter("enrolled", personas.jurist)] == ["REQUEST"]


def test_a_cancelled_course_is_taken_out_date_by_date(personas, course):
    enrol(course, personas.member)
    planning.cancel(course=course, by=personas.coordinator)
    found = letter("cancelled", personas.member)
    assert [(method, event.sequence.value) for method, event in found] == [("CANCEL", "1")] * 2


def test_the_file_to_download_holds_every_date(client, personas, course):
    client.force_login(personas.member)
    answer = client.get(reverse("courses:calendar", args=[course.pk]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = vobject.readOne(answer.content.decode("utf-8"))
    assert [event.dtstart.value for event in calendar.vevent_list] == [WINTER, SUMMER]


def test_the_calendar_shows_each_date_on_its_day(personas, course):
    make_course_draft(personas.group, by=personas.coordinator, title="Kladde")
    first, last = date(2027, 3, 25), date(2027, 4, 1)
    entries = entries_for(personas.member, first, last)
    assert [(each.first_day, each.hours, each.kind) for each in entries] == [
        (first, "kl. 9-14", "course"),
        (last, "kl. 9-14", "course"),
    ]
    assert len(entries_for(personas.member, first, first)) == 1
    assert [each.is_mine for each in entries] == [False, False]
    enrol(course, personas.member)
    assert all(each.is_mine for each in entries_for(personas.member, first, last))


def test_ones_own_feed_holds_the_dates_one_takes_or_teaches(personas, course):
    uids = set(course.dates.values_list("uid", flat=True))

    def held(user, **narrow) -> set:
        return {each.uid for each in occasions_for(user, **narrow)} & uids

    assert held(personas.member) == set()
    assert held(personas.jurist) == uids
    enrol(course, personas.member)
    assert held(personas.member) == uids
    assert held(personas.member, group=personas.group) == uids
    assert held(personas.member, group=personas.other_group) == set()
    assert held(personas.former) == set()
    Course.objects.update(
        ends_at=timezone.now() - timedelta(days=91),
        starts_at=WINTER.replace(year=2020),
        signup_closes_at=WINTER.replace(year=2020),
    )
    assert held(personas.member) == set()

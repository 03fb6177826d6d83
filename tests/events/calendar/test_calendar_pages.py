"""The calendar's pages: what the reader may see and nothing else, in three shapes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.calendar.queries import entries_for
from events.meetings import rules
from events.meetings.enums import State
from events.meetings.flows import attending, planning
from events.meetings.models import Meeting
from tests.factories.events import make_conference, make_draft, make_final, make_meeting
from tests.factories.people import make_former

pytestmark = pytest.mark.django_db
PAGE = reverse("calendar:calendar")
FIRST, LAST = timezone.localdate() - timedelta(days=40), timezone.localdate() + timedelta(days=400)


def titles(user, **narrow) -> list[str]:
    return [entry.title for entry in entries_for(user, FIRST, LAST, **narrow)]


def test_the_calendar_holds_what_the_rule_allows_and_no_drafts(personas):
    coordinator, group = personas.coordinator, personas.group
    make_draft(group, by=coordinator, title="En kladde")
    make_meeting(group, by=coordinator, title="Et møde")
    planning.cancel(meeting=make_meeting(group, by=coordinator, title="Aflyst"), by=coordinator)
    held = make_meeting(group, by=coordinator, days=-3, title="Holdt")
    make_final(held, by=coordinator)
    for name, user in personas.all().items():
        allowed = {
            each.title
            for each in Meeting.objects.all()
            if each.state != State.DRAFT and rules.may_view(user, each)
        }
        assert set(titles(user)) == allowed, name


def test_ones_own_are_those_of_ones_groups_and_those_one_comes_to(personas):
    make_meeting(personas.group, by=personas.coordinator, title="Vores")
    other = make_meeting(personas.other_group, by=personas.other_coordinator, title="Deres")
    make_meeting(personas.other_group, by=personas.other_coordinator, title="Fremmed")
    member = personas.member
    attending.sign_up(meeting=other, person=member, by=member)
    assert sorted(titles(member)) == ["Deres", "Fremmed", "Vores"]
    assert sorted(titles(member, own=True)) == ["Deres", "Vores"]
    assert titles(member, group=personas.group.pk) == ["Vores"]
    (mine,) = [entry for entry in entries_for(member, FIRST, LAST) if entry.is_mine]
    assert mine.title == "Deres"


def test_a_meeting_is_on_the_danish_day_it_begins(personas):
    late = datetime(2027, 3, 9, 23, 30, tzinfo=UTC)  # half past midnight in Denmark
    make_meeting(
        personas.group,
        by=personas.coordinator,
        starts_at=late,
        ends_at=late + timedelta(hours=1),
    )
    day = date(2027, 3, 10)
    (entry,) = entries_for(personas.member, day, day)
    assert (entry.first_day, entry.last_day) == (day, day)
    assert entries_for(personas.member, day - timedelta(1), day - timedelta(1)) == []


def test_the_annual_conference_stands_on_each_of_its_days(client, personas):
    conference = make_conference()
    client.force_login(personas.member)
    page = client.get(PAGE, {"fra": f"{conference.starts_on:%Y-%m}"})
    days = [
        day.date
        for week in page.context["weeks"]
        for day in week.days
        if any(entry.title == conference.title for entry in day.entries)
    ]
    assert days == [conference.starts_on + timedelta(n) for n in range(3)]
    assert conference.title not in titles(personas.member, group=personas.group.pk)


@pytest.mark.parametrize("shape", ["maaned", "liste", "aar"])
def test_each_shape_shows_the_meeting_and_keeps_the_choice(client, personas, shape):
    meeting = make_meeting(personas.group, by=personas.coordinator, title="Lokalmøde om frister")
    client.force_login(personas.member)
    month = timezone.localtime(meeting.starts_at)
    page = client.get(PAGE, {"vis": shape, "fra": f"{month:%Y-%m}", "gruppe": personas.group.pk})
    assert "Lokalmøde om frister" in page.text and meeting.get_absolute_url() in page.text
    assert f"gruppe={personas.group.pk}" in page.text


@pytest.mark.parametrize("words", ["0", "2026-13", "9999-01", "æøå", "2026-12-24", "-1"])
def test_what_cannot_be_meant_shows_this_month(client, personas, words):
    client.force_login(personas.member)
    page = client.get(PAGE, {"fra": words, "vis": "rundt", "gruppe": "999999"})
    assert page.status_code == 200
    assert page.context["month"] == timezone.localdate().replace(day=1)


def test_only_members_come_in(client, personas):
    assert client.get(PAGE).status_code == 302
    client.force_login(make_former())
    assert client.get(PAGE).status_code == 403
    assert client.get(reverse("calendar:subscribe")).status_code == 403


@pytest.mark.parametrize("shape", ["maaned", "liste", "aar"])
def test_a_page_asks_as_often_however_many_meetings(client, personas, shape):
    client.force_login(personas.member)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE, {"vis": shape}).status_code == 200
        return len(queries)

    make_meeting(personas.group, by=personas.coordinator, days=1)
    asked()
    few = asked()
    for _ in range(12):
        make_meeting(personas.group, by=personas.coordinator, days=1)
    assert asked() == few

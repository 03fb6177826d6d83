"""The calendar in one's own program, read by another library than the one that writes it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import vobject
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.calendar import flows
from events.calendar.models import CalendarKey
from events.meetings.flows import attending, planning
from members.membership.flows import leaving
from portal.audit.models import Entry
from portal.kit.dates import COPENHAGEN
from portal.kit.problems import Refused
from tests.factories.events import make_conference, make_meeting, meeting_facts
from tests.factories.people import make_former, suspend

pytestmark = pytest.mark.django_db


def feed(token: str, client: Client | None = None):
    return (client or Client()).get(reverse("calendar:feed", args=[token]))


def read(token: str) -> dict[str, object]:
    """The events of a feed by their titles."""
    calendar = vobject.readOne(feed(token).text)
    return {event.summary.value: event for event in calendar.contents.get("vevent", [])}


@pytest.fixture
def member(personas):
    return personas.member


def test_the_feed_holds_ones_groups_meetings_and_says_what_is_settled(personas, member):
    meetings = {
        title: make_meeting(personas.group, by=personas.coordinator, title=title)
        for title in ("Kommer", "Ved ikke", "Afbud")
    }
    attending.sign_up(meeting=meetings["Kommer"], person=member, by=member)
    attending.send_regrets(meeting=meetings["Afbud"], person=member, by=member)
    make_meeting(personas.other_group, by=personas.other_coordinator, title="Fremmed")
    conference = make_conference()
    found = read(flows.make_address(by=member))
    assert {title: event.status.value for title, event in found.items()} == {
        "Kommer": "CONFIRMED",
        "Ved ikke": "TENTATIVE",
        conference.title: "TENTATIVE",
    }
    assert found["Kommer"].transp.value == "OPAQUE"
    assert found["Ved ikke"].transp.value == "TRANSPARENT"
    assert found[conference.title].dtstart.value == conference.starts_on


def test_a_groups_feed_holds_all_of_that_group(personas, member):
    make_meeting(personas.other_group, by=personas.other_coordinator, title="Fremmed")
    make_meeting(personas.group, by=personas.coordinator, title="Vores")
    assert set(read(flows.make_address(group=personas.other_group, by=member))) == {"Fremmed"}


def test_ten_oclock_is_ten_oclock_on_both_sides_of_the_change_of_the_clocks(personas, member):
    for day, hours_behind in ((24, 2), (26, 1)):  # summer time ends on 25 October 2026
        starts_at = datetime(2026, 10, day, 10 - hours_behind, tzinfo=UTC)
        make_meeting(
            personas.group,
            by=personas.coordinator,
            title=f"Den {day}.",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=4),
        )
    text = feed(flows.make_address(by=member)).text
    assert "BEGIN:VTIMEZONE" in text and "TZID:Europe/Copenhagen" in text
    assert "DTSTART;TZID=Europe/Copenhagen:20261024T100000" in text
    assert "DTSTART;TZID=Europe/Copenhagen:20261026T100000" in text
    for day, hours in ((24, 2), (26, 1)):
        event = next(
            each
            for each in vobject.readOne(text).vevent_list
            if each.summary.value == f"Den {day}."
        )
        moment = event.dtstart.value
        assert (moment.hour, moment.utcoffset()) == (10, timedelta(hours=hours))
        assert moment == datetime(2026, 10, day, 10, tzinfo=COPENHAGEN)


def test_a_meeting_that_is_moved_is_the_same_one_with_a_higher_number(personas, member):
    meeting = make_meeting(personas.group, by=personas.coordinator, title="Flyttes")
    token = flows.make_address(by=member)
    before = read(token)["Flyttes"]
    planning.change(
        meeting=meeting,
        facts=meeting_facts(days=20, title="Flyttes"),
        agenda=[],
        by=personas.coordinator,
    )
    after = read(token)["Flyttes"]
    assert after.uid.value == before.uid.value == f"{meeting.uid}@netvaerket"
    assert int(after.sequence.value) == int(before.sequence.value) + 1
    assert after.dtstart.value > before.dtstart.value
    planning.cancel(meeting=meeting, by=personas.coordinator)
    called_off = read(token)["Flyttes"]
    assert called_off.status.value == "CANCELLED"
    assert called_off.uid.value == before.uid.value
    assert int(called_off.sequence.value) > int(after.sequence.value)


def test_what_was_over_a_quarter_ago_and_drafts_are_left_out(personas, member):
    make_meeting(personas.group, by=personas.coordinator, title="Længe siden", days=-95)
    make_meeting(personas.group, by=personas.coordinator, title="Nylig", days=-30)
    planning.plan(
        group=personas.group, facts=meeting_facts(title="Kladde"), by=personas.coordinator
    )
    assert set(read(flows.make_address(by=member))) == {"Nylig"}
    assert "Kladde" not in feed(flows.make_address(by=personas.coordinator)).text


def test_the_address_is_shown_once_and_a_new_one_ends_the_old(client, member):
    client.force_login(member)
    page = client.post(reverse("calendar:address"))
    first = re.search(r"/kalender/feed/([\w-]+)\.ics", page.text)[1]
    assert "webcal://" in page.text and page.headers["Cache-Control"] == "private, no-store"
    assert first not in client.get(reverse("calendar:subscribe")).text
    assert CalendarKey.objects.get().token_hash != first
    assert feed(first).status_code == 200
    second = re.search(
        r"/kalender/feed/([\w-]+)\.ics", client.post(reverse("calendar:address")).text
    )[1]
    assert (feed(first).status_code, feed(second).status_code) == (404, 200)
    client.post(reverse("calendar:address"), {"stop": "1"})
    assert feed(second).status_code == 404
    made = Entry.objects.filter(action="calendar.address_made")
    assert made.count() == 2 and made.first().facts == {}


def test_a_group_that_is_not_there_is_refused_plainly(client, member):
    client.force_login(member)
    answer = client.post(reverse("calendar:address"), {"group": "999999"}, follow=True)
    assert "Den gruppe findes ikke." in answer.text
    assert not CalendarKey.objects.exists()


def test_the_addresses_close_the_minute_one_leaves_or_is_suspended(personas, member):
    own, group = flows.make_address(by=member), flows.make_address(group=personas.group, by=member)
    suspension = suspend(member)
    assert [feed(token).status_code for token in (own, group)] == [404, 404]
    suspension.lifted_at = timezone.now()
    suspension.save()
    assert feed(own).status_code == 200
    leaving.leave(person=member, by=member)
    assert [feed(token).status_code for token in (own, group)] == [404, 404]
    assert not CalendarKey.objects.exists()


def test_whoever_is_no_member_gets_no_address_and_a_guess_finds_nothing(client):
    former = make_former()
    with pytest.raises(Refused):
        flows.make_address(by=former)
    client.force_login(former)
    assert client.post(reverse("calendar:address")).status_code == 403
    for token in ("x", "a" * 43, "æ"):
        assert feed(token).status_code == 404


def test_the_feed_is_for_no_cache_and_asks_as_often_however_many_meetings(personas, member):
    token = flows.make_address(by=member)
    make_meeting(personas.group, by=personas.coordinator)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = feed(token)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        return len(queries)

    few = asked()
    for _ in range(12):
        make_meeting(personas.group, by=personas.coordinator)
    assert asked() == few


def test_the_name_of_the_calendar_follows_the_readers_language(personas, member):
    assert "X-WR-CALNAME:Netværket for borgerrådgivere" in feed(flows.make_address(by=member)).text
    token = flows.make_address(group=personas.group, by=member)
    assert f"X-WR-CALNAME:{personas.group.name}" in feed(token).text

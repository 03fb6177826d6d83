"""Who came is ticked by whoever runs the meeting, one tap a name, and counts for the newcomer."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from events.meetings.flows import attending as seats
from events.minutes import queries
from events.minutes.flows import attending
from events.minutes.flows.forgetting import forget_who_came
from events.minutes.models import Attendance
from members.onboarding.enums import Deed
from portal.kit.problems import Refused
from tests.factories.events import let_begin, make_final, make_meeting
from tests.factories.onboarding import make_newcomer
from tests.factories.people import make_member
from tests.members.onboarding.test_tracks import done, make_step

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def meeting(personas):
    """One that runs, with two who had signed up."""
    found = make_meeting(personas.group, by=personas.coordinator)
    for person in (personas.member, personas.jurist):
        seats.sign_up(meeting=found, person=person, by=person)
    return let_begin(found)


@pytest.fixture
def address(meeting):
    return reverse("minutes:attendance", args=[meeting.pk])


@pytest.fixture
def runner(client, personas):
    client.force_login(personas.coordinator)
    return client


def tap(client, address, person, came=1, **more):
    return client.post(address, {"person": person.pk, "came": came}, **more)


def test_one_tap_ticks_and_another_takes_it_back(runner, address, meeting, personas):
    assert tap(runner, address, personas.member).status_code == 302
    assert tap(runner, address, personas.member).status_code == 302  # twice is once
    row = Attendance.objects.get()
    assert (row.person, row.came, row.ticked_by) == (personas.member, True, personas.coordinator)
    assert list(queries.who_came(meeting)) == [personas.member]
    tap(runner, address, personas.member, came=0)
    assert (Attendance.objects.get().came, queries.number_who_came(meeting)) == (False, 0)


def test_with_javascript_only_the_list_comes_back(runner, address, personas):
    page = tap(runner, address, personas.member, headers=HTMX).content.decode()
    assert "<html" not in page and 'id="fremmoede"' in page
    assert "<strong>1</strong> er kommet" in page and "2 på listen" in page


def test_a_walk_in_is_found_by_name_and_added(runner, address, meeting):
    guest = make_member("Åse Ærø", "Odense")
    page = runner.get(address, {"q": "åse"}).content.decode()
    assert f'value="{guest.pk}"' in page
    tap(runner, address, guest)
    page = runner.get(address).content.decode()
    assert "1 uden at være tilmeldt" in page
    assert guest not in queries.to_walk_in(guest, meeting, "åse")


def test_the_list_opens_an_hour_before_and_closes_with_final_minutes(personas):
    by = personas.coordinator
    meeting = make_meeting(personas.group, by=by)
    early = {"meeting": meeting, "person": personas.member, "came": True, "by": by}
    with pytest.raises(Refused) as refused:
        attending.tick(at=meeting.starts_at - timedelta(minutes=61), **early)
    assert refused.value.codes == ["too_early"]
    attending.tick(at=meeting.starts_at - timedelta(minutes=59), **early)
    make_final(meeting, by=by)
    meeting.refresh_from_db()
    with pytest.raises(Refused) as refused:
        attending.tick(**{**early, "meeting": meeting, "came": False})
    assert refused.value.codes == ["final"]
    assert Attendance.objects.get().came


def test_only_members_are_ticked_and_only_by_whoever_runs_it(client, address, meeting, personas):
    with pytest.raises(Refused) as refused:
        attending.tick(meeting=meeting, person=personas.former, came=True, by=personas.coordinator)
    assert refused.value.codes == ["no_member"]
    for who in (personas.member, personas.other_coordinator):
        client.force_login(who)
        assert client.get(address).status_code == 403
        assert tap(client, address, personas.member).status_code == 403
    client.force_login(personas.coordinator)
    for wrong in ("", "x", "999999999", "٣", "1" * 30):
        assert client.post(address, {"person": wrong, "came": "1"}).status_code == 404
    assert not Attendance.objects.exists()


def test_one_row_for_each_who_came(meeting, personas):
    Attendance.objects.create(meeting=meeting, person=personas.member, came=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(meeting=meeting, person=personas.member, came=False)


def test_a_newcomer_who_was_ticked_has_been_at_a_meeting_and_one_who_stayed_away_has_not():
    make_step(Deed.MEETING_JOINED)
    came, stayed = make_newcomer(at="Odense"), make_newcomer(at="Nyborg")
    from tests.factories.people import make_coordinator, make_group

    group = make_group("Fyn", "Odense", "Nyborg")
    by = make_coordinator(group, "Kirsten Koordinator", "Odense")
    meeting = make_meeting(group, by=by)
    seats.sign_up(meeting=meeting, person=stayed.person, by=stayed.person)
    meeting = let_begin(meeting, hours=5)
    attending.tick(meeting=meeting, person=came.person, came=True, by=by)
    assert attending.tick_those_who_came(by=None) == 1
    assert attending.tick_those_who_came(by=None) == 0
    assert (done(came), done(stayed)) == ([f"meeting:{meeting.pk}"], [])


def test_names_go_and_the_count_stays(meeting, personas):
    attending.tick(meeting=meeting, person=personas.member, came=True, by=personas.coordinator)
    assert forget_who_came(before=timezone.now() + timedelta(days=1), by=None) == 1
    assert forget_who_came(before=timezone.now() + timedelta(days=1), by=None) == 0
    assert queries.number_who_came(meeting) == 1
    assert Attendance.objects.get().person is None


def test_queries_do_not_grow(runner, address, meeting, personas, django_assert_num_queries):
    for count in (1, 3, 30):
        while meeting.attendances.count() < count:
            person = make_member(f"Nummer {meeting.attendances.count()}", "Odense")
            attending.tick(meeting=meeting, person=person, came=True, by=personas.coordinator)
        runner.get(address)
        with django_assert_num_queries(9):
            runner.get(address)

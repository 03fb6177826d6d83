"""The next meeting of a series: when, where, and with what."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from events.meetings import rules
from events.meetings.enums import State
from events.meetings.flows import following, planning
from events.meetings.models import Meeting
from portal.kit.dates import COPENHAGEN, local
from portal.kit.problems import Refused
from tests.events.test_meeting_pages import as_
from tests.factories.events import make_draft, make_meeting
from tests.factories.people import make_group, municipality

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 5, 9, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("starts", "rhythm", "expected"),
    [
        ((2026, 2, 3, 10), (6, 12), date(2026, 4, 7)),  # nine weeks on, and over to summer time
        ((2026, 2, 5, 10), (7, 11), date(2026, 4, 9)),
        ((2026, 2, 5, 10), (8, 8), date(2026, 4, 9)),  # Maundy Thursday is skipped
        ((2026, 2, 5, 10), (6, 10), date(2026, 3, 26)),  # and gives way to the week before it
        ((2024, 2, 6, 10), (6, 8), date(2026, 1, 6)),  # never in the past
        ((2026, 2, 7, 10), (6, 10), date(2026, 4, 4)),  # a Saturday is followed by Saturdays
        ((2026, 2, 8, 10), (6, 10), date(2026, 3, 29)),  # Easter Sunday is skipped
    ],
)
def test_the_next_day_keeps_weekday_and_hour_and_skips_holidays(personas, starts, rhythm, expected):
    meeting = make_meeting(personas.group, by=personas.coordinator)
    meeting.starts_at = datetime(*starts, tzinfo=COPENHAGEN)
    meeting.group.rhythm_from_weeks, meeting.group.rhythm_to_weeks = rhythm
    found = rules.next_start(meeting, NOW)
    assert (found.date(), found.hour) == (expected, 10)
    assert found.weekday() == meeting.starts_at.weekday()


def test_the_draft_has_the_same_facts_and_the_host_whose_turn_it_is(personas):
    group = make_group("Rundt om Fyn", "Odense", "Nyborg")
    by = personas.editor
    points = [planning.Point("Siden sidst", 30, owner=personas.member), planning.Point("Nyt", 60)]
    meeting = make_meeting(
        group, by=by, host=municipality("Nyborg"), agenda=points, online_url="https://v.example.dk"
    )
    Meeting.objects.update(signup_closes_at=meeting.starts_at - timedelta(days=2))
    draft = following.plan_next(meeting=meeting, by=by)
    assert (draft.state, draft.host.name, draft.title) == (State.DRAFT, "Odense", meeting.title)
    assert (draft.place_name, draft.online_url) == ("", "https://v.example.dk")
    assert (draft.capacity, draft.ends_at - draft.starts_at) == (16, timedelta(hours=4))
    assert draft.starts_at - draft.signup_closes_at == timedelta(days=2)
    agenda = [(item.title, item.minutes, item.owner) for item in draft.agenda.all()]
    assert agenda == [("Siden sidst", 30, None), ("Nyt", 60, None)]
    # Once: asked again, it is the same one; after a cancelled one there is another.
    assert following.plan_next(meeting=meeting, by=by) == draft
    planning.publish(
        meeting=planning.change(meeting=draft, facts=_facts(draft), agenda=[], by=by), by=by
    )
    planning.cancel(meeting=draft, by=by)
    assert following.plan_next(meeting=meeting, by=by) != draft


def _facts(meeting):
    from tests.factories.events import meeting_facts

    return meeting_facts(starts_at=meeting.starts_at, ends_at=meeting.ends_at)


def test_who_stays_host_keeps_the_place(personas):
    group = make_group("Kun Odense", "Odense")
    meeting = make_meeting(group, by=personas.editor, host=municipality("Odense"))
    draft = following.plan_next(meeting=meeting, by=personas.editor)
    assert draft.place == meeting.place


def test_both_pages_show_the_series_and_a_draft_only_to_its_planners(client, personas):
    meeting = make_meeting(personas.group, by=personas.coordinator)
    as_(client, personas.coordinator)
    response = client.post(reverse("meetings:plan_next", args=[meeting.pk]))
    draft = Meeting.objects.get(follows=meeting)
    assert response["Location"] == reverse("meetings:change", args=[draft.pk])
    assert draft.get_absolute_url() in client.get(meeting.get_absolute_url()).content.decode()
    assert meeting.get_absolute_url() in client.get(draft.get_absolute_url()).content.decode()
    as_(client, personas.member)
    assert draft.get_absolute_url() not in client.get(meeting.get_absolute_url()).content.decode()
    assert client.post(reverse("meetings:plan_next", args=[meeting.pk])).status_code == 403


def test_a_draft_is_published_before_the_next_is_planned(personas):
    draft = make_draft(personas.group, by=personas.coordinator)
    with pytest.raises(Refused) as refused:
        following.plan_next(meeting=draft, by=personas.coordinator)
    assert refused.value.codes == ["draft"]
    assert local(draft.starts_at)

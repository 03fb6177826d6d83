"""What is known of a meeting: deadline, link and whom it is shown, and whose turn it is to be host."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from events.meetings import queries, rules
from events.meetings.flows import attending, planning
from events.meetings.models import Meeting
from members.municipalities.models import Municipality
from portal.kit.problems import Refused
from tests.events.test_meeting_pages import as_, form
from tests.factories.events import make_draft, make_meeting
from tests.factories.people import make_group, make_member, municipality

pytestmark = pytest.mark.django_db
LINK = "https://video.example.dk/fyn"


@pytest.fixture
def meeting(personas):
    return make_meeting(personas.group, by=personas.coordinator, days=5, online_url=LINK)


def test_the_link_is_shown_to_those_who_come_from_the_day_before_until_the_end(personas, meeting):
    comes, stays = personas.member, make_member("Rasmus Rask", "Odense")
    attending.sign_up(meeting=meeting, person=comes, by=comes)
    attending.send_regrets(meeting=meeting, person=stays, by=stays)
    moments = {
        "too early": meeting.starts_at - timedelta(hours=24, seconds=1),
        "the day before": meeting.starts_at - timedelta(hours=24),
        "while it runs": meeting.ends_at - timedelta(seconds=1),
        "over": meeting.ends_at,
    }
    seen = {
        name: [
            rules.may_see_link(person, meeting, _answer(person, meeting), now)
            for person in (comes, stays, personas.other_coordinator, personas.coordinator)
        ]
        for name, now in moments.items()
    }
    assert seen == {
        "too early": [False, False, False, True],
        "the day before": [True, False, False, True],
        "while it runs": [True, False, False, True],
        "over": [False, False, False, True],
    }


def _answer(person, meeting) -> str | None:
    return queries.meetings_for(person).get(pk=meeting.pk).my_answer


def test_page_and_calendar_file_keep_the_link_back_alike(client, personas, meeting):
    attending.sign_up(meeting=meeting, person=personas.member, by=personas.member)
    as_(client, personas.member)
    pages = [meeting.get_absolute_url(), reverse("meetings:calendar", args=[meeting.pk])]

    def shown() -> list[bool]:
        return [LINK in client.get(page).content.decode().replace("\r\n ", "") for page in pages]

    assert shown() == [False, False]
    soon = timezone.now() + timedelta(hours=20)
    Meeting.objects.update(starts_at=soon, ends_at=soon + timedelta(hours=2))
    assert shown() == [True, True]
    attending.send_regrets(meeting=meeting, person=personas.member, by=personas.member)
    assert shown() == [False, False]


def test_a_meeting_online_says_so_in_the_calendar(client, personas):
    nowhere = {"place_name": "", "place_address": "", "place_room": ""}
    meeting = make_meeting(personas.group, by=personas.coordinator, online_url=LINK, **nowhere)
    file = as_(client, personas.member).get(reverse("meetings:calendar", args=[meeting.pk])).content
    assert str(Calendar.from_ical(file).events[0]["LOCATION"]) == "online"


def test_after_the_deadline_nobody_signs_up_but_regrets_are_heard(personas, meeting):
    attending.sign_up(meeting=meeting, person=personas.member, by=personas.member)
    Meeting.objects.update(signup_closes_at=timezone.now())
    late = make_member("Lone Sen", "Odense")
    with pytest.raises(Refused) as refused:
        attending.sign_up(meeting=meeting, person=late, by=late)
    assert refused.value.codes == ["signup_closed"]
    attending.send_regrets(meeting=meeting, person=personas.member, by=personas.member)
    assert Meeting.objects.get().taken == 0


def test_the_database_refuses_a_deadline_after_the_meeting(meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.update(signup_closes_at=meeting.starts_at + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("field", "changes", "words"),
    [
        ("closes_day", {"closes_day": "2027-03-05"}, "Fristen kan ikke ligge efter"),
        (
            "closes_day",
            {"closes_day": "2027-03-04", "closes_clock": "10:01"},
            "Fristen kan ikke ligge efter",
        ),
        ("closes_day", {"closes_clock": "10:00"}, "Hvilken dag"),
        ("accessibility", {"accessibility": "010190-1234"}, "CPR"),
    ],
)
def test_a_wrong_fact_is_said_in_danish_and_nothing_is_stored(
    client, personas, field, changes, words
):
    as_(client, personas.coordinator)
    response = client.post(reverse("meetings:plan"), form(personas, **changes))
    errors = response.context["form"].errors
    assert list(errors) == [field] and words in errors[field][0]
    assert "Lokalmøde på Fyn" in response.content.decode()
    assert not Meeting.objects.exists()


def test_a_deadline_is_kept_and_shown_again(client, personas):
    as_(client, personas.coordinator)
    for sent, kept in (
        ({"closes_day": "2027-03-01", "closes_clock": "12:00"}, "2027-03-01T11:00:00+00:00"),
        ({"closes_day": "2027-03-01"}, "2027-03-01T22:59:00+00:00"),
        ({"closes_day": "2027-03-04"}, "2027-03-04T09:00:00+00:00"),
    ):
        client.post(reverse("meetings:plan"), form(personas, accessibility="Ingen trin", **sent))
        meeting = Meeting.objects.latest("pk")
        assert meeting.signup_closes_at.isoformat() == kept
    page = client.get(reverse("meetings:change", args=[meeting.pk])).content.decode()
    assert 'value="2027-03-04"' in page and "Ingen trin" in page


def test_a_meeting_in_the_past_is_not_published(client, personas):
    draft = make_draft(personas.group, by=personas.coordinator, days=-1)
    as_(client, personas.coordinator)
    page = client.post(reverse("meetings:publish", args=[draft.pk]), follow=True)
    assert "Mødet begynder i fortiden" in page.content.decode()
    draft.refresh_from_db()
    assert draft.published_at is None


def test_whose_turn_it_is_to_be_host(client, personas):
    group = make_group("Rundt om Fyn", "Odense", "Nyborg", "Svendborg")
    coordinator = personas.editor
    for host, days in (("Odense", -100), ("Nyborg", -300), ("Odense", -500)):
        make_meeting(group, by=coordinator, host=municipality(host), days=days)
    called_off = make_meeting(group, by=coordinator, host=municipality("Svendborg"), days=9)
    planning.cancel(meeting=called_off, by=coordinator)
    hosts = queries.hosts_of(group)
    assert [each.municipality.name for each in hosts] == ["Svendborg", "Nyborg", "Odense"]
    assert hosts[0].reason == "har ikke været vært endnu"
    assert hosts[1].reason.startswith("var sidst vært ")
    page = as_(client, personas.editor).get(reverse("meetings:plan") + f"?gruppe={group.pk}")
    assert page.context["form"].initial["host"] == Municipality.objects.get(name="Svendborg").pk
    assert "Svendborg har ikke været vært endnu; Nyborg var sidst vært" in page.content.decode()

"""Each figure leads to the rows it was counted out of: exactly those, and for whoever runs the group."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.cadence.rhythm import Half
from events.meetings.flows import attending
from events.meetings.models import Meeting
from events.minutes.flows import attending as attendance
from tests.factories.events import make_meeting
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="([^"]*/tal/\?hvad=[^"]+)">([^<]+)</a>')


@pytest.fixture
def meetings(personas):
    """Two groups that have met some times, with people from two municipalities, and will meet again."""
    member, nina = personas.member, make_member("Nina Nyborg", "Nyborg")
    for person in (member, nina):
        person.posts.update(starts_on="2020-01-01")
    made = []
    for days in (400, 330, 200, 30, 3):
        meeting = make_meeting(personas.group, by=personas.coordinator, days=2)
        attending.sign_up(meeting=meeting, person=member, by=member)
        if days < 300:
            attending.sign_up(meeting=meeting, person=nina, by=nina)
        began = timezone.now() - timedelta(days=days)
        Meeting.objects.filter(pk=meeting.pk).update(
            starts_at=began, ends_at=began + timedelta(hours=3)
        )
        made.append(Meeting.objects.get(pk=meeting.pk))
    for person, came in ((member, False), (nina, True)):
        attendance.tick(meeting=made[-1], person=person, came=came, by=personas.coordinator)
    make_meeting(personas.group, by=personas.coordinator, days=20)
    other = make_meeting(personas.other_group, by=personas.other_coordinator, days=2)
    Meeting.objects.filter(pk=other.pk).update(
        starts_at=timezone.now() - timedelta(days=2),
        ends_at=timezone.now() - timedelta(days=2) + timedelta(hours=3),
    )
    return made


def links_on(page) -> list[tuple[str, int]]:
    """The address behind each figure, and the figure."""
    found = LINK.findall(page.content.decode())
    return [(html.unescape(url), int(re.search(r"\d+", words)[0])) for url, words in found]


@pytest.mark.parametrize("at_the_desk", [False, True])
def test_every_figure_leads_to_as_many_rows(client, personas, meetings, at_the_desk):
    client.force_login(personas.editor if at_the_desk else personas.coordinator)
    page = client.get(
        reverse("cadence_desk:figures")
        if at_the_desk
        else reverse("cadence:group_figures", args=[personas.group.pk])
    )
    links = links_on(page)
    assert {re.search(r"hvad=(\w+)", url)[1] for url, _n in links} == {
        "holdt",
        "planlagt",
        "rytme",
        "fremmoede",
    }
    for url, figure in links:
        context = client.get(url).context
        count = len(context["rows"])
        if "hvad=rytme" in url:
            assert round(100 * context["in_time"] / count) == figure, url
        else:
            assert count == figure > 0, url


def test_the_rows_are_those_of_the_half_year_the_group_and_the_municipality(
    client, personas, meetings
):
    client.force_login(personas.editor)
    last = meetings[-1]
    half = Half.of(timezone.localdate(last.starts_at))
    address = reverse("cadence:rows")
    asked = {"halvaar": str(half), "gruppe": personas.group.pk}
    held = client.get(address, {**asked, "hvad": "holdt"}).context["rows"]
    assert last in [row.meeting for row in held]
    assert {row.meeting.group for row in held} == {personas.group}
    everyone = client.get(address, {"halvaar": str(half), "hvad": "holdt"}).context["rows"]
    assert {row.meeting.group for row in everyone} == {personas.group, personas.other_group}
    came = client.get(address, {**asked, "hvad": "fremmoede", "kommune": "0450"}).context["rows"]
    assert {row.person.name for row in came} == {"Nina Nyborg"}
    page = client.get(address, {**asked, "hvad": "fremmoede"}).content.decode()
    assert "Nina Nyborg" in page and last.title in page
    judged = client.get(address, {**asked, "hvad": "rytme"}).context["rows"]
    assert [row.in_time for row in judged if row.meeting == last] == [True]


@pytest.mark.parametrize(
    "wrong",
    [
        {"halvaar": "2026-3"},
        {"hvad": "andet"},
        {"gruppe": "999999"},
        {"gruppe": "²"},
        {"kommune": "0450"},
        {"hvad": "fremmoede", "kommune": "9999"},
    ],
)
def test_an_address_that_names_no_figure_leads_nowhere(client, personas, meetings, wrong):
    client.force_login(personas.coordinator)
    address = reverse("cadence:rows")
    assert client.get(address, {"hvad": "holdt", "halvaar": "2026-1"}).status_code == 200
    asked = {"hvad": "holdt", "halvaar": "2026-1", **wrong}
    assert client.get(address, asked).status_code == 404


def test_a_shortened_address_leads_to_the_groups(client, personas, meetings):
    client.force_login(personas.coordinator)
    assert client.get(reverse("cadence:rows"))["Location"] == reverse("cadence:groups")


def test_only_those_who_run_a_group_see_its_rows(client, personas, meetings):
    address = reverse("cadence:rows")
    asked = {"hvad": "holdt", "halvaar": "2026-1"}
    for user, group, status in (
        (personas.member, personas.group, 404),
        (personas.other_coordinator, personas.group, 404),
        (personas.coordinator, personas.group, 200),
        (personas.applicant, personas.group, 403),
    ):
        client.force_login(user)
        assert client.get(address, {**asked, "gruppe": group.pk}).status_code == status, user


def test_a_coordinator_takes_the_groups_own_figures_out(client, personas, meetings):
    client.force_login(personas.coordinator)
    for ending in ("csv", "xlsx"):
        address = reverse("cadence:export_group_figures", args=[personas.group.pk, ending])
        answer = client.get(address)
        assert answer.status_code == 200
        assert f"moeder-i-tal-{personas.group.pk}.{ending}" in answer["Content-Disposition"]
        if ending == "csv":
            lines = answer.content.decode("utf-8-sig").splitlines()
            assert {line.split(";")[1] for line in lines[1:]} == {"Fyn", "Nyborg", "Odense"}
    client.force_login(personas.member)
    assert client.get(address)["Location"] == reverse("cadence:group", args=[personas.group.pk])


def test_the_rows_are_read_in_as_many_queries_for_many_as_for_few(client, personas, meetings):
    client.force_login(personas.coordinator)
    half = Half.of(timezone.localdate(meetings[-1].starts_at))
    address = f"{reverse('cadence:rows')}?hvad=fremmoede&halvaar={half}"
    client.get(address)
    counts = []
    for more in (0, 3, 27):
        for _ in range(more):
            meeting = make_meeting(personas.group, by=personas.coordinator, days=2)
            attending.sign_up(meeting=meeting, person=personas.member, by=personas.member)
            began = meetings[-1].starts_at
            Meeting.objects.filter(pk=meeting.pk).update(
                starts_at=began, ends_at=began + timedelta(hours=1)
            )
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts == counts[:1] * 3

"""How the groups stand: who sees it, who is told, and the pages."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.cadence import flows, queries
from events.cadence.enums import Standing
from events.cadence.figures import figures_for
from events.cadence.models import Told
from events.cadence.rhythm import Half
from events.meetings.flows import attending
from events.meetings.models import Meeting
from events.minutes.flows import attending as attendance
from members.people.enums import Role
from members.people.models import RoleGrant
from portal.audit.models import Entry
from portal.kit.calendar import add_working_days
from portal.kit.dates import COPENHAGEN
from portal.kit.problems import Refused
from portal.notices.models import OutgoingMail
from tests.factories.events import make_draft, make_meeting
from tests.factories.people import make_group, make_member
from tests.factories.polls import make_poll

pytestmark = pytest.mark.django_db


def seven(days: int) -> datetime:
    """Seven o'clock on the first working day so many days from today."""
    day = add_working_days(timezone.localdate() + timedelta(days=days - 1), 1)
    return datetime.combine(day, time(7, 35), tzinfo=COPENHAGEN)


def letters(name: str) -> list[str]:
    found = OutgoingMail.objects.filter(template=f"cadence/mail/{name}")
    return sorted(found.values_list("recipient__name", flat=True))


@pytest.fixture
def group(personas):
    """Fyn, which has met half a year ago and has nothing planned."""
    make_meeting(personas.group, by=personas.coordinator, days=-180)
    return personas.group


def test_what_counts_is_what_was_announced(personas, group):
    make_draft(group, by=personas.coordinator, days=5)
    (line,) = queries.lines([group])
    assert (line.cadence.standing, line.next) == (Standing.OVERDUE, None)
    assert line.last.starts_at < timezone.now()
    assert [term.person for term in line.coordinators] == [personas.coordinator]
    soon = make_meeting(group, by=personas.coordinator, days=5)
    make_meeting(group, by=personas.coordinator, days=50)
    (line,) = queries.lines([group])
    assert line.next == soon


def test_who_sees_which_groups(personas, group):
    personas.other_group, personas.other_coordinator  # noqa: B018 - made before they are asked
    expected = {
        "coordinator": [group],
        "other_coordinator": [personas.other_group],
        "editor": [group, personas.other_group],
        "administrator": [group, personas.other_group],
    }
    for name, user in personas.all().items():
        seen = [line.group for line in queries.lines_for(user)]
        assert seen == expected.get(name, []), name


def test_the_queries_do_not_grow(personas, group, django_assert_num_queries):
    with django_assert_num_queries(4):
        queries.lines([group])
    groups = [make_group(f"Gruppe {number}", "Faxe") for number in range(3)]
    for each in groups:
        make_meeting(each, days=-20)
    with django_assert_num_queries(4):
        queries.lines([group, *groups])


# --- who is told ---------------------------------------------------------------------------------------
def test_coordinators_are_told_once_and_then_the_secretariat(personas):
    make_meeting(personas.group, by=personas.coordinator, days=-1)
    personas.editor  # noqa: B018 - made before they are told
    last = timezone.localdate(Meeting.objects.get().starts_at)
    (line,) = queries.lines([personas.group])
    assert flows.tell_of_cadence(now=seven(7), by=None) == 0
    due = (line.cadence.due_from - timezone.localdate()).days
    assert flows.tell_of_cadence(now=seven(due), by=None) == 1
    assert flows.tell_of_cadence(now=seven(due + 1), by=None) == 0
    assert (letters("due"), letters("overdue")) == (["Ole Bro"], [])
    late = (line.cadence.due_on - timezone.localdate()).days
    assert flows.tell_of_cadence(now=seven(late + 10), by=None) == 0
    assert flows.tell_of_cadence(now=seven(late + 14), by=None) == 1
    assert flows.tell_of_cadence(now=seven(late + 15), by=None) == 0
    assert letters("overdue") == ["Rikke Redaktør"]
    assert Told.objects.count() == 2 and last < timezone.localdate()


def test_nobody_is_told_where_a_meeting_is_announced(personas, group):
    make_meeting(group, by=personas.coordinator, days=60)
    assert flows.tell_of_cadence(now=seven(1), by=None) == 0


def test_nobody_is_told_on_a_sunday(personas, group):
    day = timezone.localdate()
    day += timedelta(days=6 - day.weekday())
    now = datetime.combine(day, time(7, 35), tzinfo=COPENHAGEN)
    assert flows.tell_of_cadence(now=now, by=None) == 0


# --- the rhythm ----------------------------------------------------------------------------------------
def test_a_coordinator_changes_the_own_groups_rhythm(client, personas, group):
    client.force_login(personas.coordinator)
    address = reverse("cadence:group", args=[group.pk])
    assert client.post(address, {"from_weeks": 8, "to_weeks": 16}).status_code == 302
    group.refresh_from_db()
    assert (group.rhythm_from_weeks, group.rhythm_to_weeks) == (8, 16)
    assert Entry.objects.filter(action="groups.rhythm_changed").count() == 1
    answer = client.post(address, {"from_weeks": 9, "to_weeks": 8})
    assert "må ikke ligge før" in answer.text
    for user in (personas.member, personas.other_coordinator):
        client.force_login(user)
        client.post(address, {"from_weeks": 1, "to_weeks": 2})
        with pytest.raises(Refused, match="not_allowed"):
            flows.change_rhythm(group=group, from_weeks=1, to_weeks=2, by=user)
    group.refresh_from_db()
    assert group.rhythm_to_weeks == 16


# --- the pages -----------------------------------------------------------------------------------------
def test_the_groups_page_shows_who_when_and_what_is_looked_for(client, personas, group):
    RoleGrant.objects.filter(role=Role.COORDINATOR, person=personas.coordinator).update(
        starts_on="2026-01-01", ends_on="2031-01-01"
    )
    poll = make_poll(group, by=personas.coordinator)
    pages = {}
    for user in (personas.member, personas.other_coordinator):
        client.force_login(user)
        assert group.name in client.get(reverse("cadence:groups")).text
        pages[user.name] = client.get(reverse("cadence:group", args=[group.pk])).text
    own, foreign = pages.values()
    for page in (own, foreign):
        assert "Ole Bro" in page and "Mette Holm" in page
        assert "1. januar 2031" in page
        assert "Gem rytmen" not in page
    assert poll.title in own and poll.title not in foreign


def test_the_page_asks_as_much_for_many_as_for_few(
    client, personas, group, django_assert_num_queries
):
    client.force_login(personas.coordinator)
    address = reverse("cadence:group", args=[group.pk])
    client.get(address)  # the first one begins the session
    with django_assert_num_queries(QUERIES):
        client.get(address)
    for number in range(4):
        make_member(f"Medlem {number}", "Nyborg")
        make_meeting(group, by=personas.coordinator, days=-30 * number - 20)
    with django_assert_num_queries(QUERIES):
        client.get(address)


QUERIES = 18


def test_a_coordinator_sees_on_the_list_that_it_is_time(client, personas, group):
    client.force_login(personas.coordinator)
    page = client.get(reverse("meetings:list")).text
    assert "overskredet" in page and f"?gruppe={group.pk}" in page
    home = client.get(reverse("home_member")).text
    assert "Tid til et møde i Fyn" in home
    client.force_login(personas.member)
    assert "overskredet" not in client.get(reverse("meetings:list")).text


def test_the_desk_filters_and_takes_out(client, personas, group):
    make_meeting(personas.other_group, by=personas.other_coordinator, days=-2)
    client.force_login(personas.editor)
    address = reverse("cadence_desk:overview")
    everything = client.get(address).text
    assert "Fyn" in everything and "Nordjylland" in everything
    late = client.get(address, {"staar": "overdue"})
    assert [line.group for line in late.context["lines"]] == [group]
    assert client.get(address, {"staar": "vrøvl"}).status_code == 200
    sheet = client.get(reverse("cadence_desk:export", args=["csv"]), {"staar": "overdue"})
    rows = sheet.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2 and rows[1].startswith("Fyn;")
    assert client.get(reverse("cadence_desk:export", args=["xlsx"])).status_code == 200


def test_the_figures_are_counted_out_of_the_meetings(client, personas):
    group, by = personas.group, personas.coordinator
    past = make_meeting(group, by=by, days=3)
    personas.member.posts.update(starts_on="2020-01-01")
    attending.sign_up(meeting=past, person=personas.member, by=personas.member)
    began = timezone.now() - timedelta(days=3)
    Meeting.objects.update(starts_at=began, ends_at=began + timedelta(hours=3))
    make_meeting(group, by=by, days=3)
    half = Half.of(timezone.localdate(began))
    figures = figures_for(personas.editor)
    cells = {cell.half: cell for cell in figures.groups[0][1]}
    assert cells[half].held == 1
    assert sum(cell.planned for cell in cells.values()) == 1
    assert [(place.name, dict(counts)[half]) for place, counts in figures.attendance] == [
        ("Odense", 1)
    ]
    client.force_login(personas.editor)
    assert "Odense" in client.get(reverse("cadence_desk:figures")).text
    sheet = client.get(reverse("cadence_desk:export_figures", args=["csv"]))
    assert "Kom;Odense" in sheet.content.decode("utf-8-sig")
    # Ticked at the door, it is those who came: one who had not signed up, and not one who had.
    past.refresh_from_db()
    walk_in = make_member("Vera Gæst", "Nyborg")
    walk_in.posts.update(starts_on="2020-01-01")
    for person, came in ((personas.member, False), (walk_in, True)):
        attendance.tick(meeting=past, person=person, came=came, by=by)
    figures = figures_for(personas.editor)
    assert [(place.name, dict(counts)[half]) for place, counts in figures.attendance] == [
        ("Nyborg", 1)
    ]
    own = reverse("cadence:group_figures", args=[group.pk])
    assert client.get(own).status_code == 200
    client.force_login(personas.member)
    assert client.get(own)["Location"] == reverse("cadence:group", args=[group.pk])

"""An open date poll in the search and in the calendar: for its own group, and nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from events.calendar.flows import make_address
from events.calendar.queries import entries_for, occasions_for
from events.polls import rules
from events.polls.flows import answer, call_off
from events.polls.queries import search_for
from portal.notices.models import Notice
from portal.search.narrowing import Narrow
from portal.search.sources import SOURCES
from portal.search.words import Words
from tests.factories import polls
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
FIRST, LAST = timezone.localdate() - timedelta(days=5), timezone.localdate() + timedelta(days=400)


@pytest.fixture
def poll(personas):
    return polls.make_poll(personas.group, by=personas.coordinator)


def possible(user, **narrow):
    found = entries_for(user, FIRST, LAST, possible=True, **narrow)
    return [entry for entry in found if entry.is_possible]


def test_an_open_poll_is_found_and_shown_where_the_rule_allows_it(personas, poll):
    for name, user in personas.all().items():
        sees = rules.may_view(user, poll)
        assert (poll in search_for(user, poll.title)) == sees, name
        assert bool(possible(user)) == sees, name
    assert [entry.url for entry in possible(personas.member)] == [poll.get_absolute_url()] * (
        poll.slots.count()
    )
    call_off(poll=poll, by=personas.coordinator)
    assert search_for(personas.member, poll.title) == []
    assert possible(personas.member) == []


def test_the_calendar_narrows_to_a_group_and_to_ones_own(personas, poll):
    member, manager = personas.member, personas.editor
    assert possible(member, group=personas.group.pk) and possible(member, own=True)
    assert not possible(member, group=personas.other_group.pk)
    assert bool(possible(manager, own=True)) == (poll.group_id in rules.own_groups(manager))


@pytest.mark.parametrize(("shape", "shown"), [("maaned", True), ("liste", True), ("aar", False)])
def test_month_and_list_say_that_it_is_only_possible(client, personas, poll, shape, shown):
    client.force_login(personas.member)
    first = poll.slots.first().day
    page = client.get(reverse("calendar:calendar"), {"vis": shape, "fra": f"{first:%Y-%m}"})
    content = page.content.decode()
    assert ("Mulig dato" in content) == shown
    assert (poll.get_absolute_url() in content) == shown


def test_a_subscribed_calendar_holds_the_times_one_can_and_no_others(client, personas, poll):
    member = personas.member
    yes, no, *_ = poll.slots.all()
    assert occasions_for(member) == []
    answer(poll=poll, person=member, says={yes.pk: "yes", no.pk: "no"}, by=member)
    address = reverse("calendar:feed", args=[make_address(group=None, by=member)])
    (event,) = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert event["STATUS"] == "TENTATIVE" and event["TRANSP"] == "TRANSPARENT"
    assert event.decoded("DTSTART") == yes.starts_at
    assert event["SUMMARY"] == f"Mulig dato: {poll.title}"
    (again,) = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert again["UID"] == event["UID"]
    # A group's address holds what is decided: whoever has it need not be of the group.
    assert occasions_for(member, group=poll.group) == []
    assert occasions_for(personas.coordinator) == []


def test_the_portals_search_shows_it_among_meetings(client, personas, poll):
    source = next(each for each in SOURCES if each.name == "moeder")
    words = Words(poll.title)
    assert source.find(personas.member, words, Narrow()).count() == 1
    (hit,) = [
        source.show(each, words) for each in source.find(personas.member, words, Narrow())[0:5]
    ]
    assert hit.url == poll.get_absolute_url()
    assert "der ledes efter en dato" in str(hit.facts).lower()
    client.force_login(personas.member)
    assert poll.get_absolute_url() in client.get("/soeg/", {"q": poll.title}).content.decode()
    outsider = make_member("Nils Nabo", "Aalborg")
    assert source.find(outsider, words, Narrow()).count() == 0


def test_answering_marks_the_question_behind_the_bell_as_read(personas):
    member = personas.member
    poll = polls.make_poll(personas.group, by=personas.coordinator)
    other = Notice.objects.create(recipient=member, kind="other", title="Andet", url="/")
    unread = Notice.objects.filter(recipient=member, read_at__isnull=True)
    assert unread.count() == 2
    answer(poll=poll, person=member, says={}, by=member)
    assert list(unread) == [other]


def test_the_calendar_asks_as_much_for_one_poll_as_for_many(client, personas, poll):
    client.force_login(personas.member)
    address = f"{reverse('calendar:calendar')}?vis=liste"
    client.get(address)
    counts = []
    for more in (0, 2, 27):
        for _ in range(more):
            polls.make_poll(personas.group, by=personas.coordinator)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts

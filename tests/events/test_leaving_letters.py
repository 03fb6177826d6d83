"""Mails about a group's meetings that one can leave, with one click, and have again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.meetings import queries
from events.meetings.enums import Letters
from events.meetings.flows import attending, planning, reminding, silencing
from events.meetings.models import Silence
from members.people.flows.membership import end_membership
from portal.notices.models import Notice, OutgoingMail
from portal.notices.subscriptions import of_mail
from portal.notices.tasks import _may_still_go, render
from tests.events.test_meeting_pages import as_
from tests.factories import polls
from tests.factories.events import make_draft, make_meeting, meeting_facts

pytestmark = pytest.mark.django_db
#: What one has to be told, whatever one has left.
KEPT = {"changed", "cancelled", "offered", "seated", "signed_up", "regretted", "link", "decided"}


@pytest.fixture
def member(personas):
    return personas.member


def published(personas):
    return planning.publish(
        meeting=make_draft(personas.group, by=personas.coordinator), by=personas.coordinator
    )


def soon(personas, member):
    """The reminder before a meeting of tomorrow."""
    meeting = make_meeting(personas.group, by=personas.coordinator, days=1)
    attending.sign_up(
        meeting=meeting, person=member, at=timezone.now() - timedelta(days=3), by=member
    )
    reminding.remind(by=None)
    return OutgoingMail.objects.get(recipient=member, template="meetings/mail/soon")


def test_news_are_left_with_one_click_and_the_bell_goes_on(client, personas, member):
    published(personas)
    letter = OutgoingMail.objects.get(recipient=member, template="meetings/mail/published")
    message = render(letter)
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message.extra_headers["List-Unsubscribe"].strip("<>")
    path = "/" + address.split("/", 3)[3]
    assert path in message.body
    page = client.get(path).content.decode()
    assert f"Nyt om møder og datoafstemninger i gruppen {personas.group.name}" in page
    assert not Silence.objects.exists()
    client.post(path)
    silence = Silence.objects.get()
    assert (silence.person, silence.group, silence.what) == (member, personas.group, "news")
    assert not _may_still_go(letter)
    published(personas)
    assert Notice.objects.filter(recipient=member, kind="meeting_published").count() == 2
    later = OutgoingMail.objects.filter(recipient=member, template="meetings/mail/published").last()
    assert not _may_still_go(later)


def test_a_poll_is_news_of_the_group(personas, member):
    polls.make_poll(personas.group, by=personas.coordinator)
    letter = OutgoingMail.objects.get(recipient=member, template="polls/mail/asked")
    assert (
        of_mail(letter).words == f"Nyt om møder og datoafstemninger i gruppen {personas.group.name}"
    )
    silencing.leave_news(person=member, number=personas.group.pk, by=member)
    assert not _may_still_go(letter)


def test_reminders_are_left_by_themselves(personas, member):
    letter = soon(personas, member)
    assert of_mail(letter).words == f"Påmindelser før møder i gruppen {personas.group.name}"
    silencing.leave_news(person=member, number=personas.group.pk, by=member)
    assert _may_still_go(letter)
    of_mail(letter).leave()
    assert not _may_still_go(letter)


def test_what_one_is_signed_up_for_is_told_in_any_case(personas, member):
    for leave in (silencing.leave_news, silencing.leave_reminders):
        leave(person=member, number=personas.group.pk, by=member)
    by = personas.coordinator
    meeting = make_meeting(personas.group, by=by)
    attending.sign_up(meeting=meeting, person=member, by=member)
    planning.change(meeting=meeting, facts=meeting_facts(days=30), agenda=[], by=by)
    planning.cancel(meeting=meeting, by=by)
    letters = OutgoingMail.objects.filter(recipient=member)
    assert [each.template.rpartition("/")[2] for each in letters.order_by("pk")] == [
        "signed_up",
        "changed",
        "cancelled",
    ]
    assert all(_may_still_go(each) and not each.subscription for each in letters)


def test_the_groups_page_leaves_them_and_has_them_again(client, personas, member):
    as_(client, member)
    page = reverse("cadence:group", args=[personas.group.pk])
    assert "Mails fra gruppen" in client.get(page).content.decode()
    address = reverse("meetings:letters", args=[personas.group.pk])
    for wanted, expected in (("0", False), ("0", False), ("1", True)):
        answer = client.post(address, {"what": "news", "wanted": wanted})
        assert answer["Location"] == page
        found = {each.what: each.wanted for each in queries.letters_of(member, personas.group)}
        assert found == {Letters.NEWS: expected, Letters.REMINDERS: True}
    assert client.post(address, {"what": "all", "wanted": "0"}).status_code == 404
    elsewhere = queries.letters_of(member, personas.other_group)
    assert [each.what for each in elsewhere] == [Letters.REMINDERS]


def test_whoever_leaves_the_network_leaves_no_row(personas, member):
    silencing.leave_news(person=member, number=personas.group.pk, by=member)
    end_membership(person=member, by=None)
    assert not Silence.objects.exists()

"""Access goes the same minute, door by door; and the night in which three regions become two."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forum.following import flows as following
from members.groups.queries import coordinators_of, own_groups
from members.membership.flows import leaving, suspending
from members.municipalities.models import Region
from members.people.enums import Permission
from members.people.flows import membership, posts
from members.people.models import User
from members.people.rules import may
from tests.factories import forum
from tests.factories.people import (
    make_coordinator,
    make_group,
    make_member,
    make_secretariat,
    municipality,
    show_second_factor,
)

pytestmark = pytest.mark.django_db

NEW_YEAR = date(2027, 1, 1)
#: Denmark's midnight, one hour before that of Greenwich.
BEFORE, AFTER = (
    datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 0, 0, tzinfo=UTC),
)


@pytest.fixture
def clock(monkeypatch):
    """Sets the time, for all who ask Django for it."""

    def set_to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(BEFORE)
    return set_to


def doors_of(user) -> dict[str, tuple[Client, str]]:
    """Door → a client with a log-in of its own, and the address behind it."""
    question = forum.make_question(make_member("Eva Spørger", "Faxe"))
    attachment = forum.make_attachment(question)
    addresses = {
        "page": reverse("home_member"),
        "question": reverse("questions:question", args=[question.pk]),
        "download": reverse("questions:attachment", args=[attachment.pk, attachment.name]),
        "desk": "/admin/",
        "feed": reverse("following:feed", args=[following.make_address(by=user)]),
    }
    found = {}
    for door, address in addresses.items():
        client = Client()
        if door != "feed":  # its address is the key
            client.force_login(user)
            show_second_factor(client, user)
        found[door] = client, address
    return found


def opened(doors) -> dict[str, int]:
    return {door: client.get(address).status_code for door, (client, address) in doors.items()}


OPEN = dict.fromkeys(("page", "question", "download", "desk", "feed"), 200)


def test_every_door_closes_the_minute_one_leaves():
    user = make_secretariat()
    doors = doors_of(user)
    assert opened(doors) == OPEN
    leaving.leave(person=user, by=user)
    closed = opened(doors)
    assert closed["feed"] == 404
    assert 200 not in closed.values()
    # A passkey or a password still opens the account, and nothing of the members'.
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    assert client.get(reverse("home_member")).status_code == 403
    assert client.get("/admin/").status_code in (302, 403)
    assert client.get(reverse("membership:mine")).status_code == 200


def test_every_door_closes_the_minute_one_is_suspended_and_opens_again():
    user = make_secretariat()
    doors = doors_of(user)
    assert opened(doors) == OPEN
    suspension = suspending.propose(
        person=user,
        reason="Svarer ikke.",
        due_on=timezone.localdate() + timedelta(days=9),
        by=(chief := make_secretariat(name="Anden Andersen")),
    )
    suspending.answer(suspension=suspension, statement="Jo.", by=user)
    assert opened(doors) == OPEN
    suspending.put_in_force(suspension=suspension, by=chief)
    closed = opened(doors)
    assert closed["feed"] == 404
    assert 200 not in closed.values()
    # A passkey or a password still opens the account, and shows the reasons.
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    assert client.get(reverse("home_member")).status_code in (302, 403)
    assert "Svarer ikke." in client.get(reverse("membership:mine")).text
    suspending.lift(suspension=suspension, by=chief)
    assert client.get(reverse("home_member")).status_code == 200


def test_every_door_closes_at_midnight_when_the_post_ends(clock):
    user = make_secretariat()
    doors = doors_of(user)
    posts.end(post=user.posts.get(), ends_on=NEW_YEAR, by=None)
    assert opened(doors) == OPEN
    clock(AFTER)
    closed = opened(doors)
    assert 200 not in closed.values() and closed["feed"] == 404
    assert closed["page"] == 403
    # Five minutes later the night's round ends what hangs on the membership.
    assert membership.end_where_posts_have_run_out(by=None) == 1
    assert user.memberships.get().ended_at == AFTER


# --- 1 January 2027 ----------------------------------------------------------------------------------------
def listed(client, region: str) -> list[str]:
    """The members on the directory's page of a region."""
    found = Region.objects.get(name=region)
    page = client.get(reverse("directory:list"), {"region": found.pk})
    return [card.person.name for card in page.context["page_obj"]]


def offered(client) -> set[str]:
    form = client.get(reverse("directory:list")).context["form"]
    return {region.name for region in form.fields["region"].queryset}


def test_members_regions_follow_at_midnight_and_the_groups_stay(client, clock):
    group = make_group("Sjælland", "Faxe", "Ringsted")
    reader = make_member("Mette Holm", "Odense")
    coordinator = make_coordinator(group, "Finn Faxe", "Faxe")
    make_member("Karl Kbh", "København")
    client.force_login(reader)
    assert {"Region Hovedstaden", "Region Sjælland"} < offered(client)
    assert listed(client, "Region Sjælland") == ["Finn Faxe"]
    assert listed(client, "Region Hovedstaden") == ["Karl Kbh"]
    clock(AFTER)
    assert not {"Region Hovedstaden", "Region Sjælland"} & offered(client)
    assert listed(client, "Region Østdanmark") == ["Finn Faxe", "Karl Kbh"]
    assert list(coordinators_of(group)) == [coordinator]
    assert list(own_groups(User.objects.get(pk=coordinator.pk))) == [group]
    run = Permission.RUN_GROUP_MEETINGS
    assert may(User.objects.get(pk=coordinator.pk), run, group)
    grant = coordinator.grants.get()
    assert (grant.ends_on, grant.group_id) == (None, group.pk)


def test_a_move_across_the_new_year_changes_place_and_region_at_midnight(client, clock):
    user = make_member("Mette Holm", "Odense")
    posts.move(post=user.posts.get(), to=municipality("Faxe"), on=NEW_YEAR, by=None)
    client.force_login(user)
    assert listed(client, "Region Syddanmark") == ["Mette Holm"]
    clock(AFTER)
    assert listed(client, "Region Syddanmark") == []
    assert listed(client, "Region Østdanmark") == ["Mette Holm"]
    assert membership.end_where_posts_have_run_out(by=None) == 0
    assert user.memberships.get().ended_at is None

"""Whoever leaves is out at once, in every browser, and holds nothing any more."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.people import signals, tasks
from members.people.enums import Permission
from members.people.flows import membership
from members.people.models import Membership, Post, RoleGrant, User
from members.people.rules import is_member, may
from portal.audit.models import Entry
from portal.jobs.batches import in_batches
from tests.factories.people import PASSWORD, make_coordinator, make_member, municipality

pytestmark = pytest.mark.django_db
MEMBERS = reverse("directory:list")
OWN = reverse("directory:me")


def browser_of(person) -> Client:
    """A browser in which the person has logged in through the door."""
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert answer["Location"] == reverse("home_member")
    return browser


def test_every_browser_is_logged_out_at_once():
    leaver, colleague = make_member(), make_member("Bo Lund", "Aalborg")
    browsers = [browser_of(leaver), browser_of(leaver)]
    others = browser_of(colleague)
    assert [browser.get(MEMBERS).status_code for browser in browsers] == [200, 200]
    membership.end_membership(person=leaver, by=colleague)
    for browser in browsers:
        assert browser.get(MEMBERS).headers["Location"].startswith(reverse("account_login"))
    assert not UserSession.objects.filter(user=leaver).exists()
    assert others.get(MEMBERS).status_code == 200


def test_a_former_member_logs_in_to_their_own_account_and_to_nothing_else():
    leaver = make_member()
    membership.end_membership(person=leaver, by=None)
    browser = Client()
    login = {"login": leaver.email, "password": PASSWORD}
    answer = browser.post(reverse("account_login"), login)
    assert answer["Location"] == reverse("membership:mine")
    assert browser.get(OWN).status_code == 200
    for room in (MEMBERS, "/min-side/", "/moeder/", "/aarsmoede/", "/spoerg/", "/soeg/"):
        assert browser.get(room).status_code == 403, room


def test_a_coordinators_term_ends(personas):
    coordinator = make_coordinator(personas.group)
    assert may(coordinator, Permission.RUN_GROUP_MEETINGS, personas.group)
    membership.end_membership(person=coordinator, by=None)
    assert not may(coordinator, Permission.RUN_GROUP_MEETINGS, personas.group)
    assert RoleGrant.objects.get(person=coordinator).ends_on == timezone.localdate()


def test_the_rooms_above_are_told_once_and_in_the_same_transaction():
    leaver, by = make_member(), make_member("Bo Lund", "Aalborg")
    heard = []

    def hear(*, person, by, **_kwargs):
        heard.append((person, by, is_member(person)))

    signals.membership_ended.connect(hear)
    try:
        membership.end_membership(person=leaver, by=by)
        membership.end_membership(person=leaver, by=by)
    finally:
        signals.membership_ended.disconnect(hear)
    assert heard == [(leaver, by, False)]


def test_a_room_that_cannot_give_back_stops_the_leaving():
    leaver = make_member()

    def fail(**_kwargs):
        raise RuntimeError("no seat to give back")

    signals.membership_ended.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            membership.end_membership(person=leaver, by=None)
    finally:
        signals.membership_ended.disconnect(fail)
    assert Membership.objects.get(person=leaver).ended_at is None


# --- posts that run out ------------------------------------------------------------------------------
@pytest.mark.parametrize(("days", "ended"), [(2, 0), (1, 0), (0, 1), (-5, 1)])
def test_the_membership_ends_the_night_after_the_last_post(days, ended):
    member = make_member()
    today = timezone.localdate()
    member.posts.update(starts_on=today - timedelta(days=100), ends_on=today + timedelta(days=days))
    assert tasks.end_run_out_memberships.call() == ended
    assert Membership.objects.filter(ended_at__isnull=False).count() == ended
    assert Entry.objects.filter(action="people.membership_ended").count() == ended
    assert tasks.end_run_out_memberships.call() == 0


def test_whoever_has_another_post_now_or_later_stays_a_member():
    today = timezone.localdate()
    both, between = make_member("To Steder", "Lejre"), make_member("Mellem To", "Faxe")
    membership.give_post(person=both, municipality=municipality("Roskilde"), by=None)
    for person, place in ((both, "Lejre"), (between, "Faxe")):
        person.posts.filter(municipality__name=place).update(
            starts_on=today - timedelta(days=100), ends_on=today
        )
    membership.give_post(
        person=between,
        municipality=municipality("Vejle"),
        starts_on=today + timedelta(days=30),
        by=None,
    )
    assert membership.end_where_posts_have_run_out(by=None) == 0
    assert Membership.objects.filter(ended_at__isnull=True).count() == 2


def test_a_night_with_many_takes_them_all_batch_by_batch():
    today = timezone.localdate()
    for place in range(5):
        make_member(f"Nr {place}", "Faxe")
    Post.objects.update(starts_on=today - timedelta(days=9), ends_on=today)
    sizes = []

    def deed(some):
        sizes.append(len(some))
        return len(some)

    assert in_batches(User.objects.all(), deed, size=2) == 5
    assert sizes == [2, 2, 1]
    assert membership.end_where_posts_have_run_out(by=None) == 5


# --- vacant posts ------------------------------------------------------------------------------------
def test_whoever_takes_the_post_ends_the_vacancy():
    vacant = membership.give_post(person=None, municipality=municipality("Samsø"), by=None)
    staff = membership.give_post(
        person=None, municipality=municipality("Samsø"), role="staff", by=None
    )
    make_member("Ny Adviser", "Samsø")
    vacant.refresh_from_db()
    staff.refresh_from_db()
    assert vacant.ends_on == timezone.localdate()
    assert staff.ends_on is None
    assert Entry.objects.filter(action="people.vacancy_filled").count() == 1

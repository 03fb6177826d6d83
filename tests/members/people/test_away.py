"""Suspension and leave: who is in, who hears of what, and what the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.admission.models import Application
from members.groups.queries import coordinators_of, members_of
from members.people.enums import Permission, Role
from members.people.flows import membership, roles
from members.people.models import Absence, Suspension, User
from members.people.queries import away, holders, members
from members.people.rules import forget_standing, is_member, read_anew, roles_of
from portal.notices.models import Notice
from tests.factories import forum
from tests.factories.admission import make_application
from tests.factories.people import (
    make_coordinator,
    make_group,
    make_member,
    make_secretariat,
    suspend,
)

pytestmark = pytest.mark.django_db


def anew(user) -> User:
    return User.objects.get(pk=user.pk)


# --- suspension --------------------------------------------------------------------------------------
def test_a_suspended_member_is_out_and_back_when_it_is_lifted():
    user = make_secretariat()
    suspension = suspend(user)
    assert roles_of(user) == {Role.SUSPENDED}
    assert user not in members() and user not in holders(Permission.VET_APPLICATIONS)
    assert roles_of(read_anew([user.pk])[user.pk]) == {Role.SUSPENDED}
    suspension.lifted_at = timezone.now()
    suspension.save()
    forget_standing(user)
    assert roles_of(user) == {Role.MEMBER, Role.SECRETARIAT_ADMINISTRATOR}
    assert user in members() and user in holders(Permission.VET_APPLICATIONS)


@pytest.mark.parametrize("steps", [(), ("heard_at",)])
def test_proposed_and_heard_one_is_still_a_member(steps):
    user = make_member()
    Suspension.objects.create(
        person=user,
        reason="Svarer ikke",
        proposed_at=timezone.now(),
        **dict.fromkeys(steps, timezone.now()),
    )
    assert is_member(anew(user)) and user in members()


def test_a_suspended_one_whose_membership_ends_is_a_former_member():
    user = make_member()
    suspend(user)
    membership.end_membership(person=user, by=None)
    assert roles_of(user) == {Role.FORMER_MEMBER}


def test_standing_of_a_suspended_one_costs_one_query(django_assert_num_queries):
    user = make_member()
    suspend(user)
    user = anew(user)
    with django_assert_num_queries(1):
        assert not is_member(user)


def test_members_on_a_day_leave_out_whom_was_suspended_then():
    now, today = timezone.now(), timezone.localdate()
    user = make_member()
    user.memberships.update(admitted_at=now - timedelta(days=30))
    user.posts.update(starts_on=today - timedelta(days=30))
    suspension = suspend(user)
    moments = {"proposed_at": 21, "heard_at": 21, "in_force_at": 20, "lifted_at": 10}
    for field, days in moments.items():
        setattr(suspension, field, now - timedelta(days=days))
    suspension.save()
    inside = [
        days for days in (25, 21, 20, 15, 11, 10, 5) if user in members(today - timedelta(days))
    ]
    assert inside == [25, 21, 10, 5]


def test_groups_and_their_coordinators_are_without_the_suspended():
    group = make_group()
    coordinator, user = make_coordinator(group), make_member()
    assert set(members_of(group)) == {coordinator, user}
    suspend(coordinator)
    assert set(members_of(group)) == {user} and not coordinators_of(group)


def test_no_notice_goes_to_the_suspended():
    asker, vetter = make_member(), make_secretariat()
    question = forum.make_question(asker)
    taken = make_application()
    Application.objects.filter(pk=taken.pk).update(vetter=vetter)
    for person in (asker, vetter):
        suspend(person)
    Notice.objects.all().delete()
    forum.make_answer(question, make_member("Bo Lund", "Aalborg"))
    make_application("Bo Ny", "Vejle")
    from members.admission.flows import applying

    applying.withdraw(application=taken)
    assert not Notice.objects.filter(recipient__in=[asker, vetter]).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"in_force_at": 0},
        {"heard_at": -1},
        {"heard_at": 2, "in_force_at": 1},
        {"heard_at": 1, "in_force_at": 2, "lifted_at": 1},
        {"lifted_at": -1},
    ],
)
def test_the_database_keeps_the_order_of_a_suspension(wrong):
    start = timezone.now()
    given = {field: start + timedelta(hours=hours) for field, hours in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.create(person=make_member(), proposed_at=start, **given)


@pytest.mark.parametrize("deed", ["heard", "in_force", "lifted"])
def test_who_did_it_stands_beside_when(deed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.create(person=make_member(), **{f"{deed}_by": make_secretariat()})


def test_one_suspension_at_a_time_and_another_one_afterwards():
    user = make_member()
    first = suspend(user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.create(person=user)
    first.lifted_at = timezone.now()
    first.save()
    Suspension.objects.create(person=user)


# --- leave -------------------------------------------------------------------------------------------
def test_one_on_leave_is_a_member_all_the_while():
    today, user = timezone.localdate(), make_member()
    leave = Absence.objects.create(person=user, starts_on=today, ends_on=today + timedelta(days=9))
    assert is_member(anew(user)) and user in members()
    assert [leave in away(today + timedelta(days)) for days in (-1, 0, 8, 9)] == [
        False,
        True,
        True,
        False,
    ]


def test_nobody_stands_in_for_themself_and_a_leave_ends_after_it_begins():
    today, user = timezone.localdate(), make_member()
    for wrong in ({"deputy": user}, {"ends_on": today - timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Absence.objects.create(person=user, starts_on=today, **wrong)


def test_a_post_is_not_its_own_deputy():
    post, other = make_member().posts.get(), make_member("Bo Lund", "Aalborg").posts.get()
    post.deputy_for = other
    post.save()
    assert list(other.deputies.all()) == [post]
    with pytest.raises(IntegrityError), transaction.atomic():
        type(post).objects.filter(pk=post.pk).update(deputy_for=post)


def test_a_role_cannot_be_granted_that_follows_from_facts():
    with pytest.raises(IntegrityError), transaction.atomic():
        roles.grant(person=make_member(), role=Role.SUSPENDED, by=None)

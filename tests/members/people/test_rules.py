"""Who may do what, and that each list holds exactly what its rule allows."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from members.people import enums
from members.people.enums import GRANTED, PERMISSIONS, Permission, Role
from members.people.flows import membership
from members.people.models import User
from members.people.queries import holders, members, people_for
from members.people.rules import is_member, is_secretariat, may, may_view_person, roles_of
from tests.factories.people import make_member, make_user

pytestmark = pytest.mark.django_db


def test_people_for_holds_whom_may_view_person_allows(personas):
    readers = personas.all()
    closed = make_member("Lukket Konto", "Vejle", is_active=False)
    unplaced = make_user("Uden Stilling")
    future = make_user("Kommer Senere")
    membership.admit(person=future, municipalities=[], role=enums.PostRole.ADVISER, by=None)
    readers |= {"closed": closed, "unplaced": unplaced, "future": future}
    for name, reader in readers.items():
        listed = set(people_for(reader).values_list("pk", flat=True))
        for person in User.objects.all():
            assert (person.pk in listed) is may_view_person(reader, person), (name, person.name)


def test_members_are_those_the_rule_calls_so(personas):
    personas.all()
    make_member("Lukket Konto", "Vejle", is_active=False)
    listed = set(members().values_list("pk", flat=True))
    for person in User.objects.all():
        assert (person.pk in listed) is is_member(person), person.name


def test_every_persona_has_exactly_the_roles_meant(personas):
    meant = {
        "stranger": {Role.VISITOR},
        "applicant": {Role.APPLICANT},
        "admitted": {Role.ADMITTED},
        "member": {Role.MEMBER},
        "coordinator": {Role.MEMBER, Role.COORDINATOR},
        "other_coordinator": {Role.MEMBER, Role.COORDINATOR},
        "editor": {Role.MEMBER, Role.SECRETARIAT_EDITOR},
        "jurist": {Role.MEMBER, Role.HOTLINE_JURIST},
        "administrator": {Role.MEMBER, Role.SECRETARIAT_ADMINISTRATOR},
        "former": {Role.FORMER_MEMBER},
        "suspended": {Role.SUSPENDED},
    }
    for name, user in personas.all().items():
        assert roles_of(user) == meant[name], name
        assert is_secretariat(user) is (name in {"editor", "jurist", "administrator"})


def test_every_persona_may_what_its_roles_say_and_no_more(personas):
    for name, user in personas.all().items():
        allowed = set().union(*(PERMISSIONS[role] for role in roles_of(user)))
        for permission in set(Permission) - {Permission.RUN_GROUP_MEETINGS}:
            assert may(user, permission) is (permission in allowed), (name, permission)


def test_outside_the_network_nothing_is_allowed(personas):
    for user in (
        personas.stranger,
        personas.applicant,
        personas.admitted,
        personas.former,
        personas.suspended,
    ):
        assert not any(may(user, permission, personas.group) for permission in Permission)


def test_a_coordinator_runs_the_own_groups_meetings_only(personas):
    run = Permission.RUN_GROUP_MEETINGS
    assert may(personas.coordinator, run, personas.group)
    assert not may(personas.coordinator, run, personas.other_group)
    assert not may(personas.coordinator, run)
    assert not may(personas.member, run, personas.group)
    assert may(personas.administrator, run, personas.group)
    assert may(personas.editor, run, personas.other_group)
    assert not may(personas.jurist, run, personas.group)


def test_a_closed_account_may_nothing():
    user = make_member(is_active=False)
    assert not is_member(user)
    assert roles_of(user) == {Role.VISITOR}


def test_holders_are_those_who_may(personas):
    people = personas.all()
    for permission in set(Permission) - {Permission.RUN_GROUP_MEETINGS}:
        told = set(holders(permission).values_list("pk", flat=True))
        may_do = {
            user.pk for user in people.values() if user.is_authenticated and may(user, permission)
        }
        assert told == may_do, permission


def test_every_role_is_described_for_a_jurist():
    text = Path(enums.__file__).with_name("roles.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    assert set(table) == set(Role.values)
    for name, row in table.items():
        assert set(row) == {"beskrivelse", "may"}, name
        assert row["beskrivelse"].endswith(".") and len(row["beskrivelse"]) > 30, name


def test_every_permission_is_somebodys_and_only_granted_roles_open_the_desk():
    assert set().union(*PERMISSIONS.values()) == set(Permission)
    desk = {role for role, allowed in PERMISSIONS.items() if Permission.ENTER_DESK in allowed}
    assert desk < GRANTED


def test_standing_costs_one_query_and_is_read_once(django_assert_num_queries):
    user = User.objects.get(pk=make_member().pk)
    with django_assert_num_queries(1):
        assert is_member(user)
        assert may(user, Permission.SIGN_UP)
    with django_assert_num_queries(0):
        assert not may(AnonymousUser(), Permission.SIGN_UP)


def test_membership_on_a_past_day():
    today = timezone.localdate()
    user = make_member()
    user.memberships.update(admitted_at=timezone.now() - timedelta(days=30))
    user.posts.update(starts_on=today - timedelta(days=30))
    assert user in members(today - timedelta(days=10))
    assert user not in members(today - timedelta(days=40))
    membership.end_membership(person=user, by=None)
    assert user in members(today - timedelta(days=10))
    assert user not in members()

"""Groups: who sees them, who belongs, who runs them."""

import pytest
from django.core.exceptions import ValidationError

from members.groups.models import Group
from members.groups.queries import (
    belongs_to,
    coordinators_of,
    groups_for,
    members_of,
    own_groups,
)
from members.groups.rules import may_view
from members.people.flows import membership
from portal.audit import trail
from tests.factories.people import make_group, make_member, municipality

pytestmark = pytest.mark.django_db


def test_groups_for_holds_what_may_view_allows(personas):
    people = personas.all()
    assert Group.objects.count() == 2
    for name, user in people.items():
        listed = set(groups_for(user))
        for group in Group.objects.all():
            assert (group in listed) is may_view(user, group), name


def test_one_belongs_through_a_post_today(personas):
    member, group = personas.member, personas.group
    assert list(own_groups(member)) == [group]
    assert belongs_to(member, group)
    assert not belongs_to(member, personas.other_group)
    membership.end_membership(person=member, by=None)
    assert not own_groups(member).exists()


def test_an_adviser_of_two_municipalities_of_a_group_belongs_once():
    group = make_group("Fyn", "Odense", "Nyborg")
    user = make_member(at="Odense")
    membership.give_post(person=user, municipality=municipality("Nyborg"), by=None)
    assert list(own_groups(user)) == [group]
    assert list(members_of(group)) == [user]


def test_members_of_a_group_are_those_who_belong(personas):
    people = [user for user in personas.all().values() if user.is_authenticated]
    for group in Group.objects.all():
        listed = set(members_of(group))
        assert listed == {user for user in people if belongs_to(user, group)}


def test_coordinators_run_their_own_group(personas):
    assert list(coordinators_of(personas.group)) == []
    coordinator = personas.coordinator
    assert list(coordinators_of(personas.group)) == [coordinator]
    assert not coordinators_of(personas.other_group).exists()
    membership.end_membership(person=coordinator, by=None)
    assert not coordinators_of(personas.group).exists()


def test_saving_a_group_again_changes_it():
    group = make_group("Fyn", "Odense")
    again = make_group("Fyn", "Odense", "Svendborg")
    assert again == group
    assert again.municipalities.count() == 2
    assert [entry.action for entry in trail.of_object(group)] == [
        "groups.changed",
        "groups.created",
    ]


def test_a_groups_name_holds_no_cpr_number():
    with pytest.raises(ValidationError):
        make_group("Fyn 010190-1234", "Odense")

"""Writing people, and what the trail keeps of it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.people.enums import Permission, Role
from members.people.flows import membership, profile, roles
from members.people.models import RoleGrant, User
from members.people.rules import is_member, may
from portal.audit import trail
from tests.factories.people import make_former, make_group, make_member, make_user

pytestmark = pytest.mark.django_db


def change(person, **changes):
    values = {
        "name": person.name,
        "title": "Borgerrådgiver",
        "phone": "12 34 56 78",
        "about": "",
        "expertise": [],
        "offers": [],
    }
    return profile.change(person=person, by=person, **{**values, **changes})


def test_a_role_opens_its_doors_until_it_is_ended():
    user = make_member(at="København")
    granted = roles.grant(person=user, role=Role.SECRETARIAT_ADMINISTRATOR, by=None)
    assert may(user, Permission.SEE_AUDIT)
    assert user.groups.get().name == roles.DESK_GROUPS[Role.SECRETARIAT_ADMINISTRATOR]
    roles.end(grant=granted, by=None)
    user = User.objects.get(pk=user.pk)
    assert not may(user, Permission.SEE_AUDIT)
    assert is_member(user)
    assert not user.groups.exists()
    assert granted.ends_on == timezone.localdate()


def test_granting_twice_is_one_grant_and_one_line_in_the_trail():
    user = make_member()
    first = roles.grant(person=user, role=Role.HOTLINE_JURIST, by=None)
    assert roles.grant(person=user, role=Role.HOTLINE_JURIST, by=None) == first
    assert trail.of_person(user).filter(action="people.role_granted").count() == 1


def test_ending_twice_is_one_line_in_the_trail():
    user = make_member()
    granted = roles.grant(person=user, role=Role.HOTLINE_JURIST, by=None)
    roles.end(grant=granted, by=None)
    roles.end(grant=granted, by=None)
    assert trail.of_person(user).filter(action="people.role_ended").count() == 1


def test_ending_one_role_leaves_the_other():
    user = make_member()
    editor = roles.grant(person=user, role=Role.SECRETARIAT_EDITOR, by=None)
    roles.grant(person=user, role=Role.HOTLINE_JURIST, by=None)
    roles.end(grant=editor, by=None)
    assert not may(user, Permission.EDIT_PAGES)
    assert may(user, Permission.ANSWER_HOTLINE)
    assert user.groups.get().name == roles.DESK_GROUPS[Role.HOTLINE_JURIST]


def test_leaving_ends_roles_too():
    user = make_member()
    roles.grant(person=user, role=Role.SECRETARIAT_ADMINISTRATOR, by=None)
    membership.end_membership(person=user, by=None)
    assert not may(user, Permission.ENTER_DESK)
    assert not user.groups.exists()


def test_a_role_without_membership_opens_nothing():
    user = make_former()
    roles.grant(person=user, role=Role.SECRETARIAT_ADMINISTRATOR, by=None)
    assert not may(user, Permission.ENTER_DESK)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.VISITOR, Role.APPLICANT, Role.ADMITTED])
def test_roles_that_follow_from_facts_cannot_be_granted(role):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(person=make_member(), role=role, starts_on=timezone.localdate())


def test_only_a_coordinators_grant_has_a_group():
    user, group = make_member(), make_group()
    with pytest.raises(IntegrityError), transaction.atomic():
        roles.grant(person=user, role=Role.COORDINATOR, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        roles.grant(person=user, role=Role.HOTLINE_JURIST, group=group, by=None)


def test_a_profile_is_stored_as_a_whole():
    user = change(make_member(), about="Jurist.", offers=["teaching", "buddy"], language="en")
    user.refresh_from_db()
    assert (user.about, user.offers, user.language) == ("Jurist.", ["buddy", "teaching"], "en")
    change(user)
    user.refresh_from_db()
    assert (user.about, user.offers, user.language) == ("", [], "en")


def test_a_cpr_number_never_gets_into_a_profile():
    user = make_member()
    for field in ("name", "title", "about"):
        with pytest.raises(ValidationError):
            change(user, **{field: "Ring om 010190-1234"})
    user.refresh_from_db()
    assert user.title == ""


def test_the_trail_names_nobody():
    user = change(make_member("Hemmelig Hansen"), about="Kender Sagen")
    for entry in trail.of_person(user):
        assert "Hemmelig" not in str(entry.facts) and "Kender" not in str(entry.facts)


def test_accounts_are_found_whatever_the_case_of_danish_letters():
    user = make_user("Åse Ærø", email="Åse.Ærø@Example.dk")
    assert User.objects.get_by_natural_key("åse.ærø@example.DK") == user
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("En Anden", email="ÅSE.ÆRØ@example.dk")


@pytest.mark.parametrize(
    ("name", "initials"), [("Mette Holm", "MH"), ("Anne Sofie Brandt", "AB"), ("Bo", "B")]
)
def test_initials(name, initials):
    assert User(name=name).initials == initials

"""The trail: written with the deed, readable by object and by person, and never by others."""

import pytest
from django.db import transaction

from members.people.flows import membership
from portal.audit import trail
from portal.audit.models import Entry
from tests.factories.people import make_group, make_member

pytestmark = pytest.mark.django_db


def test_a_deed_and_its_line_stand_or_fall_together():
    group = make_group()
    before = Entry.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        trail.record("groups.changed", on=group, by=None)
        raise RuntimeError
    assert Entry.objects.count() == before


def test_a_line_holds_numbers_and_outlives_what_it_tells_of():
    doer, user = make_member("Gør Gert"), make_member("Om Olga", "Faxe")
    group = make_group()
    entry = trail.record("groups.changed", on=group, by=doer, about=user, size=2)
    key = group.pk
    group.delete()
    number = user.pk
    user.delete()
    entry.refresh_from_db()
    assert (entry.object_type, entry.object_id) == ("groups.group", str(key))
    assert (entry.by_id, entry.about_id, entry.facts) == (doer.pk, number, {"size": 2})


def test_by_object_and_by_person_newest_first():
    doer, user, group = make_member("A"), make_member("B", "Faxe"), make_group()
    Entry.objects.all().delete()
    first = trail.record("groups.changed", on=group, by=doer)
    second = trail.record("people.profile_changed", on=user, by=user, about=user)
    third = trail.record("people.admitted", on=group, by=doer, about=user)
    assert list(trail.of_object(group)) == [third, first]
    assert list(trail.of_person(user)) == [third, second]
    assert list(trail.of_person(doer)) == [third, first]


def test_the_clocks_own_deeds_have_nobody_behind_them():
    assert trail.record("retention.erased", on=None, by=None).by_id is None


def test_a_flow_leaves_its_line():
    user = make_member()
    membership.end_membership(person=user, by=user)
    assert trail.of_person(user).filter(action="people.membership_ended", by_id=user.pk).exists()

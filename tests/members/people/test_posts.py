"""Posts are half-open in time, and membership follows them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.people.flows import membership
from members.people.models import Post, User
from members.people.queries import members
from members.people.rules import forget_standing, is_member
from tests.factories.people import make_member, make_user, municipality

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("starts", "ends", "current"),
    [
        (0, None, True),
        (-1, None, True),
        (1, None, False),
        (-10, 1, True),
        (-10, 0, False),
        (-10, -1, False),
        (0, 0, False),
    ],
)
def test_a_post_holds_from_its_first_day_until_the_day_before_its_last(starts, ends, current):
    today = timezone.localdate()
    user = make_member()
    user.posts.update(
        starts_on=today + timedelta(days=starts),
        ends_on=None if ends is None else today + timedelta(days=ends),
    )
    user = User.objects.get(pk=user.pk)
    assert user.posts.get().is_current() is current
    assert is_member(user) is current
    assert members().filter(pk=user.pk).exists() is current
    assert (user.home_municipality is not None) is current


def test_a_future_post_makes_no_member_yet():
    tomorrow = timezone.localdate() + timedelta(days=1)
    user = make_user("Kommer Senere")
    membership.admit(
        person=user, municipalities=[municipality()], role="adviser", starts_on=tomorrow, by=None
    )
    assert not is_member(user)
    assert user not in members()


def test_a_post_without_admission_makes_no_member():
    user = make_user("Kun Stilling")
    membership.give_post(person=user, municipality=municipality(), by=None)
    assert not is_member(user)
    assert user not in members()


def test_one_adviser_of_two_municipalities_is_one_member():
    user = make_member(at="Lejre")
    membership.give_post(person=user, municipality=municipality("Roskilde"), by=None)
    assert list(members().filter(pk=user.pk)) == [user]
    forget_standing(user)
    assert {str(post.municipality) for post in user.current_posts} == {"Lejre", "Roskilde"}
    assert user.home_municipality == municipality("Lejre")


def test_a_vacant_post_has_no_person_and_is_no_member():
    before = members().count()
    post = membership.give_post(person=None, municipality=municipality("Samsø"), by=None)
    assert post.person is None and post.is_current()
    assert members().count() == before


def test_the_same_post_given_twice_is_one():
    user = make_member(at="Odense")
    membership.give_post(person=user, municipality=municipality("Odense"), by=None)
    assert user.posts.count() == 1


def test_a_post_cannot_end_before_it_begins():
    today = timezone.localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(
            municipality=municipality(), starts_on=today, ends_on=today - timedelta(days=1)
        )


def test_leaving_ends_posts_and_deletes_future_ones():
    user = make_member(at="Odense")
    later = timezone.localdate() + timedelta(days=20)
    membership.give_post(person=user, municipality=municipality("Faxe"), starts_on=later, by=None)
    membership.end_membership(person=user, by=None)
    assert not is_member(user)
    post = user.posts.get()
    assert post.municipality == municipality("Odense")
    assert post.ends_on == timezone.localdate()
    membership.end_membership(person=user, by=None)  # once more does nothing


def test_coming_back_is_a_new_membership():
    user = make_member(at="Odense")
    membership.end_membership(person=user, by=None)
    membership.admit(person=user, municipalities=[municipality("Faxe")], role="adviser", by=None)
    assert is_member(user)
    assert user.memberships.count() == 2


def test_names_are_listed_in_danish_order():
    for name in ("Åse Berg", "Aage Dam", "Zita Holm", "Ærna Kok", "Ødis Lam", "Bent Ege"):
        make_user(name)
    names = list(User.objects.values_list("name", flat=True))
    assert names == ["Bent Ege", "Zita Holm", "Ærna Kok", "Ødis Lam", "Aage Dam", "Åse Berg"]

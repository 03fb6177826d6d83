"""Posts that end today or on a day to come, are corrected, or give way to another municipality's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.people.flows import membership, posts
from members.people.models import Post
from members.people.queries import members
from members.people.rules import forget_standing, is_member
from portal.audit.models import Entry
from portal.kit.problems import Refused
from tests.factories.people import make_coordinator, make_group, make_member, municipality

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def day(number):
    return TODAY + timedelta(days=number)


def refused(deed, **given) -> list[str]:
    with pytest.raises(Refused) as found:
        deed(**given, by=None)
    return found.value.codes


def vacancies(name="Odense"):
    found = Post.objects.filter(person__isnull=True, municipality=municipality(name))
    return list(found.values_list("starts_on", "ends_on"))


def test_the_last_post_that_ends_today_ends_the_membership():
    user = make_member(at="Odense")
    posts.end(post=user.posts.get(), by=None)
    assert not is_member(user)
    assert user.memberships.get().ended_at is not None
    assert vacancies() == []
    assert list(Entry.objects.filter(about_id=user.pk).values_list("action", flat=True)) == [
        "people.membership_ended",
        "people.post_ended",
        "people.admitted",
        "people.post_given",
    ]


def test_one_of_two_posts_ends_and_the_member_stays():
    user = make_member(at="Odense")
    other = membership.give_post(person=user, municipality=municipality("Faxe"), by=None)
    posts.end(post=user.posts.exclude(pk=other.pk).get(), leaves_vacancy=True, by=None)
    assert is_member(user)
    assert user.current_posts == [other]
    assert vacancies() == [(TODAY, None)]


def test_an_end_to_come_is_in_the_future():
    user = make_member(at="Odense")
    posts.end(post=user.posts.get(), ends_on=day(10), leaves_vacancy=True, by=None)
    assert is_member(user)
    assert user in members(day(9)) and user not in members(day(10))
    assert vacancies() == [(day(10), None)]
    assert not Post.objects.get(person__isnull=True).is_current()


def test_the_vacancy_follows_an_end_that_is_moved_or_taken_back():
    user = make_member(at="Odense")
    post = user.posts.get()
    posts.end(post=post, ends_on=day(10), leaves_vacancy=True, by=None)
    posts.end(post=post, ends_on=day(20), leaves_vacancy=True, by=None)
    assert vacancies() == [(day(20), None)]
    posts.change(post=post, role="adviser", starts_on=TODAY, ends_on=day(15), by=None)
    assert vacancies() == [(day(15), None)]
    posts.change(post=post, role="adviser", starts_on=TODAY, by=None)
    assert vacancies() == []
    assert user.posts.get().ends_on is None


def test_moving_leaves_no_day_without_membership():
    user = make_member(at="Odense")
    new = posts.move(post=user.posts.get(), to=municipality("Faxe"), on=day(5), by=None)
    assert (new.starts_on, new.ends_on) == (day(5), None)
    assert vacancies() == [(day(5), None)]
    for number, place in ((4, "Odense"), (5, "Faxe")):
        assert user in members(day(number))
        (post,) = [each for each in user.posts.all() if each.is_current(day(number))]
        assert post.municipality.name == place
    posts.end(post=new, ends_on=day(6), by=None)
    assert user.memberships.get().ended_at is None


def test_moving_today_keeps_membership_and_roles():
    group = make_group()
    user = make_coordinator(group)
    posts.move(post=user.posts.get(), to=municipality("Faxe"), leaves_vacancy=False, by=None)
    assert is_member(user)
    assert user.home_municipality == municipality("Faxe")
    assert user.grants.get().ends_on is None
    assert user.memberships.get().ended_at is None
    assert vacancies("Nyborg") == []


def test_what_cannot_be_done_says_why():
    user = make_member(at="Odense")
    post = user.posts.get()
    assert refused(posts.end, post=post, ends_on=day(-1)) == ["in_the_past"]
    assert refused(posts.move, post=post, to=municipality("Odense")) == ["same_municipality"]
    other = membership.give_post(
        person=user, municipality=municipality("Odense"), role="staff", starts_on=day(3), by=None
    )
    assert refused(posts.end, post=other, ends_on=day(2)) == ["ends_before_it_begins"]
    facts = {"role": "adviser", "starts_on": day(3)}
    assert refused(posts.change, post=other, **facts) == ["posts_overlap"]
    vacant = membership.give_post(person=None, municipality=municipality("Faxe"), by=None)
    assert refused(posts.move, post=vacant, to=municipality("Odense")) == ["vacant"]
    posts.end(post=vacant, by=None)
    assert refused(posts.end, post=vacant) == ["already_ended"]
    assert refused(posts.move, post=post, to=municipality("Odense"), on=day(-1)) == [
        "same_municipality"
    ]


def test_the_post_of_one_who_has_left_does_not_come_to_life_by_a_correction():
    user = make_member(at="Odense")
    post = user.posts.get()
    posts.end(post=post, by=None)
    facts = {"role": "adviser", "starts_on": day(-9)}
    assert refused(posts.change, post=post, **facts) == ["has_left"]
    posts.change(post=post, **facts, ends_on=day(-2), by=None)
    assert user.posts.get().ends_on == day(-2)


def test_a_correction_into_the_past_ends_the_membership():
    user = make_member(at="Odense")
    user.posts.update(starts_on=day(-9))
    posts.change(post=user.posts.get(), role="adviser", starts_on=day(-9), ends_on=day(-2), by=None)
    forget_standing(user)
    assert not is_member(user)
    assert user.memberships.get().ended_at is not None

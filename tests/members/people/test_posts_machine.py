"""Whatever happens to somebody's posts: the rule, the list and a count by hand agree, on every day."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from members.people.flows import membership, posts
from members.people.models import Post, User
from members.people.queries import members
from members.people.rules import is_member
from portal.kit.problems import Refused
from tests.factories.people import make_member, municipality

PLACES = ("Odense", "Faxe", "Vejle")
days = st.integers(min_value=-2, max_value=12)
deeds = st.lists(
    st.tuples(
        st.sampled_from(["end", "change", "move", "give", "leave"]), days, days, st.booleans()
    ),
    max_size=8,
)


def _do(user, deed, first, second, flag) -> None:
    today = timezone.localdate()
    one, other = today + timedelta(days=first), today + timedelta(days=second)
    own = user.posts.order_by("-pk").first()
    to = municipality(PLACES[second % len(PLACES)])
    if deed == "give" and user.memberships.filter(ended_at=None).exists():
        membership.give_post(person=user, municipality=to, starts_on=max(one, today), by=None)
    elif deed == "leave" and flag:
        membership.end_membership(person=user, by=None)
    elif own is not None and deed == "end":
        posts.end(post=own, ends_on=one, leaves_vacancy=flag, by=None)
    elif own is not None and deed == "move":
        posts.move(post=own, to=to, on=one, leaves_vacancy=flag, by=None)
    elif own is not None and deed == "change":
        ends_on = other if flag else None
        posts.change(post=own, role=own.role, starts_on=one, ends_on=ends_on, by=None)


@pytest.mark.django_db
class TestPosts(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(deeds)
    def test_rule_list_and_count_agree(self, done):
        user = make_member(at="Odense", email="maskine@example.dk")
        for deed in done:
            with suppress(Refused):
                _do(user, *deed)
        fresh, today = User.objects.get(pk=user.pk), timezone.localdate()
        admitted = user.memberships.filter(ended_at=None).exists()
        assert is_member(fresh) is (fresh in members())
        for number in range(0, 14):
            day = today + timedelta(days=number)
            in_post = any(post.is_current(day) for post in fresh.posts.all())
            assert (fresh in members(day)) is (admitted and in_post)
        # Whoever has no post left has left; nobody is in two posts of a kind at once.
        lasting = [each for each in fresh.posts.all() if each.is_current() or each.is_to_come]
        assert bool(lasting) or not admitted
        for number in range(-2, 14):
            day = today + timedelta(days=number)
            held = [
                (post.municipality_id, post.role)
                for post in fresh.posts.all()
                if post.is_current(day)
            ]
            assert len(held) == len(set(held))
        # A vacancy begins where a post of the municipality ended, and at most one is open for each end.
        open_ones = Post.objects.filter(person=None, ends_on=None)
        starts = list(open_ones.values_list("municipality", "starts_on"))
        assert len(starts) == len(set(starts))

"""What a heartbeat costs: a thousand open pages ask every four seconds."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from forum.questions.consumers import QuestionConsumer
from members.people.flows import membership, roles
from members.people.models import User
from members.people.rules import read_anew, standing
from portal.notices.consumers import BellConsumer
from portal.notices.flows import tell
from tests.factories.forum import make_question
from tests.factories.people import make_coordinator, make_group, make_member

pytestmark = pytest.mark.django_db

#: Session, account, and what the page checks itself against. The account's standing comes along with it.
QUERIES = 3


def consumer_of(user, kind, **address):
    """A page's consumer as it stands once the line is open."""
    client = Client()
    client.force_login(user)
    consumer = kind()
    consumer.scope = {"user": user, "session": client.session, "url_route": {"kwargs": address}}
    return consumer


@pytest.mark.parametrize("unread", [0, 1, 30])
def test_the_bells_heartbeat(django_assert_num_queries, unread):
    reader = make_member()
    for _ in range(unread):
        tell([reader], kind="x", title="T", url="/", by=None)
    consumer = consumer_of(reader, BellConsumer)
    with django_assert_num_queries(QUERIES):
        assert consumer._read_and_ask() == {"unread": unread}


@pytest.mark.parametrize("groups", [0, 1, 3])
def test_a_questions_heartbeat_whatever_roles_its_reader_has(django_assert_num_queries, groups):
    reader = make_member()
    for number in range(groups):
        roles.grant(person=reader, role="coordinator", group=make_group(f"G{number}"), by=None)
    question = make_question(make_member("Lone Madsen", "Ringsted"))
    consumer = consumer_of(reader, QuestionConsumer, question_id=question.pk)
    with django_assert_num_queries(QUERIES):
        assert consumer._read_and_ask() == {"seq": 0}


def test_whoever_may_not_stay_costs_no_more(django_assert_num_queries):
    reader = make_member()
    question = make_question(make_member("Lone Madsen", "Ringsted"))
    consumer = consumer_of(reader, QuestionConsumer, question_id=question.pk)
    reader.memberships.update(ended_at=timezone.now())
    with django_assert_num_queries(2):
        assert consumer._read_and_ask() is None


@pytest.mark.parametrize("kind", [BellConsumer, QuestionConsumer])
@pytest.mark.parametrize("lost", ["session", "password", "account"])
def test_each_heartbeat_sees_what_was_lost(kind, lost):
    reader = make_member()
    question = make_question(make_member("Lone Madsen", "Ringsted"))
    consumer = consumer_of(reader, kind, question_id=question.pk)
    assert consumer._read_and_ask() is not None
    if lost == "session":
        consumer.scope["session"].delete()
    elif lost == "password":
        reader.set_password("en-helt-anden-47")
        reader.save()
    else:
        User.objects.filter(pk=reader.pk).update(is_active=False)
    assert consumer._read_and_ask() is None


def test_a_question_that_is_gone_closes_its_page():
    reader = make_member()
    question = make_question(reader)
    consumer = consumer_of(reader, QuestionConsumer, question_id=question.pk)
    question.delete()
    assert consumer._read_and_ask() is None


def test_an_account_read_anew_stands_as_any_other(personas):
    coordinated = make_group("Midt", "Viborg")
    roles.grant(person=personas.coordinator, role="coordinator", group=coordinated, by=None)
    people = {**personas.all(), "double": make_coordinator(coordinated, "Ib Bo", "Viborg")}
    for name, user in people.items():
        if isinstance(user, AnonymousUser):
            continue
        anew = read_anew(user.pk)
        assert anew == user and anew.email == user.email, name
        assert anew._standing == standing(User.objects.get(pk=user.pk)), name
    assert read_anew(personas.coordinator.pk)._standing.groups == {
        personas.group.pk,
        coordinated.pk,
    }


def test_a_closed_account_and_an_unknown_one_are_not_read():
    closed = make_member(is_active=False)
    assert read_anew(closed.pk) is None
    assert read_anew(0) is None


def test_standing_follows_the_posts_and_roles_of_today():
    member = make_member()
    assert [role.value for role in read_anew(member.pk)._standing.roles] == ["member"]
    member.posts.update(starts_on=timezone.localdate() + timedelta(days=1))
    assert [role.value for role in read_anew(member.pk)._standing.roles] == ["former_member"]
    member.posts.update(starts_on=timezone.localdate())
    membership.end_membership(person=member, by=None)
    assert [role.value for role in read_anew(member.pk)._standing.roles] == ["former_member"]

"""What a heartbeat costs: a thousand open pages ask every four seconds."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from forum.questions.consumers import QuestionConsumer
from forum.questions.queries import questions_for
from members.people.flows import membership, roles
from members.people.models import User
from members.people.rules import read_anew, standing
from portal.live.consumers import LiveConsumer
from portal.live.rights import standings
from portal.notices.consumers import BellConsumer
from portal.notices.flows import tell
from tests.factories.forum import make_question
from tests.factories.people import make_coordinator, make_group, make_member

pytestmark = pytest.mark.django_db

#: Accounts (their standing comes along), sessions, and what the pages check themselves against.
QUERIES = 3


def page_of(user, kind, **address):
    """A page's consumer as it stands once the line is open."""
    client = Client()
    client.force_login(user)
    consumer = kind()
    consumer.scope = {"user": user, "session": client.session, "url_route": {"kwargs": address}}
    return consumer


def ask(page):
    """What one page's heartbeat carries, or None."""
    return standings(type(page), [page]).get(page)


def anew_of(user):
    return read_anew([user.pk])[user.pk]


@pytest.mark.parametrize("pages", [1, 3, 30])
@pytest.mark.parametrize("unread", [0, 1, 3])
def test_the_bells_of_many_cost_no_more_than_one(django_assert_num_queries, pages, unread):
    readers = [make_member(f"Medlem {number}") for number in range(pages)]
    for _ in range(unread):
        tell(readers, kind="x", title="T", url="/", by=None)
    bells = [page_of(reader, BellConsumer) for reader in readers]
    with django_assert_num_queries(QUERIES):
        found = standings(BellConsumer, bells)
    assert found == {bell: {"unread": unread} for bell in bells}


@pytest.mark.parametrize("pages", [1, 3, 30])
def test_many_pages_of_many_questions_cost_no_more_than_one(django_assert_num_queries, pages):
    asker = make_member("Lone Madsen", "Ringsted")
    open_pages = []
    for number in range(pages):
        reader = make_member(f"Medlem {number}")
        for each in range(number % 4):  # with no role, one or several
            roles.grant(
                person=reader, role="coordinator", group=make_group(f"G{number}.{each}"), by=None
            )
        question = make_question(asker, f"Spørgsmål {number}")
        open_pages.append(page_of(reader, QuestionConsumer, question_id=question.pk))
    with django_assert_num_queries(QUERIES):
        found = standings(QuestionConsumer, open_pages)
    assert found == {page: {"seq": 0} for page in open_pages}


@pytest.mark.parametrize("pages", [1, 3, 30])
def test_questions_of_groups_cost_one_more_for_all(django_assert_num_queries, pages):
    group, asker = make_group("Fyn", "Odense"), make_member("Lone Madsen", "Odense")
    inside, outside = [], []
    for number in range(pages):
        question = make_question(asker, f"Spørgsmål {number}", audience=group)
        for at, found in (("Odense", inside), ("Aalborg", outside)):
            reader = make_member(f"Medlem {number} {at}", at)
            found.append(page_of(reader, QuestionConsumer, question_id=question.pk))
    with django_assert_num_queries(QUERIES + 1):
        assert set(standings(QuestionConsumer, inside + outside)) == set(inside)


def test_two_pages_of_one_person_are_both_told():
    reader = make_member()
    first, second = page_of(reader, BellConsumer), page_of(reader, BellConsumer)
    assert standings(BellConsumer, [first, second]) == {
        first: {"unread": 0},
        second: {"unread": 0},
    }


def test_in_a_crowd_only_those_who_lost_something_leave():
    """One of each loss beside one who lost nothing: nobody stands with another one's rights."""
    question = make_question(make_member("Lone Madsen", "Ringsted"))
    member, former, logged_out, closed = (make_member(f"Medlem {number}") for number in range(4))
    pages = {
        reader: page_of(reader, QuestionConsumer, question_id=question.pk)
        for reader in (member, former, logged_out, closed)
    }
    strayed = page_of(make_member("Vild"), QuestionConsumer, question_id=question.pk + 1)
    stranger = page_of(member, QuestionConsumer, question_id=question.pk)
    stranger.scope["user"] = AnonymousUser()
    swapped = page_of(member, QuestionConsumer, question_id=question.pk)
    swapped.scope["user"] = make_member("En anden")
    former.memberships.update(ended_at=timezone.now())
    pages[logged_out].scope["session"].delete()
    User.objects.filter(pk=closed.pk).update(is_active=False)
    everybody = [*pages.values(), strayed, stranger, swapped]
    assert standings(QuestionConsumer, everybody) == {pages[member]: {"seq": 0}}


def test_no_one_is_let_in_by_a_kind_that_says_nothing():
    page = page_of(make_member(), LiveConsumer)
    assert standings(LiveConsumer, [page]) == {}


@pytest.mark.parametrize("kind", [BellConsumer, QuestionConsumer])
@pytest.mark.parametrize("lost", ["session", "expired", "password", "account"])
def test_each_heartbeat_sees_what_was_lost(kind, lost):
    reader = make_member()
    question = make_question(make_member("Lone Madsen", "Ringsted"))
    page = page_of(reader, kind, question_id=question.pk)
    assert ask(page) is not None
    if lost == "session":
        page.scope["session"].delete()
    elif lost == "expired":
        Session.objects.update(expire_date=timezone.now())
    elif lost == "password":
        reader.set_password("en-helt-anden-47")
        reader.save()
    else:
        User.objects.filter(pk=reader.pk).update(is_active=False)
    assert ask(page) is None


def test_sessions_that_are_not_in_the_database_are_asked_one_by_one(settings):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    page = page_of(make_member(), BellConsumer)
    assert ask(page) == {"unread": 0}
    page.scope["session"].delete()
    assert ask(page) is None


def test_a_question_that_is_gone_closes_its_page():
    reader = make_member()
    question = make_question(reader)
    page = page_of(reader, QuestionConsumer, question_id=question.pk)
    question.delete()
    assert ask(page) is None


def test_a_page_gets_its_number_if_and_only_if_the_list_shows_the_question(personas):
    question = make_question(make_member("Lone Madsen", "Ringsted"))
    for name, user in personas.all().items():
        if not isinstance(user, AnonymousUser):
            page = page_of(user, QuestionConsumer, question_id=question.pk)
            listed = questions_for(user).filter(pk=question.pk).exists()
            assert (ask(page) is not None) == listed, name


def test_an_account_read_anew_stands_as_any_other(personas):
    coordinated = make_group("Midt", "Viborg")
    roles.grant(person=personas.coordinator, role="coordinator", group=coordinated, by=None)
    people = {**personas.all(), "double": make_coordinator(coordinated, "Ib Bo", "Viborg")}
    for name, user in people.items():
        if isinstance(user, AnonymousUser):
            continue
        anew = read_anew([user.pk])[user.pk]
        assert anew == user and anew.email == user.email, name
        assert anew._standing == standing(User.objects.get(pk=user.pk)), name
    assert anew_of(personas.coordinator)._standing.groups == {
        personas.group.pk,
        coordinated.pk,
    }


def test_a_closed_account_and_an_unknown_one_are_not_read():
    closed = make_member(is_active=False)
    assert read_anew([closed.pk, 0]) == {}


def test_standing_follows_the_posts_and_roles_of_today():
    member = make_member()
    assert [role.value for role in anew_of(member)._standing.roles] == ["member"]
    member.posts.update(starts_on=timezone.localdate() + timedelta(days=1))
    assert [role.value for role in anew_of(member)._standing.roles] == ["admitted"]
    member.posts.update(starts_on=timezone.localdate())
    membership.end_membership(person=member, by=None)
    assert [role.value for role in anew_of(member)._standing.roles] == ["former_member"]

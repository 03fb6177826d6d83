"""Whom a question is for: page, list, search, feed of news, notices and sockets say the same."""

import pytest
from django.urls import reverse

from forum.questions import finding, flows, queries, rules
from forum.questions.consumers import QuestionConsumer
from forum.questions.models import Question
from members.people.enums import PostRole
from members.people.flows import membership
from members.people.rules import forget_standing
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.search.narrowing import Narrow
from portal.search.questions import find
from portal.search.words import Words
from tests.factories.following import follow_question
from tests.factories.forum import make_answer, make_comment, make_question
from tests.factories.people import make_group, make_member, municipality

pytestmark = pytest.mark.django_db

#: The group is Odense and Nyborg; jurist and administrator keep order everywhere.
READERS = {"member", "coordinator", "jurist", "administrator"}


@pytest.fixture
def question(personas):
    return make_question(personas.member, "Hvem tager skærmmødet?", audience=personas.group)


def move_away(person):
    """To a post in a municipality outside the group."""
    membership.end_membership(person=person, by=None)
    membership.admit(
        person=person, municipalities=[municipality("Aalborg")], role=PostRole.ADVISER, by=None
    )
    forget_standing(person)


def may_stay(user, question) -> bool:
    """Whether an open page of the question may go on listening."""
    socket = QuestionConsumer()
    socket.scope = {"url_route": {"kwargs": {"question_id": question.pk}}}
    return bool(user.pk) and socket in QuestionConsumer.standings({socket: user})


def test_every_way_in_is_open_to_the_same_people(client, personas, question):
    answer = make_answer(question, personas.coordinator)
    page = reverse("questions:question", args=[question.pk])
    for name, user in personas.all().items():
        inside = name in READERS
        assert rules.may_view(user, question) == inside, name
        assert (question in queries.questions_for(user)) == inside, name
        assert (answer in queries.answers_for(user)) == inside, name
        assert (question in finding.search_for(user, "skærmmødet")) == inside, name
        assert bool(find(user, Words("skærmmødet"), Narrow()).count()) == inside, name
        assert bool(queries.events_after(user, question, 0)[0]) == inside, name
        assert may_stay(user, question) == inside, name
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        assert (client.get(page).status_code == 200) == inside, name
        news = client.get(reverse("questions:news", args=[question.pk]))
        assert (news.status_code == 200) == inside, name
        assert ("Hvem tager" in client.get(reverse("questions:list")).text) == inside, name


def test_the_readers_are_those_who_may_view(personas, question):
    people = [user for user in personas.all().values() if user.is_authenticated]
    for each in (question, make_question(personas.member)):
        readers = set(queries.readers_of(each))
        assert readers == {user for user in people if rules.may_view(user, each)}


def test_who_is_outside_takes_no_part(personas, question):
    outsider = personas.other_coordinator
    answer = make_answer(question, personas.coordinator)
    for attempt in (
        lambda: flows.answer(question=question, body="<p>Nej.</p>", by=outsider),
        lambda: flows.comment(answer=answer, text="Nej.", by=outsider),
        lambda: flows.mark_helpful(answer=answer, by=outsider),
        lambda: follow_question(outsider, question),
    ):
        with pytest.raises(Refused):
            attempt()
    assert question.answers.count() == 1 and not answer.comments.exists()


def test_one_asks_only_ones_own_groups(personas):
    other = make_group("Nordjylland", "Aalborg")
    with pytest.raises(Refused) as refused:
        make_question(personas.member, audience=other)
    assert [each.code for each in refused.value.blockers] == ["not_your_group"]
    assert not Question.objects.exists()


def test_nobody_outside_is_told_even_who_followed_before_they_left(personas, question):
    leaver = make_member("Lise Toft", "Nyborg")
    follow_question(leaver, question)
    move_away(leaver)
    make_answer(question, personas.coordinator)
    assert set(Notice.objects.values_list("recipient", flat=True)) == {personas.member.pk}
    assert OutgoingMail.objects.count() == 1


def test_leaving_the_group_closes_the_question_also_to_who_asked(personas, question):
    asker = personas.member
    answer = make_answer(question, personas.coordinator)
    move_away(asker)
    assert not rules.may_view(asker, question)
    assert not may_stay(asker, question)
    with pytest.raises(Refused):
        flows.accept(answer=answer, by=asker)


@pytest.mark.parametrize(("others", "hidden"), [(2, False), (3, True)])
def test_nobody_is_anonymous_among_a_few(personas, others, hidden):
    group, asker = personas.group, personas.member
    assert personas.coordinator
    for number in range(others):
        make_member(f"Nummer {number}", "Odense")
    if hidden:
        question = make_question(asker, audience=group, anonymous=True)
        make_comment(make_answer(question, asker, anonymous=True), asker, anonymous=True)
        return
    with pytest.raises(Refused) as refused:
        make_question(asker, audience=group, anonymous=True)
    assert [each.code for each in refused.value.blockers] == ["too_few"]
    question = make_question(asker, audience=group)
    with pytest.raises(Refused):
        make_answer(question, personas.coordinator, anonymous=True)


def test_asking_ones_group_on_the_page(client, personas):
    client.force_login(personas.member)
    assert personas.group
    page = client.get(reverse("questions:ask"))
    assert "Hvem må læse det?" in page.text and "Hele netværket" in page.text
    typed = {"title": "Hvem kender en tolk?", "body": "<p>På tigrinya.</p>", "key": "0" * 31 + "1"}
    client.post(reverse("questions:ask"), {**typed, "audience": personas.group.pk})
    question = Question.objects.get()
    assert question.audience == personas.group
    assert "Kun for Fyn" in client.get(reverse("questions:question", args=[question.pk])).text
    assert "Kun for Fyn" in client.get(reverse("questions:list")).text


def test_a_foreign_group_is_no_choice_on_the_page(client, personas):
    client.force_login(personas.member)
    other = make_group("Nordjylland", "Aalborg")
    assert personas.group
    typed = {"title": "Hvem kender en tolk?", "body": "<p>På tigrinya.</p>", "key": "0" * 31 + "1"}
    page = client.post(reverse("questions:ask"), {**typed, "audience": other.pk})
    assert set(page.context["form"].errors) == {"audience"}
    assert page.context["form"]["title"].value() == "Hvem kender en tolk?"
    assert not Question.objects.exists()


def test_who_is_in_no_group_is_not_asked(client, personas):
    client.force_login(personas.jurist)
    assert "Hvem må læse det?" not in client.get(reverse("questions:ask")).text


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_takes_no_more_queries_for_groups(
    client, personas, django_assert_num_queries, count
):
    for number in range(count):
        make_question(personas.member, f"Spørgsmål {number}", audience=personas.group)
    client.force_login(personas.coordinator)
    client.get(reverse("questions:list"))
    with django_assert_num_queries(5):
        assert client.get(reverse("questions:list")).status_code == 200

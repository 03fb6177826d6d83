"""What a member keeps of a question for themself: a bookmark, and how far they have read."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from forum.questions import flows
from forum.questions.models import Bookmark, Follow
from portal.audit.models import Entry
from portal.kit.problems import Refused
from tests.factories.forum import make_answer, make_comment, make_question

pytestmark = pytest.mark.django_db
NEW = "Nyt siden dit sidste besøg"


def visit(client, question) -> str:
    return client.get(reverse("questions:question", args=[question.pk])).content.decode()


def test_a_bookmark_is_set_and_taken_away_and_only_its_owner_sees_it(client, personas):
    question = make_question(personas.coordinator)
    client.force_login(personas.member)
    url = reverse("questions:bookmark", args=[question.pk])
    for _ in range(2):
        client.post(url)
    assert Bookmark.objects.get().person == personas.member
    assert 'aria-pressed="true"' in visit(client, question)
    entry = Entry.objects.get(action="questions.bookmarked")
    assert (entry.object_id, entry.facts) == ("", {})
    saved = reverse("questions:list") + "?vis=gemte"
    flows.archive(question=question, by=personas.administrator)
    assert question.title in client.get(saved).text
    client.force_login(personas.coordinator)
    assert 'aria-pressed="true"' not in visit(client, question)
    assert question.title not in client.get(saved).text
    client.force_login(personas.member)
    client.post(url, {"undo": "1"})
    assert not Bookmark.objects.exists()


def test_nobody_saves_what_they_may_not_read(personas):
    question = make_question(personas.member, audience=personas.group)
    with pytest.raises(Refused):
        flows.bookmark(question=question, by=personas.other_coordinator)


def test_a_follower_is_led_to_the_first_new_answer(client, personas):
    question = make_question(personas.member)
    make_answer(question, personas.coordinator, "<p>Gammelt</p>")
    client.force_login(personas.member)
    visit(client, question)
    assert NEW not in visit(client, question)
    make_answer(question, personas.coordinator, "<p>Første nye</p>")
    make_answer(question, personas.other_coordinator, "<p>Andet nye</p>")
    html = visit(client, question)
    assert html.count(NEW) == 1 and 'href="#nyt-svar"' in html
    assert html.index("Gammelt") < html.index(NEW) < html.index("Første nye")
    assert NEW not in visit(client, question)


def test_ones_own_answer_is_not_new(client, personas):
    question = make_question(personas.member)
    Follow.objects.update(seen_at=timezone.now() - timedelta(days=1))
    make_answer(question, personas.member, "<p>Mit eget</p>")
    client.force_login(personas.member)
    assert NEW not in visit(client, question)


def test_what_one_does_not_follow_leaves_no_trace_of_having_been_read(client, personas):
    question = make_question(personas.member)
    make_comment(make_answer(question, personas.coordinator), personas.member)
    client.force_login(personas.jurist)
    visit(client, question)
    assert not Follow.objects.filter(person=personas.jurist).exists()


def test_a_visit_with_nothing_new_writes_nothing(client, personas, django_assert_num_queries):
    question = make_question(personas.member)
    client.force_login(personas.member)
    visit(client, question)
    before = Follow.objects.get(person=personas.member).seen_at
    visit(client, question)
    assert Follow.objects.get(person=personas.member).seen_at == before

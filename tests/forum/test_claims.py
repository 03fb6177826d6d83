"""“I am answering this”: seen by all who read the question, for half an hour."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from forum.questions import flows
from forum.questions.flows.claiming import LASTS
from forum.questions.flows.forgetting import delete_events
from forum.questions.models import Claim, QuestionEvent
from portal.audit.models import Entry
from portal.kit.problems import Refused
from tests.factories.forum import make_answer, make_question
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(personas):
    return make_question(personas.member)


def page(client, question, reader) -> str:
    client.force_login(reader)
    return client.get(reverse("questions:question", args=[question.pk])).content.decode()


def test_the_others_see_who_is_writing_until_it_runs_out(client, personas, question):
    flows.claim(question=question, by=personas.coordinator)
    name = personas.coordinator.name
    assert f"{name}, {personas.coordinator.home_municipality}, er ved at svare" in page(
        client, question, personas.member
    )
    flows.claim(question=question, at=timezone.now() - LASTS, by=personas.coordinator)
    assert "er ved at svare (" not in page(client, question, personas.member)
    assert Claim.objects.count() == 1


def test_open_pages_hear_of_it_without_a_pill(personas, question):
    flows.claim(question=question, by=personas.coordinator)
    event = QuestionEvent.objects.get(question=question)
    assert (event.seq, event.kind) == (1, "quiet")
    assert 'id="i-gang"' in event.html and 'id="fakta"' not in event.html
    assert flows.unclaim(question=question, by=personas.coordinator)
    assert not flows.unclaim(question=question, by=personas.coordinator)
    question.refresh_from_db()
    assert question.seq == 2


def test_an_answer_keeps_the_promise(personas, question):
    flows.claim(question=question, by=personas.coordinator)
    make_answer(question, personas.coordinator)
    assert not Claim.objects.exists()
    assert "er ved at svare (" not in QuestionEvent.objects.latest("seq").html


def test_one_who_answers_anonymously_is_not_known_by_the_promise(client, personas, question):
    flows.claim(question=question, by=personas.coordinator)
    before = page(client, question, personas.member)
    make_answer(question, personas.coordinator, anonymous=True)
    name = personas.coordinator.name
    assert name in before and name in page(client, question, personas.member)
    assert name in QuestionEvent.objects.latest("seq").html  # as before: still writing


def test_an_anonymous_claim_names_nobody_anywhere(client, personas, question):
    flows.claim(question=question, anonymous=True, by=personas.coordinator)
    html = page(client, question, personas.member)
    assert "En kollega er ved at svare" in html and personas.coordinator.name not in html
    assert personas.coordinator.name not in QuestionEvent.objects.get().html
    entry = Entry.objects.get(action="questions.claimed")
    assert (entry.by_id, entry.facts) == (None, {"anonymous": True})


def test_in_a_small_group_nobody_can_be_anonymous(personas):
    asked = make_question(personas.member, audience=personas.group)
    with pytest.raises(Refused):
        flows.claim(question=asked, anonymous=True, by=personas.coordinator)
    flows.claim(question=asked, by=personas.coordinator)


def test_only_who_may_answer_can_say_so(personas, question):
    for outsider in (personas.former, personas.applicant):
        with pytest.raises(Refused):
            flows.claim(question=question, by=outsider)
    flows.close(question=question, closing="no_need", by=personas.administrator)
    with pytest.raises(Refused):
        flows.claim(question=question, by=personas.coordinator)


def test_the_buttons_work_without_javascript(client, personas, question):
    client.force_login(personas.coordinator)
    url = reverse("questions:claim", args=[question.pk])
    assert client.post(url).url.endswith(f"/{question.pk}/#svar-her")
    assert "Jeg svarer alligevel ikke" in page(client, question, personas.coordinator)
    client.post(url, {"undo": "1"})
    assert not Claim.objects.exists()


def test_old_claims_are_swept(personas, question):
    flows.claim(question=question, by=personas.coordinator)
    later = timezone.now() + LASTS + timedelta(days=2)
    delete_events(before=later - timedelta(days=2), by=None)
    assert not Claim.objects.filter(until__lt=later - timedelta(days=2)).exists()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_page_takes_no_more_queries_for_many_who_write(
    client, personas, question, count, django_assert_num_queries
):
    for number in range(count):
        flows.claim(question=question, by=make_member(f"Person {number}", "Aarhus"))
    page(client, question, personas.member)
    with django_assert_num_queries(9):
        client.get(reverse("questions:question", args=[question.pk]))

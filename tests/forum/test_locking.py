"""Locking: for the time being a question stands as it is."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from forum.questions import finding, flows, queries
from forum.questions.models import Question, QuestionEvent
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.forum import make_answer, make_comment, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(personas):
    return make_question(personas.member, "Hvem holder ferielukket?")


def lock(question, by, note="Tonen. Vi ser på det til i morgen."):
    return flows.lock(question=question, note=note, by=by)


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_nothing_is_written_or_changed_until_it_is_let_go(personas, question):
    answer = make_answer(question, personas.coordinator)
    comment = make_comment(answer, personas.editor)
    lock(question, personas.jurist)
    attempts = (
        lambda: make_answer(question, personas.editor),
        lambda: make_comment(answer, personas.editor),
        lambda: flows.edit_question(
            question=question, title="Nyt", body="<p>Nyt</p>", by=personas.member
        ),
        lambda: flows.edit_answer(answer=answer, body="<p>Nyt</p>", by=personas.coordinator),
        lambda: flows.edit_comment(comment=comment, text="Nyt", by=personas.editor),
    )
    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            attempt()
        assert codes(refused) == ["locked"]
    flows.accept(answer=answer, by=personas.member)
    flows.delete_comment(comment=comment, by=personas.editor)
    flows.unlock(question=question, by=personas.jurist)
    make_answer(question, personas.editor)
    flows.edit_answer(answer=answer, body="<p>Nyt</p>", by=personas.coordinator)


def test_it_stays_where_it_is_found(personas, question):
    lock(question, personas.jurist)
    assert question in queries.listed(personas.editor)
    assert question in finding.search_for(personas.editor, "ferielukket")


def test_the_page_says_why_and_offers_nothing_to_write(client, personas, question):
    answer = make_answer(question, personas.member)
    make_comment(answer, personas.member)
    client.force_login(personas.member)
    page = reverse("questions:question", args=[question.pk])
    before = client.get(page).text
    lock(question, personas.jurist)
    text = client.get(page).text
    assert "Spørgsmålet er låst for nu." in text and "Vi ser på det til i morgen." in text
    for offered in ("Send svaret", "Send kommentaren", '/ret/"'):
        # The pattern in the template is for answers that come when it has been unlocked.
        assert offered in before and offered not in text.partition("<template")[0], offered
    client.force_login(personas.jurist)
    client.post(reverse("questions:lock", args=[question.pk]), {"undo": "1"})
    client.force_login(personas.member)
    assert "Send svaret" in client.get(page).text


def test_locking_by_the_page(client, personas, question):
    client.force_login(personas.jurist)
    address = reverse("questions:lock", args=[question.pk])
    assert client.post(address, {"note": ""}).context["lock_form"].errors
    wrong = client.post(address, {"note": "Se 010190-1234"})
    assert "CPR-nummer" in wrong.text and wrong.context["lock_form"]["note"].value()
    assert client.post(address, {"note": "Tonen."}).status_code == 302
    assert Question.objects.get().lock_note == "Tonen."


def test_open_pages_and_the_author_are_told_once(personas, question):
    lock(question, personas.jurist)
    lock(question, personas.administrator, "Noget andet.")
    flows.unlock(question=question, by=personas.jurist)
    flows.unlock(question=question, by=personas.jurist)
    events = QuestionEvent.objects.order_by("seq")
    assert ["Tonen" in event.html for event in events] == [True, False]
    assert Question.objects.get().seq == 2
    told = Notice.objects.filter(recipient=personas.member).order_by("pk")
    assert [notice.title for notice in told] == [
        "Dit spørgsmål er låst for nu: Hvem holder ferielukket?",
        "Dit spørgsmål er åbent igen: Hvem holder ferielukket?",
    ]
    entries = Entry.objects.filter(action__in=["questions.locked", "questions.unlocked"])
    assert entries.filter(by_id=personas.jurist.pk).count() == entries.count() == 2


def test_only_those_who_keep_order_lock(personas, question):
    for name, user in personas.all().items():
        if name in ("jurist", "administrator"):
            continue
        for attempt in (
            lambda user=user: lock(question, user),
            lambda user=user: flows.unlock(question=question, by=user),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            assert codes(refused) == ["not_allowed"], name


def test_a_lock_has_a_reason_in_the_database_too(personas, question):
    with pytest.raises(Refused) as refused:
        lock(question, personas.jurist, "  ")
    assert codes(refused) == ["no_reason"]
    for wrong in ({"locked_at": timezone.now()}, {"lock_note": "Fordi"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Question.objects.filter(pk=question.pk).update(**wrong)

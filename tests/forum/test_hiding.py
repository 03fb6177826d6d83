"""Hiding: for the time being the words are its author's and the secretariat's alone."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from forum.following.enums import Chosen
from forum.following.models import Waiting
from forum.following.queries import fed_to, followed_by
from forum.questions import finding, flows, queries
from forum.questions.enums import Closing, EventKind, Filter, Level, Reason
from forum.questions.models import Question, QuestionEvent
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from portal.search.narrowing import Narrow
from portal.search.questions import find
from portal.search.words import Words
from tests.factories.following import follow_question
from tests.factories.forum import (
    make_answer,
    make_attachment,
    make_comment,
    make_question,
    make_topic,
    make_wording,
)

pytestmark = pytest.mark.django_db

SECRET = "kvindekrisecentret"


@pytest.fixture
def question(personas):
    return make_question(
        personas.member,
        f"Hvem ringer til {SECRET} i Odense?",
        body=f"<p>{SECRET} efter § 109</p>",
        topics=[make_topic()],
    )


@pytest.fixture
def answer(question, personas):
    return make_answer(question, personas.coordinator, f"<p>Ring til {SECRET}, jf. § 42.</p>")


def hide(post, by, reason=Reason.CITIZEN, **more):
    return flows.hide(post=post, reason=reason, by=by, **more)


def page_of(client, user, question) -> str:
    client.force_login(user)
    return client.get(reverse("questions:question", args=[question.pk])).text


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


# --- who still reads it ------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["question", "answer", "comment"])
def test_only_its_author_and_those_who_keep_order_still_read_it(client, personas, answer, kind):
    comment = make_comment(answer, personas.editor, f"Er {SECRET} åbent?")
    post = {"question": answer.question, "answer": answer, "comment": comment}[kind]
    author = {
        "question": personas.member,
        "answer": personas.coordinator,
        "comment": personas.editor,
    }[kind]
    words = {"question": "efter § 109", "answer": "jf. § 42", "comment": "åbent?"}[kind]
    hide(post, personas.jurist, note="Man kan gætte, hvem det er.")
    readers = {author, personas.jurist, personas.administrator}
    for user in {*readers, personas.member, personas.coordinator, personas.other_coordinator}:
        text = page_of(client, user, answer.question)
        assert (words in text) == (user in readers), user
        assert ("Man kan gætte" in text) == (user in readers), user
        assert "Skjult, mens sekretariatet ser på det." in text
    flows.show(post=post, by=personas.jurist)
    assert words in page_of(client, personas.other_coordinator, answer.question)


def test_its_author_is_told_when_a_lock_keeps_it_from_being_changed(client, personas, answer):
    hide(answer, personas.jurist)
    assert "Du kan rette det" in page_of(client, personas.coordinator, answer.question)
    flows.lock(question=answer.question, note="Vi ser på det.", by=personas.jurist)
    locked = "Spørgsmålet er låst, så det kan ikke rettes lige nu."
    assert locked in page_of(client, personas.coordinator, answer.question)
    assert locked not in page_of(client, personas.jurist, answer.question)


def test_its_author_still_sees_the_files_of_a_hidden_answer(client, personas, answer):
    make_attachment(answer, "Brevet.docx")
    hide(answer, personas.jurist)
    assert "Brevet.docx" in page_of(client, personas.coordinator, answer.question)
    assert "Brevet.docx" not in page_of(client, personas.member, answer.question)


def test_a_hidden_question_has_no_title_for_others(client, personas, answer):
    question = hide(answer.question, personas.jurist)
    leading = make_question(personas.editor, "Den samme igen")
    flows.close(question=leading, closing=Closing.DUPLICATE, same_as=question, by=personas.jurist)
    for each in (question, leading):
        text = page_of(client, personas.editor, each)
        assert "Skjult spørgsmål" in text and SECRET not in text.replace(f"Ring til {SECRET}", "")


def test_a_question_that_leads_to_a_hidden_one_forgets_its_title(personas, question):
    leading = make_question(personas.editor, "Den samme igen")
    flows.close(question=leading, closing=Closing.DUPLICATE, same_as=question, by=personas.jurist)
    before = Question.objects.get(pk=leading.pk).seq
    hide(question, personas.jurist)
    leading.refresh_from_db()
    assert leading.seq == before + 1
    assert not [event for event in leading.events.all() if SECRET in event.html]


def test_no_list_search_feed_or_suggestion_leads_to_it(personas, answer):
    question, reader = answer.question, personas.other_coordinator
    follow_question(reader, question)
    other = make_question(personas.editor, "Krise", topics=question.topics.all())
    ways = {
        "list": lambda: queries.listed(reader),
        "topic": lambda: queries.listed(reader, topic=question.topics.get().slug),
        "search": lambda: finding.search_for(reader, SECRET),
        "whole portal": lambda: find(reader, Words(SECRET), Narrow()).rest,
        "section": lambda: find(reader, Words("§ 109"), Narrow()).rest,
        "section of an answer": lambda: find(reader, Words("§ 42"), Narrow()).rest,
        "alike": lambda: queries.alike(reader, f"Ringer til {SECRET} Odense"),
        "similar": lambda: queries.similar_to(reader, other),
        "feed": lambda: fed_to(reader, Chosen.ALL),
        "followed": lambda: followed_by(reader),
        "start page": lambda: queries.newest(reader),
    }
    assert [name for name, way in ways.items() if question not in way()] == []
    hide(question, personas.jurist)
    assert [name for name, way in ways.items() if question in way()] == []
    assert question in queries.listed(personas.member, show=Filter.MINE), "its author finds it"
    flows.show(post=question, by=personas.jurist)
    assert [name for name, way in ways.items() if question not in way()] == []


def test_a_hidden_answer_is_not_found_by_its_words(personas, answer):
    reader = personas.other_coordinator
    flows.edit_question(
        question=answer.question, title="Hvem ringer?", body="<p>Hvem?</p>", by=personas.member
    )
    assert finding.search_for(reader, SECRET) and find(reader, Words("§ 42"), Narrow()).count()
    hide(answer, personas.jurist)
    assert (
        not finding.search_for(reader, SECRET) and not find(reader, Words("§ 42"), Narrow()).count()
    )
    make_answer(answer.question, personas.editor, "<p>Noget andet.</p>")
    assert not finding.search_for(reader, SECRET), "the next answer's words do not bring them back"
    flows.show(post=answer, by=personas.jurist)
    assert finding.search_for(reader, SECRET) and find(reader, Words("§ 42"), Narrow()).count()


@pytest.mark.parametrize("kind", ["question", "answer", "comment"])
def test_no_stored_event_keeps_the_words(personas, answer, kind):
    comment = make_comment(answer, personas.editor, f"Er {SECRET} åbent?")
    question = answer.question
    body = f"<p>{SECRET} igen</p>"
    flows.edit_question(question=question, title=question.title, body=body, by=personas.member)
    post = {"question": answer.question, "answer": answer, "comment": comment}[kind]
    words = {"question": "igen", "answer": "Ring til", "comment": "åbent?"}[kind]
    assert [event for event in QuestionEvent.objects.all() if words in event.html]
    hide(post, personas.jurist)
    assert not [event for event in QuestionEvent.objects.all() if words in event.html]
    newest = QuestionEvent.objects.latest("seq")
    assert newest.kind == EventKind.WITHDRAWN and "Skjult, mens" in newest.html
    assert "<form" not in newest.html
    flows.show(post=post, by=personas.jurist)
    assert words in QuestionEvent.objects.latest("seq").html


def test_its_history_is_closed_to_others(client, personas, answer):
    comment = make_comment(answer, personas.editor, f"Er {SECRET} åbent?")
    make_wording(comment, "Er der åbent?")
    hide(comment, personas.jurist)
    address = reverse("questions:comment_history", args=[comment.pk])
    seen = {}
    for name in ("member", "editor", "jurist"):
        client.force_login(getattr(personas, name))
        seen[name] = client.get(address).status_code
    assert seen == {"member": 403, "editor": 200, "jurist": 200}


def test_the_page_for_a_comment_does_not_show_what_it_would_be_a_comment_on(
    client, personas, answer
):
    hide(answer, personas.jurist)
    client.force_login(personas.member)
    page = client.get(reverse("questions:comment", args=[answer.pk])).text
    assert "Ring til" not in page and "Skjult, mens sekretariatet ser på det." in page


def test_its_title_leaves_the_bells_of_the_others(personas, question):
    follow_question(personas.editor, question)
    make_answer(question, personas.coordinator)
    told = Notice.objects.filter(title__contains=SECRET)
    assert {notice.recipient for notice in told} == {personas.editor, personas.member}
    hide(question, personas.jurist)
    assert {notice.recipient for notice in told.all()} == {personas.member}


def test_news_of_a_hidden_answer_is_not_gathered(personas, question):
    from forum.following import flows as following
    from portal.notices.models import OutgoingMail
    from tests.factories.following import came, moment

    follow_question(personas.editor, question, Level.DAILY)
    answer = make_answer(question, personas.coordinator)
    came("2026-11-19 10:00")
    hide(answer, personas.jurist)
    assert Waiting.objects.filter(person=personas.editor).count() == 1
    assert following.send_digests(now=moment("2026-11-20 07:00"), by=None) == 0
    assert not OutgoingMail.objects.filter(template="following/mail/gathered").exists()


# --- what can be done with it ------------------------------------------------------------------------
def test_nobody_does_anything_with_what_they_cannot_see(personas, answer):
    hide(answer, personas.jurist)
    for attempt in (
        lambda: make_comment(answer, personas.member),
        lambda: flows.mark_helpful(answer=answer, by=personas.member),
        lambda: flows.accept(answer=answer, by=personas.member),
        lambda: flows.confirm(answer=answer, by=personas.jurist),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert codes(refused) == ["hidden"]
    hide(answer.question, personas.jurist)
    with pytest.raises(Refused) as refused:
        make_answer(answer.question, personas.editor)
    assert codes(refused) == ["hidden"]


def test_its_author_changes_it_and_it_stays_hidden(client, personas, answer):
    hide(answer, personas.jurist)
    flows.edit_answer(answer=answer, body="<p>Ring til centeret.</p>", by=personas.coordinator)
    assert not [event for event in QuestionEvent.objects.all() if "centeret" in event.html]
    assert "centeret" not in page_of(client, personas.member, answer.question)
    assert "centeret" in page_of(client, personas.jurist, answer.question)


def test_deleting_it_leaves_the_stub_of_what_is_deleted(client, personas, answer):
    hide(answer, personas.jurist)
    flows.delete_answer(answer=answer, by=personas.jurist)
    answer.refresh_from_db()
    assert answer.hidden_at is None
    text = page_of(client, personas.member, answer.question)
    assert "Sekretariatet har fjernet det, der stod her." in text


# --- telling, the trail, once ------------------------------------------------------------------------
def test_the_author_is_told_twice_and_the_trail_knows(personas, answer):
    hide(answer, personas.jurist)
    hide(answer, personas.administrator, Reason.TONE)
    flows.show(post=answer, by=personas.administrator)
    flows.show(post=answer, by=personas.administrator)
    told = Notice.objects.filter(recipient=personas.coordinator, kind__startswith="post-")
    place = f"/spoerg/{answer.question_id}/#svar-{answer.pk}"
    assert list(told.order_by("pk").values_list("title", "url")) == [
        ("Noget, du har skrevet, er skjult, mens sekretariatet ser på det", place),
        ("Alle kan igen læse det, du har skrevet", place),
    ]
    entries = Entry.objects.filter(action__in=["questions.hidden", "questions.shown"])
    assert list(entries.order_by("pk").values_list("action", "by_id", "facts")) == [
        ("questions.hidden", personas.jurist.pk, {"reason": "citizen"}),
        ("questions.shown", personas.administrator.pk, {}),
    ]
    question = Question.objects.get(pk=answer.question_id)
    assert question.seq == question.events.count() == 3


def test_only_those_who_keep_order_hide(personas, answer):
    for name, user in personas.all().items():
        if name in ("jurist", "administrator"):
            continue
        for attempt in (
            lambda user=user: hide(answer, user),
            lambda user=user: flows.show(post=answer, by=user),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            assert codes(refused) == ["not_allowed"], name


def test_a_reason_is_needed_and_no_cpr_number_in_the_word(personas, answer):
    with pytest.raises(Refused) as refused:
        hide(answer, personas.jurist, reason="noget")
    assert codes(refused) == ["no_reason"]
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        hide(answer, personas.jurist, note="Se 010190-1234")
    for wrong in ({"hidden_at": timezone.now()}, {"hidden_for": "tone"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Question.objects.filter(pk=answer.question_id).update(**wrong)


def test_an_anonymous_author_is_told_and_named_to_nobody(client, personas, question):
    answer = make_answer(question, personas.coordinator, "<p>Sådan.</p>", anonymous=True)
    hide(answer, personas.jurist)
    assert Notice.objects.filter(recipient=personas.coordinator, kind="post-hidden").count() == 1
    assert personas.coordinator.name not in page_of(client, personas.jurist, question)
    assert not Entry.objects.filter(by_id=personas.coordinator.pk, action="questions.hidden")

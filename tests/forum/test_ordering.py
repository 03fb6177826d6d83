"""Keeping order: closing, the same question, the archive, and what the law is."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from forum.questions import finding, flows, queries
from forum.questions.enums import Closing, Filter, Law, State
from forum.questions.models import Answer, Question, QuestionEvent
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.forum import make_answer, make_comment, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(personas):
    return make_question(personas.member, "Hvem holder ferielukket?")


@pytest.fixture
def keeper(client, personas):
    client.force_login(personas.jurist)
    return client


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def close(question, by, closing=Closing.OUTDATED, **more):
    return flows.close(question=question, closing=closing, by=by, **more)


# --- closing -----------------------------------------------------------------------------------------
def test_a_closed_question_takes_no_more_and_keeps_what_it_has(personas, question):
    answer = make_answer(question, personas.coordinator)
    close(question, personas.jurist, note="Se  den nye lov.")
    question.refresh_from_db()
    assert (question.closing, question.closing_note) == ("outdated", "Se den nye lov.")
    for attempt in (
        lambda: make_answer(question, personas.editor),
        lambda: make_comment(answer, personas.editor),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert codes(refused) == ["closed"]
    assert question.answers.count() == 1
    flows.reopen(question=question, by=personas.jurist)
    make_answer(question, personas.editor)


def test_a_form_sent_twice_is_answered_though_it_was_closed_in_between(personas, question):
    key = "0" * 31 + "7"
    first = make_answer(question, personas.coordinator, key=key)
    close(question, personas.jurist)
    assert make_answer(question, personas.coordinator, key=key) == first


def test_only_those_who_keep_order_close(personas, question):
    for name, user in personas.all().items():
        if name in ("jurist", "administrator"):
            continue
        for attempt in (
            lambda user=user: close(question, user),
            lambda user=user: flows.archive(question=question, by=user),
            lambda user=user: flows.reopen(question=question, by=user),
            lambda user=user: flows.say_the_law(question=question, law=Law.SETTLED, by=user),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            assert codes(refused) == ["not_allowed"], name
    assert not QuestionEvent.objects.exists()


def test_the_author_is_told_and_the_trail_knows(personas, question):
    close(question, personas.jurist)
    flows.reopen(question=question, by=personas.jurist)
    told = Notice.objects.filter(recipient=personas.member).order_by("pk")
    assert [notice.title for notice in told] == [
        "Dit spørgsmål er lukket: Hvem holder ferielukket?",
        "Dit spørgsmål er åbent igen: Hvem holder ferielukket?",
    ]
    actions = Entry.objects.filter(action__in=["questions.closed", "questions.reopened"])
    assert actions.filter(by_id=personas.jurist.pk).count() == 2


def test_a_cpr_number_in_the_word_is_refused(personas, question, keeper):
    page = keeper.post(
        reverse("questions:close", args=[question.pk]),
        {"closing": "outdated", "note": "Se sagen om 010190-1234"},
    )
    assert "CPR-nummer" in page.text and page.context["order_form"]["note"].value()
    question.refresh_from_db()
    assert question.closed_at is None


# --- the same question -------------------------------------------------------------------------------
def test_a_duplicate_leads_on_and_never_in_a_ring(personas, question):
    first = make_question(personas.coordinator, "Den første")
    close(question, personas.jurist, Closing.DUPLICATE, same_as=first)
    third = make_question(personas.editor, "Den tredje")
    close(third, personas.jurist, Closing.DUPLICATE, same_as=question)
    third.refresh_from_db()
    assert third.duplicate_of == first, "one is led on at once, not from door to door"
    with pytest.raises(Refused) as refused:
        close(first, personas.jurist, Closing.DUPLICATE, same_as=question)
    assert codes(refused) == ["itself"]
    with pytest.raises(Refused) as refused:
        close(first, personas.jurist, Closing.DUPLICATE, same_as=first)
    assert codes(refused) == ["itself"]


def test_what_led_to_a_duplicate_leads_on_with_it(personas, question):
    first = make_question(personas.coordinator, "Den første")
    third = make_question(personas.editor, "Den tredje")
    close(third, personas.jurist, Closing.DUPLICATE, same_as=question)
    close(question, personas.jurist, Closing.DUPLICATE, same_as=first)
    third.refresh_from_db()
    assert third.duplicate_of == first


@pytest.mark.parametrize("closing", [Closing.DUPLICATE, Closing.OUTDATED])
def test_a_duplicate_names_the_other_and_nothing_else_does(personas, question, closing):
    other = None if closing == Closing.DUPLICATE else make_question(personas.coordinator)
    with pytest.raises(Refused) as refused:
        close(question, personas.jurist, closing, same_as=other)
    assert codes(refused) == ["no_other"]


def test_nobody_is_led_to_a_closed_door(personas, question):
    narrow = make_question(personas.member, "Kun for Fyn", audience=personas.group)
    with pytest.raises(Refused) as refused:
        close(question, personas.jurist, Closing.DUPLICATE, same_as=narrow)
    assert codes(refused) == ["narrower"]
    close(narrow, personas.jurist, Closing.DUPLICATE, same_as=question)


def test_a_deleted_other_leaves_a_closed_question(personas, question):
    other = make_question(personas.coordinator)
    close(question, personas.jurist, Closing.DUPLICATE, same_as=other)
    other.delete()
    question.refresh_from_db()
    assert question.duplicate_of is None and question.closed_at is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"closed_at": timezone.now()},
        {"closing": "outdated"},
        {"closing": "noget", "closed_at": timezone.now()},
        {"law": "noget"},
    ],
)
def test_the_database_holds_it_too(question, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(**wrong)


# --- the archive and the law -------------------------------------------------------------------------
def test_the_archive_is_out_of_the_list_and_found_by_the_search(personas, question):
    reader = personas.coordinator
    flows.archive(question=question, by=personas.jurist)
    assert question not in queries.listed(reader)
    assert question not in queries.listed(reader, show=Filter.UNANSWERED)
    assert question in queries.listed(reader, show=Filter.ARCHIVE)
    assert question in queries.listed(personas.member, show=Filter.MINE)
    assert question in finding.search_for(reader, "ferielukket")
    with pytest.raises(Refused):
        make_answer(question, reader)
    flows.archive(question=question, archived=False, by=personas.jurist)
    assert question in queries.listed(reader)


def test_what_is_said_twice_happens_once(personas, question):
    jurist = personas.jurist
    flows.archive(question=question, by=jurist)
    flows.archive(question=question, by=jurist)
    flows.say_the_law(question=question, law=Law.UNSETTLED, by=jurist)
    flows.say_the_law(question=question, law=Law.UNSETTLED, by=jurist)
    flows.reopen(question=question, by=jurist)
    question.refresh_from_db()
    assert question.seq == QuestionEvent.objects.filter(question=question).count() == 2


def test_closed_questions_do_not_wait_for_an_answer(personas, question):
    close(question, personas.jurist)
    assert question not in queries.listed(personas.member, show=Filter.UNANSWERED)
    assert question in queries.listed(personas.member)


# --- several answers may solve it --------------------------------------------------------------------
def test_several_answers_may_have_solved_it(personas, question):
    answers = [make_answer(question, by) for by in (personas.coordinator, personas.editor)]
    for answer in answers:
        flows.accept(answer=answer, by=personas.member)
    assert Answer.objects.filter(accepted_at__isnull=False).count() == 2
    for answer, state in zip(answers, [State.SOLVED, State.ANSWERED], strict=True):
        flows.unaccept(answer=answer, by=personas.member)
        question.refresh_from_db()
        assert question.state == state


# --- the page ----------------------------------------------------------------------------------------
def test_keeping_order_on_the_page(keeper, personas, question):
    first = make_question(personas.coordinator, "Den første")
    page = reverse("questions:question", args=[question.pk])
    address = reverse("questions:close", args=[question.pk])
    assert "Luk spørgsmålet" in keeper.get(page).text
    wrong = keeper.post(address, {"closing": "duplicate", "same_as": "/spoerg/99999/"})
    assert "Det spørgsmål findes ikke." in wrong.text
    wrong = keeper.post(address, {"closing": "duplicate", "same_as": str(question.pk)})
    assert set(wrong.context["order_form"].errors) == {"same_as"}
    typed = {"closing": "duplicate", "same_as": f"https://portal.example/spoerg/{first.pk}/#svar-1"}
    assert keeper.post(address, typed)["Location"] == page
    keeper.post(reverse("questions:law", args=[question.pk]), {"law": "settled"})
    shown = keeper.get(page).text
    for words in ("Det samme er der spurgt om før.", "Den første", "Afklaret ret", "Åbn det igen"):
        assert words in shown
    assert "Send svaret" not in shown and "Venter på svar" not in shown
    keeper.post(address, {"undo": "1"})
    assert "Send svaret" in keeper.get(page).text


def test_members_see_no_tools_for_order(client, personas, question):
    client.force_login(personas.member)
    page = client.get(reverse("questions:question", args=[question.pk])).text
    assert "Hold orden" not in page


def test_open_pages_are_told_without_buttons_or_names(personas, question):
    close(question, personas.jurist, note="Se den nye lov.")
    html = QuestionEvent.objects.get().html
    assert 'id="status"' in html and "Se den nye lov." in html and 'id="fakta"' in html
    assert "<form" not in html and personas.jurist.name not in html

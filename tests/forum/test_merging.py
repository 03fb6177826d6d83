"""Putting two questions together: the answers go along, and every way to them leads right."""

import re

import pytest
from django.urls import reverse

from forum.following.models import Waiting
from forum.questions import finding, flows, queries
from forum.questions.enums import Closing, EventKind, Level, Reason, State
from forum.questions.models import Answer, Follow, HelpfulMark, Question, QuestionEvent
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.following import follow_question
from tests.factories.forum import make_answer, make_comment, make_question
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(personas):
    return make_question(personas.member, "Hvem holder ferielukket?")


@pytest.fixture
def other(personas):
    return make_question(personas.editor, "Må et kontor holde ferielukket?")


@pytest.fixture
def answer(question, personas):
    return make_answer(question, personas.coordinator, "<p>Det må de gerne i uge 29.</p>")


@pytest.fixture
def keeper(client, personas):
    client.force_login(personas.jurist)
    return client


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def merge(question, into, by, **more):
    return flows.merge(question=question, into=into, by=by, **more)


def page_of(client, question) -> str:
    return client.get(reverse("questions:question", args=[question.pk])).text


# --- what goes along ---------------------------------------------------------------------------------
def test_answers_go_along_with_all_that_is_theirs(personas, question, other, answer):
    comment = make_comment(answer, personas.member)
    flows.mark_helpful(answer=answer, by=personas.member)
    flows.confirm(answer=answer, by=personas.jurist)
    merge(question, other, personas.jurist, note="Se svarene der.")
    answer = Answer.objects.get()
    assert answer.question == other and answer.comments.get() == comment
    assert HelpfulMark.objects.get().answer == answer and answer.confirmed_at
    question.refresh_from_db()
    other.refresh_from_db()
    assert (question.answers_count, question.state) == (0, State.OPEN)
    assert (question.closing, question.duplicate_of) == (Closing.DUPLICATE, other)
    assert question.closing_note == "Se svarene der."
    assert (other.answers_count, other.state) == (1, State.ANSWERED)
    assert other.last_activity_at >= answer.created_at


def test_that_it_solved_the_one_is_not_said_of_the_other(personas, question, other, answer):
    own = make_answer(other, personas.member)
    flows.accept(answer=own, by=personas.editor)
    flows.accept(answer=answer, by=personas.member)
    merge(question, other, personas.jurist)
    assert list(Answer.objects.filter(accepted_at__isnull=False)) == [own]
    other.refresh_from_db()
    assert (other.state, other.answers_count) == (State.SOLVED, 2)
    flows.accept(answer=Answer.objects.get(pk=answer.pk), by=personas.editor)


def test_followers_go_along_as_they_follow(personas, question, other, answer):
    weekly, silent, both = (make_member(f"Nr {n}", "Faxe") for n in range(3))
    follow_question(weekly, question, Level.WEEKLY)
    follow_question(silent, question, Level.NEVER)
    follow_question(both, question, Level.AT_ONCE)
    follow_question(both, other, Level.NEVER)
    merge(question, other, personas.jurist)
    levels = dict(Follow.objects.filter(question=other).values_list("person__name", "level"))
    assert levels == {
        "Nr 0": "weekly",
        "Nr 2": "never",
        personas.member.name: "at_once",
        personas.coordinator.name: "at_once",
        personas.editor.name: "at_once",
    }


def test_news_that_waits_goes_along(personas, question, other):
    follow_question(personas.other_coordinator, question, Level.DAILY)
    answer = make_answer(question, personas.coordinator)
    merge(question, other, personas.jurist)
    waiting = Waiting.objects.get(person=personas.other_coordinator)
    assert (waiting.question, waiting.answer) == (other, answer)


def test_the_search_finds_the_words_where_they_stand(personas, question, other, answer):
    reader = personas.other_coordinator
    assert list(finding.search_for(reader, "gerne uge")) == [question]
    merge(question, other, personas.jurist)
    assert list(finding.search_for(reader, "gerne uge")) == [other]


# --- ways that lead right ----------------------------------------------------------------------------
def test_old_links_lead_to_the_answer_without_scripts(keeper, personas, question, other, answer):
    merge(question, other, personas.jurist)
    page = page_of(keeper, question)
    line = page.partition(f'id="svar-{answer.pk}"')[2].partition("</p>")[0]
    address = re.search(r'href="([^"]+)"', line)[1]
    assert keeper.get(address)["Location"] == f"/spoerg/{other.pk}/#svar-{answer.pk}"
    assert "uge 29" not in page and "uge 29" in page_of(keeper, other)


def test_what_moves_twice_is_found_from_every_place_it_stood(
    keeper, personas, question, other, answer
):
    third = make_question(personas.member, "Ferielukning?")
    before = Question.objects.get(pk=question.pk).seq
    merge(question, other, personas.jurist)
    merge(other, third, personas.jurist)
    for each in (question, other):
        assert f'id="svar-{answer.pk}"' in page_of(keeper, each)
        each.refresh_from_db()
        assert each.duplicate_of == third
    place = keeper.get(reverse("questions:answer_place", args=[answer.pk]))
    assert place["Location"] == f"/spoerg/{third.pk}/#svar-{answer.pk}"
    assert question.seq == before + 2, "its page leads somewhere else now"


def test_one_that_leads_on_takes_the_answers_to_where_it_leads(personas, question, other, answer):
    third = make_question(personas.member, "Ferielukning?")
    merge(other, third, personas.jurist)
    other.refresh_from_db()
    assert merge(question, other, personas.jurist) == third
    assert Answer.objects.get().question == third


# --- why not -----------------------------------------------------------------------------------------
def test_only_where_the_same_people_read_both(keeper, personas, answer):
    group = make_question(personas.member, "I gruppen", audience=personas.group)
    make_answer(group, personas.coordinator)
    for question, into in ((group, answer.question), (answer.question, group)):
        with pytest.raises(Refused) as refused:
            merge(question, into, personas.jurist)
        assert codes(refused) == ["other_readers"]
    typed = {"closing": "duplicate", "same_as": answer.question_id, "with_answers": "on"}
    page = keeper.post(reverse("questions:close", args=[group.pk]), typed, follow=True).text
    assert "Svarene bliver, hvor de er: Det er ikke de samme, der læser begge spørgsmål." in page
    group.refresh_from_db()
    assert group.duplicate_of == answer.question and group.answers.count() == 1


def test_never_with_itself_or_what_is_gone_hidden_or_closed(personas, question, other, answer):
    jurist = personas.jurist
    with pytest.raises(Refused) as refused:
        merge(question, question, jurist)
    assert codes(refused) == ["itself"]
    for spoil, mend, code in (
        (
            lambda: flows.hide(post=other, reason=Reason.TONE, by=jurist),
            lambda: flows.show(post=other, by=jurist),
            "hidden",
        ),
        (
            lambda: flows.close(question=question, closing=Closing.OUTDATED, by=jurist),
            lambda: flows.reopen(question=question, by=jurist),
            "closed",
        ),
        (lambda: flows.delete_question(question=other, by=jurist), lambda: None, "gone"),
    ):
        spoil()
        with pytest.raises(Refused) as refused:
            merge(question, other, jurist)
        assert codes(refused) == [code]
        mend()
    assert Answer.objects.get().question == question


def test_only_those_who_keep_order_merge(personas, question, other):
    for name, user in personas.all().items():
        if name in ("jurist", "administrator"):
            continue
        with pytest.raises(Refused) as refused:
            merge(question, other, user)
        assert codes(refused) == ["not_allowed"], name


# --- telling, once -----------------------------------------------------------------------------------
def test_everybody_it_touches_is_told_once(personas, question, other, answer):
    make_answer(question, personas.coordinator, "<p>Mere.</p>", anonymous=True)
    Notice.objects.all().delete()
    merge(question, other, personas.jurist)
    merge(question, other, personas.jurist)
    told = Notice.objects.order_by("recipient__name")
    title = "Må et kontor holde ferielukket?"
    assert {(each.recipient, each.title, each.url) for each in told} == {
        (
            personas.member,
            f"Dit spørgsmål er lagt sammen med et, der spørger om det samme: {title}",
            f"/spoerg/{other.pk}/",
        ),
        (
            personas.coordinator,
            f"Dit svar er flyttet til et spørgsmål om det samme: {title}",
            f"/spoerg/{other.pk}/#svar-{answer.pk}",
        ),
        (
            personas.editor,
            f"Svar på et spørgsmål om det samme står nu under dit: {title}",
            f"/spoerg/{other.pk}/",
        ),
    }
    assert told.count() == 3
    entry = Entry.objects.get(action="questions.merged")
    assert (entry.by_id, entry.facts) == (personas.jurist.pk, {"question": other.pk, "count": 2})


def test_both_pages_get_it_as_one_number(personas, question, other, answer):
    seqs = {each.pk: Question.objects.get(pk=each.pk).seq for each in (question, other)}
    merge(question, other, personas.jurist)
    merge(question, other, personas.jurist)
    for each in (question, other):
        each.refresh_from_db()
        assert each.seq == seqs[each.pk] + 1
        event = each.events.get(seq=each.seq)
        assert event.kind == EventKind.MERGED and f'id="svar-{answer.pk}"' in event.html
        assert ("uge 29" in event.html) == (each == other)
        assert "<form" not in event.html
    assert not [event for event in question.events.all() if "uge 29" in event.html]


def test_a_word_that_moved_and_is_hidden_leaves_the_event_it_came_with(
    personas, question, other, answer
):
    reader = personas.other_coordinator
    merge(question, other, personas.jurist)
    other.refresh_from_db()
    assert queries.events_after(reader, other, 0)[1]
    answer = Answer.objects.get()
    flows.hide(post=answer, reason=Reason.TONE, by=personas.jurist)
    assert not [event for event in QuestionEvent.objects.all() if "uge 29" in event.html]
    events, whole = queries.events_after(reader, Question.objects.get(pk=other.pk), 0)
    assert len(events) == 2 and not whole, "whoever missed the move loads the page again"


# --- the page ----------------------------------------------------------------------------------------
def test_merging_by_the_page(keeper, personas, question, other, answer):
    typed = {"closing": "duplicate", "same_as": str(other.pk), "with_answers": "on"}
    keeper.post(reverse("questions:close", args=[question.pk]), typed)
    assert Answer.objects.get().question == other


def test_a_plain_duplicate_can_let_its_answers_go_along_later(
    keeper, personas, question, other, answer
):
    flows.close(question=question, closing=Closing.DUPLICATE, same_as=other, by=personas.jurist)
    address = reverse("questions:merge", args=[question.pk])
    assert address in page_of(keeper, question)
    keeper.post(address)
    assert Answer.objects.get().question == other
    assert address not in page_of(keeper, question)
    nowhere = keeper.post(reverse("questions:merge", args=[other.pk]), follow=True)
    assert "Spørgsmålet fører ikke videre til et andet." in nowhere.text

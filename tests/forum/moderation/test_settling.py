"""The queue and its cases: who looks at what, and what comes of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.moderation import flows, queries
from forum.moderation.enums import CaseState, Outcome, Tab
from forum.moderation.models import Case
from forum.questions import flows as forum
from forum.questions.enums import Reason
from forum.questions.models import Answer, Question
from members.people.flows import membership
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.forum import make_answer, make_comment, make_question, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(personas):
    return make_question(personas.member, "Hvem holder ferielukket?")


@pytest.fixture
def answer(question, personas):
    return make_answer(question, personas.coordinator, "<p>Ring til fru Hansen på Algade 4.</p>")


@pytest.fixture
def case(answer, personas):
    return make_report(answer, personas.member).case


@pytest.fixture
def keeper(client, personas):
    client.force_login(personas.jurist)
    return client


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def settle(case, by, outcome=Outcome.NOTHING, **more):
    return flows.settle(case=case, outcome=outcome, by=by, **more)


# --- taking ------------------------------------------------------------------------------------------
def test_a_case_is_taken_by_one(personas, case):
    flows.take(case=case, by=personas.jurist)
    flows.take(case=case, by=personas.jurist)
    with pytest.raises(Refused) as refused:
        flows.take(case=case, by=personas.administrator)
    assert codes(refused) == ["taken"]
    assert flows.take(case=case, over=True, by=personas.administrator).assignee == (
        personas.administrator
    )
    assert Entry.objects.filter(action="moderation.taken").count() == 2
    settle(case, personas.administrator)
    with pytest.raises(Refused) as refused:
        flows.take(case=case, over=True, by=personas.jurist)
    assert codes(refused) == ["settled"]


def test_only_those_who_keep_order_take_and_settle(personas, case):
    for name, user in personas.all().items():
        if name in ("jurist", "administrator"):
            continue
        for attempt in (
            lambda user=user: flows.take(case=case, by=user),
            lambda user=user: settle(case, user),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            assert codes(refused) == ["not_allowed"], name
        assert not queries.cases_for(user).exists()


# --- settling ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("outcome", "hidden", "gone"),
    [
        (Outcome.NOTHING, False, False),
        (Outcome.MENDED, False, False),
        (Outcome.HIDDEN, True, False),
        (Outcome.REMOVED, False, True),
        (Outcome.ORDERED, True, False),
    ],
)
def test_the_outcome_is_carried_out(personas, case, answer, outcome, hidden, gone):
    forum.hide(post=answer, reason=Reason.CITIZEN, by=personas.jurist)
    settle(case, personas.jurist, outcome)
    answer.refresh_from_db()
    assert (answer.hidden_at is not None, answer.deleted_at is not None) == (hidden, gone)
    assert answer.removed == gone


@pytest.mark.parametrize("kind", ["question", "comment"])
def test_questions_and_comments_are_removed_too(personas, answer, kind):
    comment = make_comment(answer, personas.editor)
    post = {"question": answer.question, "comment": comment}[kind]
    settle(make_report(post, personas.coordinator).case, personas.jurist, Outcome.REMOVED)
    post.refresh_from_db()
    assert post.removed and post.deleted_at is not None


def test_staying_hidden_hides_what_is_not_hidden_yet(personas, case, answer):
    settle(case, personas.jurist, Outcome.HIDDEN)
    answer.refresh_from_db()
    assert answer.hidden_for == Reason.CITIZEN


def test_those_who_reported_are_told_and_the_author_of_what_touched_them(client, personas, case):
    make_report(case.post, personas.editor)
    leaver = personas.other_coordinator
    make_report(case.post, leaver)
    membership.end_membership(person=leaver, by=None)
    settle(case, personas.jurist, Outcome.REMOVED, note="Tak, fordi du skrev.")
    told = Notice.objects.filter(kind="report-settled")
    assert {notice.recipient for notice in told} == {personas.member, personas.editor}
    assert {notice.title for notice in told} == {
        "Sekretariatet har set på det, du gav besked om: det er fjernet"
    }
    client.force_login(personas.member)
    page = client.get(told.get(recipient=personas.member).url).text
    assert "Det er fjernet." in page and "Tak, fordi du skrev." in page
    of_author = Notice.objects.filter(recipient=personas.coordinator)
    assert list(of_author.values_list("kind", flat=True)) == ["post-removed"]


def test_nothing_is_said_to_an_author_of_whose_text_nothing_came(personas, case):
    settle(case, personas.jurist, Outcome.NOTHING)
    assert not Notice.objects.filter(recipient=personas.coordinator).exists()


def test_a_case_is_settled_once(personas, case):
    settle(case, personas.jurist, Outcome.NOTHING, note="Sådan.")
    settle(case, personas.jurist, Outcome.NOTHING, note="Igen.")
    for by, outcome in (
        (personas.jurist, Outcome.REMOVED),
        (personas.administrator, Outcome.NOTHING),
    ):
        with pytest.raises(Refused) as refused:
            settle(case, by, outcome)
        assert codes(refused) == ["settled"]
    assert Case.objects.get().note == "Sådan."
    assert Entry.objects.filter(action="moderation.settled").count() == 1
    assert Notice.objects.filter(kind="report-settled").count() == 1


def test_an_outcome_is_needed(personas, case):
    with pytest.raises(Refused) as refused:
        settle(case, personas.jurist, "noget")
    assert codes(refused) == ["no_outcome"]


def test_a_text_that_its_author_has_deleted_meanwhile_is_settled_all_the_same(personas, case):
    forum.delete_answer(answer=case.post, by=personas.coordinator)
    settle(Case.objects.get(), personas.jurist, Outcome.REMOVED)
    assert not Answer.objects.get().removed, "it was its author who deleted it"


# --- the desk ----------------------------------------------------------------------------------------
def test_the_queue_has_tabs_and_reasons_in_its_address(keeper, personas, case, question):
    other = make_report(question, personas.editor, Reason.TONE).case
    flows.take(case=other, by=personas.jurist)
    third = make_report(make_answer(question, personas.editor), personas.member, Reason.WRONG).case
    flows.take(case=third, by=personas.administrator)
    done = make_report(make_comment(case.answer, personas.editor), personas.member).case
    settle(done, personas.administrator)
    rows = {
        Tab.NEW: [case],
        Tab.MINE: [other],
        Tab.TAKEN: [other, third],
        Tab.SETTLED: [done],
    }
    address = reverse("moderation_desk:queue")
    for tab, cases in rows.items():
        page = keeper.get(address, {"vis": tab.value})
        assert list(page.context["page_obj"]) == cases
        assert dict(page.context["tabs"]) == {each: len(found) for each, found in rows.items()}
    assert list(keeper.get(address).context["page_obj"]) == [case]
    narrowed = keeper.get(address, {"vis": "i-gang", "grund": "wrong"})
    assert list(narrowed.context["page_obj"]) == [third]
    assert queries.waiting_for(personas.jurist) == 2
    assert queries.waiting_for(personas.administrator) == 2


def test_age_counts_working_days(keeper, case):
    Case.objects.update(opened_at=case.opened_at - timedelta(days=14))
    page = keeper.get(reverse("moderation_desk:queue"))
    assert page.context["page_obj"][0].age in (9, 10), "two weeks, and perhaps a holiday"


def test_who_keeps_order_finds_the_way(keeper, personas, case):
    assert "1 indlæg i forummet er meldt" in keeper.get(reverse("home_member")).text
    desk = keeper.get("/admin/").text
    assert reverse("moderation_desk:queue") in desk


def test_the_number_of_queries_does_not_grow_with_the_queue(keeper, personas, question):
    def look(count: int) -> tuple[int, int]:
        while Case.objects.count() < count:
            answer = make_answer(question, personas.coordinator)
            make_report(make_comment(answer, personas.editor), personas.member)
        addresses = (
            reverse("moderation_desk:queue"),
            reverse("moderation_desk:case", args=[Case.objects.first().pk]),
        )
        found = []
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as made:
                assert keeper.get(address).status_code == 200
            found.append(len(made))
        return tuple(found)

    look(1)
    assert look(1) == look(3) == look(30)


def test_a_case_from_its_page(keeper, personas, case, answer):
    def post(name, **data):
        return keeper.post(reverse(f"moderation_desk:{name}", args=[case.pk]), data)

    page = reverse("moderation_desk:case", args=[case.pk])
    text = keeper.get(page).text
    for words in (
        "fru Hansen",
        "Se anden linje.",
        personas.member.name,
        "Det viser, hvem en borger",
    ):
        assert words in text
    post("take")
    wrong = post("hide", reason="citizen", note="010190-1234")
    assert "CPR-nummer" in wrong.text
    post("hide", reason="citizen", note="Navn og adresse.")
    assert Answer.objects.get().hidden_note == "Navn og adresse."
    post("hide", undo="1")
    assert Answer.objects.get().hidden_at is None
    assert post("lock").context["lock_form"].errors
    post("lock", note="Vi ser på det.")
    assert Question.objects.get().locked_at
    post("lock", undo="1")
    assert post("close", closing="").context["close_form"].errors
    post("close", closing="misplaced")
    assert Question.objects.get().closed_at
    assert post("settle").context["settle_form"].errors
    assert post("settle", outcome="mended", note="Tak.")["Location"] == reverse(
        "moderation_desk:queue"
    )
    assert Case.objects.get().state == CaseState.SETTLED
    story = keeper.get(page).text.partition("Det er der sket")[2]
    for words in ("Meldt", "Taget", "Skjult", "Vist igen", "Spørgsmål låst", "Afgjort"):
        assert words in story, words
    assert personas.member.name not in story, "who reported is not part of the story"


def test_what_stays_hidden_can_be_shown_again_from_its_settled_case(keeper, personas, case):
    settle(case, personas.jurist, Outcome.HIDDEN)
    page = reverse("moderation_desk:case", args=[case.pk])
    assert "Vis det igen" in keeper.get(page).text
    keeper.post(reverse("moderation_desk:hide", args=[case.pk]), {"undo": "1"})
    assert Answer.objects.get().hidden_at is None
    assert "Vis det igen" not in keeper.get(page).text


def test_the_second_to_settle_is_told(keeper, personas, case):
    settle(case, personas.administrator)
    page = keeper.post(
        reverse("moderation_desk:settle", args=[case.pk]), {"outcome": "removed"}, follow=True
    )
    assert "Sagen er allerede afgjort." in page.text

"""Reporting a text: whoever may read it, once, and unseen by the one who wrote it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from forum.moderation import flows, queries, rules
from forum.moderation.enums import CaseState, Outcome
from forum.moderation.models import Case, Report
from forum.questions import flows as forum
from forum.questions.enums import Reason
from forum.questions.models import Question
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.retention.own_data.reading import own_data
from tests.factories.forum import make_answer, make_comment, make_question, make_report
from tests.factories.people import make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(personas):
    return make_question(personas.member, "Hvem holder ferielukket?")


@pytest.fixture
def answer(question, personas):
    return make_answer(question, personas.coordinator, "<p>Ring til fru Hansen på Algade 4.</p>")


def address(post) -> str:
    return reverse(f"moderation:report_{post._meta.model_name}", args=[post.pk])


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def test_whoever_may_read_another_s_text_may_report_it(personas):
    question = make_question(personas.member, audience=personas.group)
    answer = make_answer(question, personas.coordinator)
    comment = make_comment(answer, personas.member)
    for post, readers in (
        (question, {"coordinator", "jurist", "administrator"}),
        (answer, {"member", "jurist", "administrator"}),
        (comment, {"coordinator", "jurist", "administrator"}),
    ):
        for name, user in personas.all().items():
            assert rules.may_report(user, post) == (name in readers), (post, name)
            if name not in readers and user.is_authenticated:
                with pytest.raises(Refused) as refused:
                    make_report(post, user)
                assert codes(refused) == ["not_allowed"]


def test_what_is_hidden_or_gone_is_not_reported(personas, answer):
    answer = forum.hide(post=answer, reason=Reason.TONE, by=personas.jurist)
    assert not rules.may_report(personas.member, answer)
    forum.delete_answer(answer=answer, by=personas.coordinator)
    answer.refresh_from_db()
    assert not rules.may_report(personas.member, answer)


def test_several_reports_on_one_text_are_one_case(personas, answer):
    first = make_report(answer, personas.member)
    second = make_report(answer, personas.editor, Reason.WRONG)
    again = make_report(answer, personas.member, Reason.TONE, "Noget andet")
    assert first == again and first.case == second.case
    assert Report.objects.get(pk=first.pk).reason == Reason.CITIZEN, "the first word stands"
    assert (Case.objects.count(), Report.objects.count()) == (1, 2)
    other = make_report(answer.question, personas.editor)
    assert other.case != first.case


def test_a_settled_text_can_be_reported_anew(personas, answer):
    first = make_report(answer, personas.member)
    flows.settle(case=first.case, outcome=Outcome.NOTHING, by=personas.jurist)
    second = make_report(answer, personas.member)
    assert first.case != second.case and second.case.state == CaseState.NEW


def test_the_database_holds_one_open_case_and_one_report_each(personas, answer):
    report = make_report(answer, personas.member)
    for attempt in (
        lambda: Case.objects.create(answer=answer),
        lambda: Report.objects.create(case=report.case, person=personas.member, reason="tone"),
        lambda: Case.objects.create(),
        lambda: Case.objects.filter(pk=report.case_id).update(state="settled"),
        lambda: Case.objects.filter(pk=report.case_id).update(assignee=personas.jurist),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_those_who_keep_order_are_told_of_the_case_and_not_of_the_text(personas, answer, run_jobs):
    personas.all()
    make_report(answer, personas.member)
    make_report(answer, personas.editor)
    told = Notice.objects.filter(kind="text-reported")
    assert {notice.recipient for notice in told} == {personas.jurist, personas.administrator}
    assert told.count() == 2, "once for the case, not for each report"
    mails = OutgoingMail.objects.filter(template="moderation/mail/reported")
    assert mails.count() == 2
    run_jobs()
    for text in [*told.values_list("title", flat=True), *mails.values_list("subject", flat=True)]:
        assert "ferielukket" not in text and personas.member.name not in text


def test_the_author_sees_nothing_of_who_reported(client, personas):
    """Also where the author keeps order and sees the trail: nobody judges in their own case."""
    author, reporter = personas.administrator, personas.member
    answer = make_answer(make_question(personas.editor), author)
    case = make_report(answer, reporter).case
    assert case not in queries.cases_for(author) and not rules.may_handle(author, case)
    assert not Notice.objects.filter(recipient=author, kind="text-reported").exists()
    assert queries.waiting_for(author) == 0 and queries.waiting_for(personas.jurist) == 1
    for attempt in (
        lambda: flows.take(case=case, by=author),
        lambda: flows.settle(case=case, outcome=Outcome.NOTHING, by=author),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert codes(refused) == ["not_allowed"]
    client.force_login(author)
    assert client.get(reverse("moderation_desk:case", args=[case.pk])).status_code == 404
    entry = Entry.objects.get(action="moderation.reported")
    assert entry.by_id is None and entry.facts == {"reason": "citizen"}
    shown = repr([found.rows for chapter in own_data(author) for found in chapter.sources])
    assert reporter.name not in shown and "Se anden linje" not in shown


def test_a_report_on_an_anonymous_text_reveals_nobody(client, personas, question):
    answer = make_answer(question, personas.coordinator, "<p>Sådan.</p>", anonymous=True)
    case = make_report(answer, personas.member).case
    client.force_login(personas.jurist)
    text = client.get(reverse("moderation_desk:case", args=[case.pk])).text
    assert "Anonymt medlem" in text and personas.coordinator.name not in text


def test_no_cpr_number_gets_in(client, personas, answer):
    with pytest.raises(ValidationError):
        make_report(answer, personas.member, word="Det er 010190-1234")
    client.force_login(personas.member)
    page = client.post(address(answer), {"reason": "citizen", "word": "Det er 010190-1234"})
    assert "CPR-nummer" in page.text and not Report.objects.exists()


# --- the pages ---------------------------------------------------------------------------------------
def test_every_post_has_a_way_to_report_it_without_scripts(client, personas, answer):
    comment = make_comment(answer, personas.editor)
    client.force_login(personas.jurist)
    page = client.get(reverse("questions:question", args=[answer.question_id])).text
    for post in (answer.question, answer, comment):
        assert f'href="{address(post)}"' in page
        assert client.get(address(post)).status_code == 200


def test_reporting_by_the_page(client, personas, answer):
    client.force_login(personas.member)
    page = client.get(address(answer)).text
    assert "Ring til fru Hansen" in page and personas.coordinator.name not in page
    assert client.post(address(answer), {"word": "x"}).context["form"].errors
    sent = client.post(address(answer), {"reason": "citizen", "word": "Navn og adresse."})
    assert sent["Location"] == f"/spoerg/{answer.question_id}/#svar-{answer.pk}"
    report = Report.objects.get()
    assert (report.person, report.reason, report.word) == (
        personas.member,
        "citizen",
        "Navn og adresse.",
    )
    assert "Du har allerede givet os besked" in client.get(address(answer)).text


def test_one_s_own_text_is_not_reported_but_led_back_to(client, personas, answer):
    client.force_login(personas.coordinator)
    back = client.get(address(answer), follow=True)
    assert "Du kan kun give besked om det, andre har skrevet" in back.text


def test_who_keeps_order_goes_on_to_the_case(client, personas, answer):
    client.force_login(personas.jurist)
    sent = client.post(address(answer), {"reason": "tone"})
    assert sent["Location"] == reverse("moderation_desk:case", args=[Case.objects.get().pk])


def test_the_report_s_page_says_of_which_text_as_long_as_one_may_read_there(client, personas):
    question = make_question(personas.coordinator, "Hvem er på ferie?", audience=personas.group)
    report = make_report(question, personas.member)
    client.force_login(personas.member)
    page = reverse("moderation:report", args=[report.pk])
    assert "Hvem er på ferie?" in client.get(page).text
    Question.objects.filter(pk=question.pk).update(audience=make_group("Nord", "Thisted"))
    assert "Hvem er på ferie?" not in client.get(page).text


def test_only_the_one_who_reported_sees_their_report(client, personas, answer):
    report = make_report(answer, personas.member)
    page = reverse("moderation:report", args=[report.pk])
    seen = {}
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        seen[name] = client.get(page).status_code
    assert seen.pop("member") == 200
    assert set(seen.values()) == {302, 403, 404} and seen["coordinator"] == 404

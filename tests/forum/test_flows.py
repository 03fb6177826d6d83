"""Every write of the forum."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from forum.questions import flows
from forum.questions.enums import State
from forum.questions.models import Answer, Comment, Follow, HelpfulMark, Question, QuestionEvent
from members.onboarding.enums import Deed
from members.onboarding.flows import start_onboarding
from members.onboarding.models import StepDone
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.following import follow_question
from tests.factories.forum import make_answer, make_comment, make_question, make_topic
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.fixture
def asker(db):
    return make_member("Lone Madsen", "Ringsted")


@pytest.fixture
def colleague(db):
    return make_member("Jens Aagaard", "Aarhus")


def test_asking_stores_cleaned_text_and_follows(asker):
    topic = make_topic()
    question = make_question(
        asker, "  Må man   det? ", body="<p>Ja<script>alert(1)</script></p>", topics=[topic]
    )
    assert (question.title, question.body) == ("Må man det?", "<p>Ja</p>")
    assert list(question.topics.all()) == [topic]
    assert Follow.objects.filter(question=question, person=asker).exists()
    assert Entry.objects.filter(action="questions.asked", by_id=asker.pk).count() == 1


def test_plain_text_becomes_paragraphs(asker):
    question = make_question(asker, body="Først.\n\nSå <b>det</b>\nher.")
    assert question.body == "<p>Først.</p><p>Så &lt;b&gt;det&lt;/b&gt;<br>her.</p>"


def test_the_same_key_asks_once(asker):
    key = uuid.uuid4()
    first = make_question(asker, "Første", key=key)
    assert make_question(asker, "Første", key=key) == first
    assert Question.objects.count() == 1
    assert Entry.objects.filter(action="questions.asked").count() == 1


def test_the_same_key_answers_once_and_keeps_the_sequence_whole(asker, colleague):
    question, key = make_question(asker), uuid.uuid4()
    first = make_answer(question, colleague, key=key)
    assert make_answer(question, colleague, key=key) == first
    question.refresh_from_db()
    assert (question.answers_count, question.seq) == (1, 1)
    assert Answer.objects.count() == QuestionEvent.objects.count() == Notice.objects.count() == 1


def test_someone_elses_key_opens_nothing(asker, colleague):
    key = uuid.uuid4()
    make_question(asker, anonymous=True, key=key)
    with pytest.raises(Refused):
        make_question(colleague, key=key)


def test_only_members_write(personas):
    question = make_question(personas.member)
    for outsider in (personas.stranger, personas.applicant, personas.former):
        for attempt in (
            lambda by=outsider: make_question(by),
            lambda by=outsider: make_answer(question, by),
            lambda by=outsider: follow_question(by, question),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            assert refused.value.codes == ["not_allowed"]
    assert (Question.objects.count(), Answer.objects.count()) == (1, 0)


def test_an_empty_text_is_refused(asker):
    with pytest.raises(Refused) as refused:
        make_question(asker, body="<p> <br> </p>")
    assert refused.value.codes == ["empty"]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (f"Sagen om {CPR}", "<p>Tekst</p>"),
        ("Titel", f"<p>Borgeren, {CPR}</p>"),
        ("Titel", "<p>010190-<strong>1234</strong></p>"),
        ("Titel", "<p>010190</p><p>1234</p>"),
        ("Titel", f'<p><a href="https://example.dk/{CPR}">se her</a></p>'),
    ],
)
def test_a_cpr_number_in_a_question_stops_it(asker, title, body):
    with pytest.raises(ValidationError) as refused:
        make_question(asker, title, body=body)
    assert "1234" not in str(refused.value)
    assert not Question.objects.exists() and not Follow.objects.exists()


def test_a_cpr_number_in_answer_or_comment_stops_it(asker, colleague):
    question = make_question(asker)
    answer = make_answer(question, colleague)
    before = Notice.objects.count()
    for attempt in (
        lambda: make_answer(question, colleague, f"<p>{CPR}</p>"),
        lambda: make_comment(answer, asker, f"Det er {CPR}"),
        lambda: flows.edit_answer(answer=answer, body=f"<p>{CPR}</p>", by=colleague),
        lambda: flows.edit_question(question=question, title=CPR, body="<p>x</p>", by=asker),
    ):
        with pytest.raises(ValidationError):
            attempt()
    question.refresh_from_db()
    assert (question.seq, Answer.objects.count(), Comment.objects.count()) == (1, 1, 0)
    assert Notice.objects.count() == before


def test_an_answer_tells_the_followers_but_not_its_author(asker, colleague, run_jobs, mailoutbox):
    third = make_member("Birte Bo", "Vejle")
    gone = make_member("Bodil Bort", "Odense")
    question = make_question(asker, "Er der en frist?")
    follow_question(third, question)
    follow_question(gone, question)
    from members.people.flows.membership import end_membership

    end_membership(person=gone, by=None)
    answer = make_answer(question, colleague, "<p>Hemmelig tekst</p>")
    assert set(Notice.objects.values_list("recipient", flat=True)) == {asker.pk, third.pk}
    run_jobs()
    assert {mail.to[0] for mail in mailoutbox} == {asker.email, third.email}
    for mail in mailoutbox:
        written = mail.subject + mail.body + str(mail.alternatives)
        assert "Er der en frist?" in mail.subject
        assert f"/spoerg/{question.pk}/#svar-{answer.pk}" in mail.body
        assert "Hemmelig" not in written and "Jens" not in written
    # The answerer follows from now on, too.
    make_answer(question, third)
    assert Notice.objects.filter(recipient=colleague, kind="question-answered").count() == 1


def test_who_stops_following_is_told_no_more(asker, colleague):
    question = make_question(asker)
    assert flows.unfollow(question=question, by=asker)
    assert not flows.unfollow(question=question, by=asker)
    make_answer(question, colleague)
    assert not Notice.objects.exists() and not OutgoingMail.objects.exists()


def test_state_follows_answers_and_acceptance(asker, colleague):
    question = make_question(asker)
    first, second = make_answer(question, colleague), make_answer(question, colleague)
    question.refresh_from_db()
    assert question.state == State.ANSWERED
    flows.accept(answer=first, by=asker)
    flows.accept(answer=second, by=asker)
    flows.accept(answer=second, by=asker)
    first.refresh_from_db()
    second.refresh_from_db()
    question.refresh_from_db()
    assert first.accepted_at is not None and second.accepted_at is not None
    assert (question.state, question.seq) == (State.SOLVED, 4)
    flows.unaccept(answer=second, by=asker)
    flows.unaccept(answer=first, by=asker)
    question.refresh_from_db()
    assert question.state == State.ANSWERED
    with pytest.raises(Refused):
        flows.accept(answer=second, by=colleague)


def test_confirming_is_the_secretariats(personas):
    answer = make_answer(make_question(personas.member), personas.coordinator)
    with pytest.raises(Refused):
        flows.confirm(answer=answer, by=personas.member)
    assert flows.confirm(answer=answer, by=personas.jurist).confirmed_by == personas.jurist
    undone = flows.confirm(answer=answer, confirmed=False, by=personas.jurist)
    assert (undone.confirmed_at, undone.confirmed_by) == (None, None)


def test_a_helpful_mark_is_turned_on_and_off(asker, colleague):
    answer = make_answer(make_question(asker), colleague)
    assert flows.mark_helpful(answer=answer, by=asker) is True
    assert flows.mark_helpful(answer=answer, helpful=True, by=asker) is True
    assert HelpfulMark.objects.count() == 1
    assert flows.mark_helpful(answer=answer, by=asker) is False
    assert not HelpfulMark.objects.exists()
    with pytest.raises(Refused) as refused:
        flows.mark_helpful(answer=answer, by=colleague)
    assert refused.value.codes == ["own_answer"]


def test_editing_says_so_and_takes_the_old_wording_out_of_the_events(asker, colleague):
    question = make_question(asker)
    answer = make_answer(question, colleague, "<p>Gammel ordlyd</p>")
    flows.edit_answer(answer=answer, body="<p>Ny ordlyd</p>", by=colleague)
    answer.refresh_from_db()
    assert answer.edited_at is not None
    assert not QuestionEvent.objects.filter(html__contains="Gammel").exists()
    assert "Ny ordlyd" in question.events.last().html
    with pytest.raises(Refused):
        flows.edit_answer(answer=answer, body="<p>x</p>", by=asker)


def test_past_posts_keep_their_time(asker, colleague):
    then = timezone.now() - timedelta(days=30)
    question = make_question(asker, at=then)
    answer = make_answer(question, colleague, at=then + timedelta(hours=2))
    question.refresh_from_db()
    assert question.created_at == then
    assert question.last_activity_at == answer.created_at == then + timedelta(hours=2)


def test_asking_and_answering_tick_the_onboarding(asker, colleague):
    for person in (asker, colleague):
        start_onboarding(person=person, by=None)
    make_answer(make_question(asker), colleague)
    done = StepDone.objects.filter(step__deed=Deed.QUESTION_ASKED)
    assert {each.onboarding.person for each in done} == {asker, colleague}


def test_events_are_numbered_in_order(asker, colleague):
    question = make_question(asker)
    answer = make_answer(question, colleague)
    make_comment(answer, asker)
    flows.accept(answer=answer, by=asker)
    events = list(question.events.values_list("seq", "kind"))
    assert events == [(1, "answer"), (2, "comment"), (3, "change")]


def test_search_finds_words_of_title_body_answer_and_topic(asker, colleague):
    from forum.questions.finding import search_for

    topic = make_topic("Partshøring", synonyms=["høringsfrist"])
    question = make_question(
        asker, "Skal borgeren høres?", body="<p>Om lægekonsulenten</p>", topics=[topic]
    )
    other = make_question(asker, "Noget andet")
    make_answer(question, colleague, "<p>Brevskabelonen siger det</p>")
    for words in ("høres", "lægekonsulenten", "brevskabelonen", "høringsfrist", 'borgeren "hør'):
        assert list(search_for(asker, words)) == [question], words
    assert not list(search_for(asker, "OR")) and not list(search_for(asker, "*"))
    other.delete()
    assert not list(search_for(asker, "andet"))

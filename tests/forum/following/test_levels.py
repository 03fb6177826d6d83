"""At once, gathered or never: who hears of what when it happens."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from forum.following import flows
from forum.following.models import TopicFollow, Waiting
from forum.questions.enums import Level
from forum.questions.flows import accept
from forum.questions.models import Follow
from forum.questions.queries import questions_for
from forum.questions.rules import may_view
from members.people.flows import membership
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.following import follow_question, follow_topic
from tests.factories.forum import make_answer, make_comment, make_question, make_topic
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def told(kind: str) -> set:
    return set(Notice.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def waits() -> set:
    return set(Waiting.objects.values_list("person_id", "question_id", "answer_id"))


# --- a new question ----------------------------------------------------------------------------------
def test_at_once_a_topics_follower_hears_of_a_new_question(
    asker, reader, topic, run_jobs, mailoutbox
):
    follow_topic(reader, topic)
    question = make_question(asker, "Er der en frist?", body="<p>Hemmelig</p>", topics=[topic])
    assert told("question-asked") == {reader.pk} and not waits()
    run_jobs()
    (mail,) = mailoutbox
    assert mail.to == [reader.email] and "Er der en frist?" in mail.subject
    assert f"/spoerg/{question.pk}/" in mail.body
    assert "Hemmelig" not in mail.body + str(mail.alternatives) + mail.subject
    assert "Lone" not in mail.body + str(mail.alternatives)


@pytest.mark.parametrize("level", [Level.DAILY, Level.WEEKLY])
def test_gathered_a_new_question_waits_and_says_nothing(asker, reader, topic, level):
    follow_topic(reader, topic, level)
    question = make_question(asker, topics=[topic])
    assert waits() == {(reader.pk, question.pk, None)}
    assert not Notice.objects.exists() and not OutgoingMail.objects.exists()


def test_never_a_topic_is_not_followed_and_says_nothing(asker, reader, topic):
    follow_topic(reader, topic, Level.WEEKLY)
    follow_topic(reader, topic, Level.NEVER)
    make_question(asker, topics=[topic])
    assert not TopicFollow.objects.exists() and not waits() and not Notice.objects.exists()


def test_the_database_knows_no_topic_that_is_followed_never(reader, topic):
    with pytest.raises(IntegrityError), transaction.atomic():
        TopicFollow.objects.create(person=reader, topic=topic, level=Level.NEVER)


def test_a_question_on_two_followed_topics_is_told_once_and_the_sooner_way(asker, reader, topic):
    other = make_topic("Partshøring")
    follow_topic(reader, topic, Level.WEEKLY)
    follow_topic(reader, other, Level.AT_ONCE)
    make_question(asker, topics=[topic, other])
    assert Notice.objects.filter(kind="question-asked").count() == 1 and not waits()


def test_other_topics_are_none_of_their_business(asker, reader, topic):
    follow_topic(reader, topic)
    make_question(asker, topics=[make_topic("Partshøring")])
    make_question(asker, "Uden emne")
    assert not Notice.objects.exists() and not waits()


@pytest.mark.parametrize("anonymous", [False, True])
@pytest.mark.parametrize("level", [Level.AT_ONCE, Level.DAILY])
def test_nobody_hears_of_their_own_question(asker, topic, level, anonymous):
    follow_topic(asker, topic, level)
    make_question(asker, topics=[topic], anonymous=anonymous)
    assert not Notice.objects.exists() and not waits()


def test_the_same_form_sent_twice_tells_once(asker, reader, topic):
    from uuid import uuid4

    key = uuid4()
    follow_topic(reader, topic)
    for _ in range(2):
        make_question(asker, topics=[topic], key=key)
    assert Notice.objects.count() == 1


# --- a new answer ------------------------------------------------------------------------------------
def test_each_follower_hears_of_an_answer_as_they_chose(asker, colleague, reader, run_jobs):
    question = make_question(asker)
    follow_question(reader, question, Level.DAILY)
    weekly, silent = make_member("Uge Ulla", "Faxe"), make_member("Tavs Tove", "Vejle")
    follow_question(weekly, question, Level.WEEKLY)
    follow_question(silent, question, Level.NEVER)
    answer = make_answer(question, colleague)
    assert told("question-answered") == {asker.pk}
    assert waits() == {
        (reader.pk, question.pk, answer.pk),
        (weekly.pk, question.pk, answer.pk),
    }


def test_a_topics_follower_hears_of_questions_and_not_of_their_answers(
    asker, colleague, reader, topic
):
    follow_topic(reader, topic)
    make_answer(make_question(asker, topics=[topic]), colleague)
    assert told("question-answered") == {asker.pk}


@pytest.mark.parametrize("level", [Level.AT_ONCE, Level.DAILY, Level.WEEKLY])
def test_nobody_hears_of_their_own_answer(asker, reader, level):
    question = make_question(asker)
    follow_question(reader, question, level)
    make_answer(question, reader, anonymous=True)
    assert told("question-answered") == {asker.pk} and not waits()


def test_who_has_silenced_a_question_and_answers_it_stays_in_peace(asker, colleague, reader):
    question = make_question(asker)
    follow_question(reader, question, Level.NEVER)
    make_answer(question, reader)
    make_answer(question, colleague)
    assert reader.pk not in told("question-answered")


def test_a_silenced_question_is_silent_about_ones_own_answer_too(asker, reader, run_jobs):
    question = make_question(asker)
    answer = make_answer(question, reader)
    make_comment(answer, asker)
    follow_question(reader, question, Level.NEVER)
    make_comment(answer, asker)
    accept(answer=answer, by=asker)
    assert Notice.objects.filter(recipient=reader).count() == 1


def test_whoever_followed_before_there_were_levels_hears_at_once():
    assert Follow._meta.get_field("level").default == Level.AT_ONCE


# --- choosing ----------------------------------------------------------------------------------------
def test_stopping_takes_what_waits_along(asker, colleague, reader):
    question = make_question(asker)
    follow_question(reader, question, Level.DAILY)
    make_answer(question, colleague)
    follow_question(reader, question, None)
    assert not waits() and not Follow.objects.filter(person=reader).exists()


def test_silencing_takes_what_waits_along_also_of_a_topic(asker, reader, topic):
    follow_topic(reader, topic, Level.DAILY)
    question = make_question(asker, topics=[topic])
    follow_question(reader, question, Level.NEVER)
    assert not waits()


def test_choosing_is_the_members_own_and_the_trail_does_not_say_of_what(personas, topic):
    question = make_question(personas.member)
    for outsider in (personas.stranger, personas.applicant, personas.former):
        for attempt in (
            lambda by=outsider: follow_question(by, question),
            lambda by=outsider: follow_topic(by, topic),
            lambda by=outsider: flows.make_address(by=by),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            assert refused.value.codes == ["not_allowed"]
    follow_question(personas.jurist, question, Level.WEEKLY)
    follow_topic(personas.jurist, topic)
    for entry in Entry.objects.filter(action__startswith="following."):
        assert (entry.object_type, entry.object_id) == ("", "")


def test_who_left_hears_nothing_and_leaves_nothing_behind_but_what_they_followed(
    asker, colleague, reader, topic
):
    question = make_question(asker, topics=[topic])
    follow_question(reader, question, Level.DAILY)
    follow_topic(reader, topic)
    make_answer(question, colleague)
    flows.make_address(by=reader)
    membership.end_membership(person=reader, by=None)
    assert not waits()
    make_question(asker, "En ny", topics=[topic])
    make_answer(question, colleague)
    assert reader.pk not in told("question-asked") and not waits()
    assert TopicFollow.objects.filter(person=reader).exists()  # until the profile goes


# --- the rule and its lists --------------------------------------------------------------------------
@pytest.mark.parametrize("audience", [lambda personas: None, lambda personas: personas.group])
def test_who_is_told_are_those_whose_list_has_the_question(personas, audience):
    topic = make_topic("Partshøring")
    people = {name: user for name, user in personas.all().items() if user.is_authenticated}
    for user in people.values():
        TopicFollow.objects.create(person=user, topic=topic, level=Level.AT_ONCE)
    question = make_question(personas.member, topics=[topic], audience=audience(personas))
    assert told("question-asked") | {personas.member.pk} == {
        user.pk for user in people.values() if may_view(user, question)
    }
    for name, user in people.items():
        assert (question in questions_for(user)) is may_view(user, question), name


def queries_of(deed) -> int:
    with CaptureQueriesContext(connection) as captured:
        deed()
    return len(captured)


def test_asking_and_answering_take_as_many_queries_for_thirty_followers_as_for_one(
    asker, colleague, topic
):
    asking, answering = [], []
    warm = make_question(asker, topics=[topic])
    make_answer(warm, colleague)
    people = iter(make_member(f"Nr {place}", "Faxe") for place in range(60))
    for more in (1, 2, 27):
        for _ in range(more):
            follow_topic(next(people), topic, Level.AT_ONCE)
            follow_topic(next(people), topic, Level.DAILY)
        question = make_question(asker)
        for level in (Level.AT_ONCE, Level.DAILY):
            for follow in list(TopicFollow.objects.filter(level=level).select_related("person")):
                follow_question(follow.person, question, level)
        asking.append(queries_of(lambda: make_question(asker, topics=[topic])))
        answering.append(queries_of(lambda question=question: make_answer(question, colleague)))
    assert len(set(asking)) == len(set(answering)) == 1, (asking, answering)

"""Gathered letters: who changes their mind, who may no longer read, and what a letter costs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.following.models import Waiting
from forum.questions import flows as forum
from forum.questions.enums import Level
from forum.questions.models import Answer, Question
from members.people.flows import membership
from tests.factories.following import came, follow_question, follow_topic, moment
from tests.factories.forum import make_answer, make_question
from tests.factories.people import make_member
from tests.forum.following.mornings import (
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    TUESDAY,
    letters,
    run,
    titles,
)

pytestmark = pytest.mark.django_db


# --- who changes their mind --------------------------------------------------------------------------
def test_from_weekly_to_daily_nothing_is_lost_and_nothing_told_twice(asker, colleague, reader):
    question = make_question(asker, "Den")
    follow_question(reader, question, Level.WEEKLY)
    make_answer(question, colleague)
    came(f"{MONDAY} 10:00")
    follow_question(reader, question, Level.DAILY)
    assert run(TUESDAY) == 1
    follow_question(reader, question, Level.WEEKLY)
    assert run(NEXT_MONDAY) == 0


def test_from_daily_to_at_once_what_waits_still_comes(daily, reader):
    follow_question(reader, daily, Level.AT_ONCE)
    run(FRIDAY)
    assert "Den fulgte" in titles(letters(reader)[0])


def test_silenced_between_the_deed_and_the_letter(daily, reader, topic):
    new = Question.objects.get(title="Den nye")
    follow_question(reader, new, Level.NEVER)
    run(FRIDAY)
    assert titles(letters(reader)[0]) == ["Den fulgte"]


def test_a_silenced_question_stays_out_although_its_topic_is_followed(daily, reader):
    """Also when the row came in after it was silenced."""
    new = Question.objects.get(title="Den nye")
    follow_question(reader, new, Level.NEVER)
    Waiting.objects.create(person=reader, question=new, since=moment("2026-11-19 10:00"))
    run(FRIDAY)
    assert titles(letters(reader)[0]) == ["Den fulgte"] and not Waiting.objects.exists()


def test_a_topic_no_longer_followed_brings_nothing(daily, reader, topic):
    follow_topic(reader, topic, Level.NEVER)
    run(FRIDAY)
    assert titles(letters(reader)[0]) == ["Den fulgte"]


# --- who may read ------------------------------------------------------------------------------------
def test_who_lost_their_membership_before_the_letter_gets_none(daily, reader):
    membership.end_membership(person=reader, by=None)
    assert run(FRIDAY) == 0 and not letters()


def test_whose_post_ran_out_in_the_night_gets_none(daily, reader):
    """The membership itself is ended a moment later; access is gone with the post."""
    reader.posts.update(starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1))
    assert run(FRIDAY) == 0
    assert not letters() and not Waiting.objects.exists()


def test_who_lost_their_membership_between_letter_and_sending_gets_none(
    daily, reader, run_jobs, mailoutbox
):
    run(FRIDAY)
    membership.end_membership(person=reader, by=None)
    run_jobs()
    assert not mailoutbox and not letters()


def test_a_question_one_may_not_read_any_more_leaves_the_letter(
    daily, reader, run_jobs, mailoutbox, monkeypatch
):
    """As it will be when a question is one group's own: the list decides, at the last moment too."""
    from forum.following import kinds

    run(FRIDAY)
    monkeypatch.setattr(
        kinds, "standing_for", lambda user: Question.objects.filter(title="Den nye")
    )
    run_jobs()
    (mail,) = mailoutbox
    assert "Den nye" in mail.body and "Den fulgte" not in mail.body


def test_a_question_one_may_not_read_is_not_gathered(daily, reader, monkeypatch):
    from forum.following.flows import digesting

    monkeypatch.setattr(
        digesting, "standing_for", lambda user: Question.objects.exclude(title="Den nye")
    )
    run(FRIDAY)
    assert titles(letters(reader)[0]) == ["Den fulgte"]


def test_one_groups_question_is_gathered_for_that_group_alone(personas, topic):
    inside, outside = personas.coordinator, personas.other_coordinator
    for person in (inside, outside):
        follow_topic(person, topic, Level.DAILY)
    make_question(personas.member, "Gruppens", topics=[topic], audience=personas.group)
    came("2026-11-19 10:00")
    assert run(FRIDAY) == 1
    assert titles(letters(inside)[0]) == ["Gruppens"] and not letters(outside)


def test_who_left_the_group_before_the_letter_is_not_told(personas, topic):
    reader = personas.coordinator
    follow_topic(reader, topic, Level.DAILY)
    make_question(personas.member, topics=[topic], audience=personas.group)
    came("2026-11-19 10:00")
    personas.group.municipalities.clear()
    reader.groups.clear()
    assert run(FRIDAY) == 0 and not letters()


def test_what_has_been_deleted_is_not_told(daily, asker, colleague, reader):
    forum.delete_answer(answer=Answer.objects.get(), by=colleague)
    new = Question.objects.get(title="Den nye")
    forum.delete_question(question=new, by=asker)
    assert run(FRIDAY) == 0
    assert not letters() and not Waiting.objects.exists()


def test_what_is_deleted_between_letter_and_sending_is_not_sent(
    daily, asker, reader, run_jobs, mailoutbox
):
    run(FRIDAY)
    forum.delete_question(question=Question.objects.get(title="Den nye"), by=asker)
    run_jobs()
    (mail,) = [mail for mail in mailoutbox if mail.to == [reader.email]]
    assert "Den fulgte" in mail.body and "Den nye" not in mail.body + mail.subject


# --- its price ---------------------------------------------------------------------------------------
def test_a_letter_takes_as_many_queries_for_thirty_news_as_for_one(asker, colleague, topic):
    counts = []
    for number in (1, 3, 30):
        person = make_member(f"Person {number}", "Faxe")
        follow_topic(person, topic, Level.DAILY)
        for _ in range(number):
            question = make_question(asker, topics=[topic])
            follow_question(person, question, Level.DAILY)
            make_answer(question, colleague)
        follow_topic(person, topic, Level.NEVER)
        follow_topic(person, topic, Level.DAILY)
        came("2026-11-19 10:00")
        with CaptureQueriesContext(connection) as captured:
            assert run(FRIDAY) == 1
        counts.append(len(captured))
        Waiting.objects.all().delete()
        follow_topic(person, topic, Level.NEVER)
    assert counts[0] == counts[1] == counts[2], counts


def test_each_person_costs_the_same(asker, colleague):
    counts = []
    for place, number in enumerate((1, 2, 4)):
        question = make_question(asker)
        for each in range(number):
            follow_question(make_member(f"P{place}-{each}", "Faxe"), question, Level.DAILY)
        make_answer(question, colleague)
        came("2026-11-19 10:00")
        with CaptureQueriesContext(connection) as captured:
            assert run(FRIDAY) == number
        counts.append(len(captured))
    assert counts[1] - counts[0] == (counts[2] - counts[1]) / 2, counts

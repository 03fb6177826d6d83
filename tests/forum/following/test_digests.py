"""Gathered letters: when they come, what is in them, and that nobody gets two or misses anything."""

from datetime import date

import pytest

from forum.following import moments
from forum.following.models import DigestMark, Waiting
from forum.following.tasks import send_digests as job
from forum.questions.enums import Level
from forum.questions.models import Answer, Question
from portal.audit.models import Entry
from portal.notices.models import Notice
from tests.factories.following import came, follow_question, follow_topic, moment
from tests.factories.forum import make_answer, make_question
from tests.factories.people import make_member
from tests.forum.following.mornings import (
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    SATURDAY,
    TUESDAY,
    letters,
    run,
    titles,
)

pytestmark = pytest.mark.django_db


# --- the days ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("level", "now", "due"),
    [
        (Level.DAILY, "2026-11-20 07:00", "2026-11-20"),
        (Level.DAILY, "2026-11-20 06:59", "2026-11-19"),
        (Level.DAILY, "2026-11-22 12:00", "2026-11-20"),  # Sunday
        (Level.DAILY, "2026-11-23 06:59", "2026-11-20"),
        (Level.DAILY, "2026-04-06 12:00", "2026-04-01"),  # Easter Monday: the last was Wednesday
        (Level.DAILY, "2026-12-26 12:00", "2026-12-23"),  # Christmas
        (Level.WEEKLY, "2026-11-20 12:00", "2026-11-16"),
        (Level.WEEKLY, "2026-11-16 06:59", "2026-11-09"),
        (Level.WEEKLY, "2026-04-06 12:00", "2026-03-30"),
        (Level.WEEKLY, "2026-04-07 07:00", "2026-04-07"),  # Tuesday after Easter
    ],
)
def test_when_letters_were_last_due(level, now, due):
    assert moments.latest(level, moment(now)) == moment(f"{due} 07:00")


def test_seven_is_seven_in_denmark_summer_and_winter():
    assert moments.latest(Level.DAILY, moment("2026-07-01 07:00")).utctimetuple().tm_hour == 5
    assert moments.latest(Level.DAILY, moment("2026-11-20 07:00")).utctimetuple().tm_hour == 6


def test_the_clock_calls_at_seven():
    from crontask import scheduler

    (found,) = [each for each in scheduler.get_jobs() if each.func == job.enqueue]
    at = found.trigger.get_next_fire_time(None, moment("2026-11-20 00:01"))
    assert at == moment("2026-11-20 07:00")


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2026, 11, 16), True),
        (date(2026, 11, 17), False),
        (date(2026, 4, 6), False),
        (date(2026, 4, 7), True),
        (date(2026, 5, 25), False),  # Whit Monday
        (date(2026, 5, 26), True),
    ],
)
def test_the_weeks_first_working_day(day, opens):
    assert moments.opens_the_week(day) is opens


# --- what comes --------------------------------------------------------------------------------------
def test_a_daily_letter_has_titles_and_links_and_no_members_text(
    daily, reader, run_jobs, mailoutbox
):
    assert run(FRIDAY) == 1
    run_jobs()
    (mail,) = mailoutbox
    assert mail.to == [reader.email]
    written = mail.subject + mail.body + str(mail.alternatives)
    assert mail.subject == "1 nyt spørgsmål og nye svar"
    assert "Den fulgte" in mail.body and "Den nye" in mail.body and "1 nyt svar" in mail.body
    for question in Question.objects.all():
        assert f"/spoerg/{question.pk}/" in mail.body
    assert f"#svar-{Answer.objects.get().pk}" in mail.body
    for word in ("Hemmelig", "Jens", "Lone"):
        assert word not in written
    assert not Waiting.objects.exists()
    assert Entry.objects.get(action="following.digests_sent").facts == {"count": 1}


def test_gathered_news_rings_no_bell(daily, reader):
    run(FRIDAY)
    assert not Notice.objects.filter(recipient=reader).exists()


def test_three_answers_to_one_question_are_one_line(asker, colleague, reader):
    question = make_question(asker)
    follow_question(reader, question, Level.DAILY)
    for _ in range(3):
        make_answer(question, colleague)
    came("2026-11-19 10:00")
    run(FRIDAY)
    (mail,) = letters(reader)
    assert [item["count"] for item in mail.context["answered"]] == [3]


def test_nothing_new_no_letter(reader, topic):
    follow_topic(reader, topic, Level.DAILY)
    assert run(FRIDAY) == 0
    assert not letters() and not DigestMark.objects.exists()


def test_what_happens_after_seven_waits_for_the_next_letter(daily):
    came(f"{FRIDAY} 07:00")
    assert run(FRIDAY, "07:05") == run(FRIDAY, "16:00") == 0
    assert run(NEXT_MONDAY) == 1


@pytest.mark.parametrize("day", [SATURDAY, "2026-11-22", "2026-04-03", "2026-12-24", "2026-06-05"])
def test_no_letter_on_a_day_on_which_offices_are_closed(daily, day):
    came("2026-01-05 10:00")
    assert run(day) == run(day, "16:00") == 0
    assert Waiting.objects.count() == 2


def test_what_happened_over_the_weekend_comes_on_monday(daily, reader):
    came(f"{SATURDAY} 23:30")
    assert run(NEXT_MONDAY) == 1
    assert titles(letters(reader)[0]) == ["Den nye", "Den fulgte"]


def test_what_happened_over_easter_comes_on_tuesday(daily):
    came("2026-04-02 09:00")  # Maundy Thursday
    for closed in ("2026-04-02", "2026-04-03", "2026-04-04", "2026-04-05", "2026-04-06"):
        assert run(closed, "08:00") == 0
    assert run("2026-04-07") == 1


def test_weekly_news_comes_on_the_weeks_first_working_day_only(asker, colleague, reader):
    question = make_question(asker, "Ugens")
    follow_question(reader, question, Level.WEEKLY)
    make_answer(question, colleague)
    came(f"{MONDAY} 07:01")
    for day in (MONDAY, TUESDAY, "2026-11-18", "2026-11-19", FRIDAY, SATURDAY):
        assert run(day, "08:00") == 0
    assert run(NEXT_MONDAY) == 1
    assert titles(letters(reader)[0]) == ["Ugens"]


def test_on_the_weeks_first_day_daily_and_weekly_news_share_one_letter(
    daily, asker, colleague, reader
):
    weekly = make_question(asker, "Ugens")
    follow_question(reader, weekly, Level.WEEKLY)
    make_answer(weekly, colleague)
    came(f"{FRIDAY} 12:00")
    assert run(NEXT_MONDAY) == 1
    assert set(titles(letters(reader)[0])) == {"Ugens", "Den nye", "Den fulgte"}


def test_a_weekly_reader_gets_nothing_of_it_in_a_daily_letter(daily, asker, colleague, reader):
    weekly = make_question(asker, "Ugens")
    follow_question(reader, weekly, Level.WEEKLY)
    make_answer(weekly, colleague)
    came("2026-11-19 10:00")
    run(FRIDAY)
    assert "Ugens" not in titles(letters(reader)[0])
    assert Waiting.objects.get().question == weekly
    run(NEXT_MONDAY)
    assert titles(letters(reader)[1]) == ["Ugens"]


# --- once, and all -----------------------------------------------------------------------------------
def test_run_twice_nobody_gets_two(daily):
    assert run(FRIDAY) == 1
    assert run(FRIDAY) == run(FRIDAY, "09:00") == run(NEXT_MONDAY) == 0
    assert len(letters()) == 1


def test_a_late_commit_does_not_make_a_second_letter_the_same_morning(daily):
    """What began before seven and was stored after the letter comes the next time."""
    run(FRIDAY)
    make_answer(daily, make_member("Sen Sonja", "Faxe"))
    came(f"{FRIDAY} 06:59")
    assert run(FRIDAY, "08:00") == 0
    assert run(NEXT_MONDAY) == 1


def test_two_workers_at_once_write_one_letter(daily, monkeypatch):
    """The other one is quicker, between our looking and our claim."""
    from forum.following.flows import digesting

    plain = digesting._claim

    def second(person, at):
        monkeypatch.setattr(digesting, "_claim", plain)
        run(FRIDAY)
        return plain(person, at)

    monkeypatch.setattr(digesting, "_claim", second)
    assert run(FRIDAY) == 0
    assert len(letters()) == 1


def test_killed_halfway_the_rest_get_theirs_and_nobody_two(asker, colleague, monkeypatch):
    question = make_question(asker)
    people = [make_member(f"Nr {place}", "Faxe") for place in range(4)]
    for person in people:
        follow_question(person, question, Level.DAILY)
    make_answer(question, colleague)
    came("2026-11-19 10:00")
    from forum.following import notices

    plain, calls = notices.gathered, []

    def dies(person, news, *, by):
        calls.append(person)
        if len(calls) == 3:
            plain(person, news, by=by)
            raise KeyboardInterrupt  # as a worker that is told to end
        plain(person, news, by=by)

    monkeypatch.setattr(notices, "gathered", dies)
    with pytest.raises(KeyboardInterrupt):
        run(FRIDAY)
    assert len(letters()) == 2
    monkeypatch.setattr(notices, "gathered", plain)
    assert run(FRIDAY, "08:00") == 2
    assert sorted(mail.recipient_id for mail in letters()) == sorted(each.pk for each in people)


def test_one_letter_that_fails_does_not_keep_the_others_from_theirs(
    asker, colleague, reader, monkeypatch
):
    question = make_question(asker)
    other = make_member("Bo Lund", "Aalborg")
    for person in (reader, other):
        follow_question(person, question, Level.DAILY)
    make_answer(question, colleague)
    came("2026-11-19 10:00")
    from forum.following import notices

    plain = notices.gathered

    def fails(person, news, *, by):
        if person == reader:
            raise RuntimeError("a bad row")
        plain(person, news, by=by)

    monkeypatch.setattr(notices, "gathered", fails)
    with pytest.raises(ExceptionGroup):
        run(FRIDAY)
    assert [mail.recipient for mail in letters()] == [other]
    monkeypatch.setattr(notices, "gathered", plain)
    assert run(FRIDAY) == 1  # nothing of it is lost
    assert len(letters(reader)) == 1


def test_when_the_portal_was_down_at_seven_it_comes_later(daily):
    assert run(FRIDAY, "11:00") == 1


def test_when_it_was_down_all_monday_the_weekly_letter_comes_on_tuesday(asker, colleague, reader):
    question = make_question(asker)
    follow_question(reader, question, Level.WEEKLY)
    make_answer(question, colleague)
    came("2026-11-12 10:00")
    assert run(TUESDAY) == 1

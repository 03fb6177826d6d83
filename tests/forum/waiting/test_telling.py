"""A question that nobody answers: those who can help are told in good time, once, and nobody else."""

import pytest

from forum.following import flows as following
from forum.questions import flows as questions
from forum.questions.enums import Closing, Level
from forum.waiting import flows
from forum.waiting.enums import Wait
from forum.waiting.models import Told
from members.people.enums import Role
from members.people.flows import membership
from portal.audit.models import Entry
from portal.notices.models import Notice, OutgoingMail
from tests.factories.following import moment
from tests.factories.forum import make_topic
from tests.factories.people import make_group, make_member, make_secretariat
from tests.factories.waiting import answered, asked, helps, intervals, tell

MORNING = "2026-11-18 07:00"  # two whole working days after the Friday


def told(kind: str = "question-waits") -> set[str]:
    """The names of those who have it behind their bell."""
    return set(Notice.objects.filter(kind=kind).values_list("recipient__name", flat=True))


@pytest.fixture
def jurist(db):
    return make_secretariat(Role.HOTLINE_JURIST, "Gitte Fomsgaard")


def test_volunteers_and_secretariat_are_told_after_two_working_days(asker, helper, jurist, topic):
    helps(helper, topic)
    question = asked(asker, topics=[topic])
    assert tell("2026-11-17 07:00") == 0
    assert tell(MORNING) == 1
    assert told() == {"Mette Holm", "Gitte Fomsgaard"}
    notice = Notice.objects.filter(kind="question-waits", recipient=helper).get()
    assert notice.title == "Venter stadig på svar: Hvem journaliserer?"
    assert notice.url == f"/spoerg/{question.pk}/"
    entry = Entry.objects.get(action="waiting.told")
    assert entry.facts == {"wait": "answer", "stage": 1}


def test_they_are_told_once_each_time_and_so_often_at_most(asker, helper, topic):
    helps(helper, topic)
    asked(asker, topics=[topic])
    mornings = [f"2026-11-{day} {hour}:00" for day in range(16, 31) for hour in ("07", "12")]
    assert [day for day in mornings if tell(day)] == ["2026-11-18 07:00", "2026-11-20 07:00"]
    assert Notice.objects.filter(recipient=helper, kind="question-waits").count() == 2
    assert list(Told.objects.values_list("wait", "stage")) == [("answer", 1), ("answer", 2)]


@pytest.mark.parametrize("day", ["2026-11-21 07:00", "2026-12-24 07:00", "2026-12-26 07:00"])
def test_nothing_is_told_on_days_on_which_offices_are_closed(day, asker, helper, topic):
    intervals(tell_after=1)
    helps(helper, topic)
    asked(asker, "2026-11-19 10:00", topics=[topic])
    asked(asker, "2026-12-22 10:00", topics=[topic])
    assert tell(day) == 0
    assert not Told.objects.exists()


def test_a_question_that_has_been_forgotten_for_long_sets_off_no_letters(asker, helper, topic):
    helps(helper, topic)
    asked(asker, "2026-06-01 10:00", topics=[topic])
    assert tell(MORNING) == 0


def test_after_a_pause_only_the_latest_time_is_told(asker, helper, topic):
    helps(helper, topic)
    asked(asker, topics=[topic])
    assert tell("2026-11-24 07:00") == 1
    assert tell("2026-11-25 07:00") == 0
    assert list(Told.objects.values_list("stage", flat=True)) == [2]


def test_the_asker_is_not_told_of_their_own_question(asker, helper, topic):
    helps(asker, topic)
    helps(helper, topic)
    asked(asker, topics=[topic])
    tell(MORNING)
    assert told() == {"Mette Holm"}


def test_a_jurist_who_asks_is_not_told_as_secretariat_either(jurist, helper, topic):
    helps(helper, topic)
    asked(jurist, topics=[topic])
    tell(MORNING)
    assert told() == {"Mette Holm"}


def test_an_anonymous_asker_is_told_like_the_others_for_who_is_left_out_is_known(jurist, topic):
    """Whoever sees the list of mails knows who works in the secretariat, and learns who helps."""
    other, helper = (
        make_secretariat(Role.HOTLINE_JURIST, "Birgitte Ravnholt"),
        make_member("Bo", "Vejle"),
    )
    helps(helper, topic)
    asked(jurist, topics=[topic], anonymous=True)
    asked(helper, topics=[topic], anonymous=True, title="Hvem noterer?")
    tell(MORNING)
    letters = OutgoingMail.objects.filter(template="waiting/mail/unanswered")
    for title in ("Hvem journaliserer?", "Hvem noterer?"):
        people = letters.filter(context__question=title).values_list("recipient", flat=True)
        assert set(people) == {jurist.pk, other.pk, helper.pk}


def test_whoever_helps_with_another_topic_is_not_told(asker, helper, topic):
    helps(helper, make_topic("Mægling"))
    asked(asker, topics=[topic])
    tell(MORNING)
    assert told() == set()


def test_a_volunteer_who_works_in_the_secretariat_is_told_once_and_can_leave(asker, jurist, topic):
    helps(jurist, topic)
    question = asked(asker, topics=[topic])
    tell(MORNING)
    assert Notice.objects.filter(recipient=jurist, kind="question-waits").count() == 1
    mail = OutgoingMail.objects.get(recipient=jurist, template="waiting/mail/unanswered")
    assert mail.subscription == f"volunteer:{question.pk}"


def test_whoever_has_silenced_the_question_is_not_told(asker, helper, topic):
    helps(helper, topic)
    question = asked(asker, topics=[topic])
    following.follow_question(question=question, level=Level.NEVER, by=helper)
    tell(MORNING)
    assert told() == set()


def test_only_those_who_may_read_it_are_told(jurist, topic):
    group = make_group("Fyn", "Odense", "Nyborg")
    inside, outside = make_member("Ida Fyn", "Nyborg"), make_member("Per Langtfra", "Aarhus")
    author = make_member("Lone Fyn", "Odense")
    for person in (inside, outside, author):
        helps(person, topic)
    asked(author, topics=[topic], audience=group)
    tell(MORNING)
    assert told() == {"Ida Fyn", "Gitte Fomsgaard"}


def test_whoever_has_left_the_network_is_not_told(asker, helper, topic):
    helps(helper, topic)
    asked(asker, topics=[topic])
    membership.end_membership(person=helper, by=None)
    tell(MORNING)
    assert told() == set()


def _closed(question, by):
    questions.close(question=question, closing=Closing.NO_NEED, by=by)


def _archived(question, by):
    questions.archive(question=question, by=by)


def _deleted(question, by):
    questions.delete_question(question=question, by=by)


def _answered(question, by):
    answered(question, by)


@pytest.mark.parametrize("settle", [_closed, _archived, _deleted, _answered])
def test_what_needs_no_answer_waits_for_none(settle, asker, helper, jurist, topic):
    helps(helper, topic)
    settle(asked(asker, topics=[topic]), jurist)
    assert tell(MORNING) == 0
    assert told() == set()


def test_the_letter_says_title_and_link_and_nothing_that_was_written(
    asker, helper, topic, mailoutbox, run_jobs
):
    helps(helper, topic)
    question = asked(
        asker, topics=[topic], body="<p>Borgeren bor i den gule villa.</p>", anonymous=True
    )
    tell(MORNING)
    run_jobs()
    (letter,) = mailoutbox
    assert letter.subject == "Venter stadig på svar: Hvem journaliserer?"
    for part in (letter.body, letter.alternatives[0].content):
        assert f"/spoerg/{question.pk}/" in part
        assert "villa" not in part and "Lone" not in part and "Ringsted" not in part
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_letter_that_is_overtaken_by_an_answer_does_not_go_out(
    asker, helper, colleague, topic, mailoutbox, run_jobs
):
    helps(helper, topic)
    question = asked(asker, topics=[topic])
    tell(MORNING)
    answered(question, colleague)
    run_jobs()
    assert [letter.to for letter in mailoutbox] == [[asker.email]]  # who hears of the answer


def test_the_secretariat_sets_how_long_and_how_often(asker, helper, jurist, topic):
    helps(helper, topic)
    flows.set_intervals(tell_after=1, tell_times=1, remind_after=5, remind_times=0, by=jurist)
    asked(asker, topics=[topic])
    days = [f"2026-11-{day} 07:00" for day in range(16, 26)]
    assert [day for day in days if tell(day)] == ["2026-11-17 07:00"]
    intervals(tell_times=0)
    asked(asker, topics=[topic])
    assert not any(tell(day) for day in days)


def test_one_question_that_fails_does_not_keep_the_others_waiting(
    asker, helper, topic, monkeypatch
):
    helps(helper, topic)
    bad, good = asked(asker, topics=[topic]), asked(asker, topics=[topic], title="Hvem noterer?")
    real = flows.telling.volunteers_for

    def breaks(question):
        if question.pk == bad.pk:
            raise RuntimeError("line down")
        return real(question)

    monkeypatch.setattr(flows.telling, "volunteers_for", breaks)
    with pytest.raises(ExceptionGroup):
        tell(MORNING)
    assert list(Told.objects.values_list("question", flat=True)) == [good.pk]
    monkeypatch.undo()
    assert tell(MORNING) == 1
    assert set(Told.objects.values_list("question", flat=True)) == {bad.pk, good.pk}


def test_the_job_of_the_clock_tells(monkeypatch):
    from forum.waiting.tasks import tell_what_waits

    calls = []
    monkeypatch.setattr(flows, "tell_what_waits", lambda **given: calls.append(given) or 2)
    assert tell_what_waits.call() == 2
    assert calls == [{"by": None}]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_finding_what_waits_costs_the_same_however_much_does(
    count, asker, topic, django_assert_num_queries
):
    from forum.waiting.queries import due

    for place in range(count):
        asked(asker, topics=[topic], title=f"Spørgsmål nr. {place}")
    intervals()
    with django_assert_num_queries(5):
        found = list(due(moment(MORNING)))
    assert [(wait, stage) for _question, wait, stage in found] == [(Wait.ANSWER, 1)] * count

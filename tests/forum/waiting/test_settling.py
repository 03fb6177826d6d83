"""The asker is asked once, calmly, whether an answer helped; and no more once they have said so."""

import pytest
from django.urls import reverse

from forum.questions import flows as questions
from forum.questions.enums import Closing
from forum.waiting import flows
from forum.waiting.models import NotYet
from members.people.enums import Role
from members.people.flows import membership
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.notices.subscriptions import address
from tests.factories.people import make_secretariat
from tests.factories.waiting import answered, asked, intervals, tell

MORNING = "2026-11-23 07:00"  # five whole working days after the Friday
LATER = "2026-11-30 07:00"


def asked_whether_solved(person) -> int:
    return Notice.objects.filter(recipient=person, kind="question-settled").count()


@pytest.fixture
def question(asker, colleague):
    found = asked(asker)
    answered(found, colleague)
    return found


def test_the_asker_is_reminded_after_five_working_days_and_once(question, asker, colleague):
    assert tell("2026-11-20 07:00") == 0
    assert tell(MORNING) == 1
    assert tell(MORNING) == tell(LATER) == 0
    assert asked_whether_solved(asker) == 1 and asked_whether_solved(colleague) == 0
    notice = Notice.objects.get(kind="question-settled")
    assert notice.title == "Har et svar løst det? Hvem journaliserer?"
    assert notice.url == f"/spoerg/{question.pk}/"


def test_it_may_be_said_once_more(question, asker):
    intervals(remind_times=2)
    assert [tell(day) for day in (MORNING, "2026-11-24 07:00", LATER)] == [1, 0, 1]
    assert asked_whether_solved(asker) == 2


def test_the_days_are_counted_from_the_latest_answer(question, asker, helper):
    answered(question, helper, "2026-11-18 10:00")
    assert tell(MORNING) == 0
    assert tell("2026-11-26 07:00") == 1


def test_a_deleted_answer_does_not_count(question, helper):
    late = answered(question, helper, "2026-11-18 10:00")
    questions.delete_answer(answer=late, by=helper)
    assert tell(MORNING) == 1


def _accepts(question, asker, jurist):
    questions.accept(answer=question.answers.get(), by=asker)


def _takes_it_back(question, asker, jurist):
    questions.accept(answer=question.answers.get(), by=asker)
    questions.unaccept(answer=question.answers.get(), by=asker)


def _closes(question, asker, jurist):
    questions.close(question=question, closing=Closing.NO_NEED, by=jurist)


def _archives(question, asker, jurist):
    questions.archive(question=question, by=jurist)


def _deletes(question, asker, jurist):
    questions.delete_question(question=question, by=asker)


def _leaves(question, asker, jurist):
    membership.end_membership(person=asker, by=None)


def _says_not_yet(question, asker, jurist):
    flows.not_yet(question=question, by=asker)


@pytest.mark.parametrize(
    "deed", [_accepts, _takes_it_back, _closes, _archives, _deletes, _leaves, _says_not_yet]
)
def test_nobody_is_reminded_of_what_is_settled(deed, question, asker):
    deed(question, asker, make_secretariat(Role.HOTLINE_JURIST))
    assert tell(MORNING) == 0
    assert asked_whether_solved(asker) == 0


def test_not_yet_after_the_first_time_stops_the_second(question, asker):
    intervals(remind_times=2)
    assert tell(MORNING) == 1
    flows.not_yet(question=question, by=asker)
    flows.not_yet(question=question, by=asker)  # twice is once
    assert tell(LATER) == 0
    assert NotYet.objects.count() == 1


def test_only_the_asker_can_say_it(question, helper):
    with pytest.raises(Refused) as refused:
        flows.not_yet(question=question, by=helper)
    assert refused.value.codes == ["not_the_asker"]
    assert not NotYet.objects.exists()


def test_the_trail_does_not_say_of_which_question(question, asker):
    flows.not_yet(question=question, by=asker)
    entry = Entry.objects.get(action="waiting.not_yet")
    assert (entry.by_id, entry.object_id, entry.facts) == (asker.pk, "", {})


# --- the page ----------------------------------------------------------------------------------------
def test_the_page_asks_the_asker_and_nobody_else(question, asker, helper, client):
    url = reverse("questions:question", args=[question.pk])
    client.force_login(asker)
    assert "Har et svar løst det?" not in client.get(url).text  # nobody has reminded them yet
    tell(MORNING)
    assert "Har et svar løst det?" in client.get(url).text
    client.force_login(helper)
    assert "Har et svar løst det?" not in client.get(url).text
    client.force_login(asker)
    response = client.post(reverse("waiting:not_yet", args=[question.pk]), follow=True)
    assert "Vi spørger ikke igen" in response.text
    assert "Har et svar løst det?" not in response.text


def test_not_yet_is_not_there_for_others(question, helper, client):
    client.force_login(helper)
    assert client.post(reverse("waiting:not_yet", args=[question.pk])).status_code == 404
    assert not NotYet.objects.exists()


# --- the letter --------------------------------------------------------------------------------------
def test_one_click_in_the_letter_says_not_yet(question, asker, client, mailoutbox, run_jobs):
    intervals(remind_times=2)
    tell(MORNING)
    mail = OutgoingMail.objects.get(template="waiting/mail/unaccepted")
    way_out = address(mail)
    run_jobs()
    letter = next(each for each in mailoutbox if each.to == [asker.email] and "Fik" in each.subject)
    assert letter.extra_headers["List-Unsubscribe"].endswith(way_out + ">")
    assert letter.body.count(way_out) == 2  # "not yet", and at the foot
    assert client.get(way_out).status_code == 200 and not NotYet.objects.exists()
    assert client.post(way_out).status_code == 200  # without log-in, as RFC 8058 has it
    assert NotYet.objects.get().question == question
    assert tell(LATER) == 0


def test_the_letters_subject_names_no_question(question, asker, mailoutbox, run_jobs):
    """The secretariat's list of mails shows subjects beside names."""
    tell(MORNING)
    run_jobs()
    mail = OutgoingMail.objects.get(template="waiting/mail/unaccepted")
    assert mail.subject == "Fik du svar på dit spørgsmål?"
    assert (mail.context, mail.subscription) == ({}, "")


def test_an_anonymous_asker_hears_behind_the_bell_alone(asker, colleague):
    question = asked(asker, anonymous=True)
    answered(question, colleague)
    tell(MORNING)
    assert asked_whether_solved(asker) == 1
    assert not OutgoingMail.objects.filter(template="waiting/mail/unaccepted").exists()
    assert not Entry.objects.filter(action="waiting.told", about_id=asker.pk).exists()


def test_a_letter_that_is_overtaken_by_the_acceptance_does_not_go_out(
    question, asker, colleague, mailoutbox, run_jobs
):
    tell(MORNING)
    questions.accept(answer=question.answers.get(), by=asker)
    run_jobs()
    assert not [letter for letter in mailoutbox if "Fik" in letter.subject]


def test_somebody_elses_link_says_nothing_of_this_question(question, helper):
    flows.leave_question(person=helper, number=question.pk, by=helper)
    assert not NotYet.objects.exists()

"""A few questions to those who came, asked once, answered once, and seen when it is over."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.courses.enums import State
from events.courses.models import Course
from events.evaluations import default, queries, rules
from events.evaluations.enums import Kind
from events.evaluations.flows import answering, forgetting, opening, preparing
from events.evaluations.flows.preparing import Asked
from events.evaluations.models import Evaluation, Receipt, Remark
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.certificates import (
    add_teacher,
    answer,
    answers,
    close,
    make_course,
    make_evaluation,
    tick,
)
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [make_member(f"Deltager {number}") for number in range(8)]


@pytest.fixture
def course(personas, people):
    return make_course(personas.group, by=personas.coordinator, people=people)


@pytest.fixture
def evaluation(personas, course):
    return make_evaluation(course, by=personas.coordinator)


def codes(call, **values) -> list[str]:
    with pytest.raises(Refused) as refused:
        call(**values)
    return refused.value.codes


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient__name", flat=True))


def test_what_is_over_is_asked_about_by_itself_once(personas, people):
    course = make_course(personas.group, days=-15, people=people[:3])
    Course.objects.filter(pk=course.pk).update(ends_at=timezone.now() - timedelta(hours=1))
    tick(course, people[0], 1, by=personas.coordinator)
    tick(course, people[5], 2, by=personas.coordinator)
    assert opening.open_due(by=None) == 1
    assert opening.open_due(by=None) == 0
    evaluation = Evaluation.objects.get()
    assert (evaluation.is_open, evaluation.asked, evaluation.questions.count()) == (True, 2, 6)
    assert told("evaluation-open") == {"Deltager 0", "Deltager 5"}
    letter = OutgoingMail.objects.filter(template="evaluations/mail/open").first()
    assert letter.context["url"] == evaluation.get_absolute_url()


def test_where_nobody_was_ticked_the_signed_up_are_asked(course, people):
    subject = Evaluation(subject=f"kursus:{course.pk}")
    assert all(rules.is_asked(person, subject) for person in people)
    assert not rules.is_asked(make_member("Ikke Med"), subject)


def test_what_is_called_off_left_out_or_long_ago_is_not_asked_about(personas, people):
    gone = make_course(personas.group, days=-15, people=people)
    now = timezone.now()
    Course.objects.filter(pk=gone.pk).update(
        state=State.CANCELLED, cancelled_at=now, ends_at=now - timedelta(hours=1)
    )
    out = make_course(personas.group, days=-15, people=people)
    Course.objects.filter(pk=out.pk).update(ends_at=now - timedelta(hours=1))
    preparing.drop(subject=f"kursus:{out.pk}", by=personas.coordinator)
    make_course(personas.group, days=-60, people=people)
    assert opening.open_due(by=None) == 0
    assert not Notice.objects.filter(kind="evaluation-open").exists()


def test_it_opens_when_the_course_is_over_and_by_those_who_run_it(personas, people):
    ahead = make_course(personas.group, days=3, people=people)
    subject = f"kursus:{ahead.pk}"
    evaluation = preparing.ask(
        subject=subject, questions=default.questions(), by=personas.coordinator
    )
    call = {"evaluation": evaluation, "by": personas.coordinator}
    assert codes(opening.open_now, **call) == ["too_early"]
    assert codes(opening.open_now, **{**call, "by": personas.member}) == ["not_allowed"]
    assert codes(
        preparing.ask, subject=subject, questions=default.questions(), by=personas.other_coordinator
    ) == ["not_allowed"]


def test_questions_are_changed_until_the_first_has_answered(personas, evaluation, people):
    one = [Asked(Kind.CHOICE, "Igen?", options="Ja\nNej")]
    call = {"subject": evaluation.subject, "questions": one, "by": personas.coordinator}
    preparing.ask(**call)
    evaluation.refresh_from_db()
    (question,) = evaluation.questions.all()
    assert question.choices == [(1, "Ja"), (2, "Nej")]
    answering.answer(evaluation=evaluation, given={question.pk: 1}, by=people[0])
    assert codes(preparing.ask, **call) == ["begun"]
    assert codes(preparing.drop, subject=evaluation.subject, by=personas.coordinator) == ["begun"]
    assert [tally.count for tally in question.tallies.all()] == [1, 0]


@pytest.mark.parametrize(
    ("questions", "code"),
    [
        ([], "no_questions"),
        ([Asked(Kind.TEXT, "Hvad?")] * 9, "too_many"),
        ([Asked(Kind.CHOICE, "Hvad?", options="Kun én")], "options"),
    ],
)
def test_a_set_of_questions_has_its_bounds(personas, course, questions, code):
    call = {"subject": f"kursus:{course.pk}", "questions": questions, "by": personas.coordinator}
    assert codes(preparing.ask, **call) == [code]


def test_one_answer_each(evaluation, people):
    answer(evaluation, people[0])
    call = {"evaluation": evaluation, "given": answers(evaluation), "by": people[0]}
    assert codes(answering.answer, **call) == ["answered"]
    evaluation.refresh_from_db()
    assert (evaluation.answered, Receipt.objects.count(), Remark.objects.count()) == (1, 1, 2)


def test_only_those_who_came_answer_and_only_while_it_is_open(evaluation, personas, people):
    call = {"evaluation": evaluation, "given": answers(evaluation)}
    assert codes(answering.answer, by=personas.member, **call) == ["not_asked"]
    assert codes(answering.answer, by=people[0], evaluation=evaluation, given={}) == ["empty"]
    strange = {question.pk: 99 for question in evaluation.questions.filter(kind="scale")}
    assert codes(answering.answer, by=people[0], evaluation=evaluation, given=strange) == ["empty"]
    close(evaluation)
    assert codes(answering.answer, by=people[0], **call) == ["closed"]
    evaluation.refresh_from_db()
    assert evaluation.answered == 0


def test_a_cpr_number_is_refused_and_what_was_typed_stays(client, evaluation, people):
    text = evaluation.questions.filter(kind="text").first()
    with pytest.raises(ValidationError):
        answering.answer(evaluation=evaluation, given={text.pk: "Om 010170-1234"}, by=people[0])
    client.force_login(people[0])
    page = client.post(evaluation.get_absolute_url(), {f"q{text.pk}": "Om 010170-1234"}).text
    assert "CPR-nummer" in page and "Om 010170-1234" in page
    assert not Receipt.objects.exists()


def test_a_second_click_and_a_second_tab_are_thanked_too(client, evaluation, people):
    client.force_login(people[0])
    address = evaluation.get_absolute_url()
    data = {f"q{pk}": value for pk, value in answers(evaluation).items()}
    for _time in range(2):
        response = client.post(address, data)
        assert (response.status_code, response["Location"]) == (302, address)
    evaluation.refresh_from_db()
    assert evaluation.answered == 1
    page = client.get(address).text
    assert "Tak, du har svaret" in page and "<textarea" not in page


def test_an_empty_form_says_so_and_a_form_of_older_questions_too(
    client, evaluation, personas, people
):
    client.force_login(people[0])
    address = evaluation.get_absolute_url()
    old = {f"q{pk}": value for pk, value in answers(evaluation).items()}
    assert "mindst ét af spørgsmålene" in client.post(address, {"x": "1"}).text
    preparing.ask(
        subject=evaluation.subject,
        questions=[Asked(Kind.TEXT, "Noget helt andet?")],
        by=personas.coordinator,
    )
    page = client.post(address, old).text
    assert "mindst ét af spørgsmålene" in page and "Noget helt andet?" in page


def test_those_who_have_not_answered_are_reminded_once(evaluation, people):
    for person in people[:6]:
        answer(evaluation, person)
    day = evaluation.closes_at - timedelta(days=3)
    assert opening.remind(now=evaluation.closes_at - timedelta(days=5), by=None) == 0
    assert opening.remind(now=day, by=None) == 1
    assert opening.remind(now=day, by=None) == 0
    assert told("evaluation-reminder") == {"Deltager 6", "Deltager 7"}


def test_those_who_run_and_teach_hear_that_it_is_closed_once(evaluation, course, personas, people):
    add_teacher(course, personas.jurist)
    close(evaluation)
    assert opening.tell_closed(by=None) == 1
    assert opening.tell_closed(by=None) == 0
    assert told("evaluation-closed") == {personas.coordinator.name, personas.jurist.name}


def test_the_answers_are_counted(evaluation, people, client, personas):
    for number, person in enumerate(people[:6]):
        answer(evaluation, person, scale=5 if number else 2, choice=2)
    close(evaluation)
    first, _second, choice, *_rest, last = queries.results_of(evaluation)
    assert [count for _words, _value, count in first.rows] == [0, 1, 0, 0, 5]
    assert (first.average, first.number) == (4.5, 6)
    assert [count for _words, _value, count in choice.rows] == [0, 6, 0]
    assert last.texts == ["Jeg spørger tidligere."] * 6
    client.force_login(personas.coordinator)
    page = client.get(evaluation.get_absolute_url()).text
    assert "4,5 i gennemsnit" in page
    sheet = client.get(reverse("evaluations:sheet", args=[evaluation.address, "csv"]))
    table = sheet.content.decode("utf-8-sig").splitlines()
    assert table[0] == "Spørgsmål;Svar;Hvor mange"
    assert len(table) == 1 + 5 + 5 + 3 + 5 + 6 + 6


def test_list_and_rule_agree_for_everybody(evaluation, course, personas, people):
    other = make_evaluation(
        make_course(personas.other_group, people=people[:1]), by=personas.other_coordinator
    )
    shut = Evaluation.objects.create(
        subject=f"kursus:{make_course(personas.group, people=people[:2]).pk}"
    )
    add_teacher(course, personas.jurist)
    for user in [*(getattr(personas, name) for name in personas.NAMES), people[0], people[7]]:
        listed = set(queries.evaluations_for(user).values_list("pk", flat=True))
        assert listed == {
            each.pk for each in (evaluation, other, shut) if rules.may_view(user, each)
        }, user


def test_doors(client, evaluation, course, personas, people):
    add_teacher(course, personas.jurist)
    address = evaluation.get_absolute_url()
    questions = reverse("evaluations:questions", args=[evaluation.address])
    expected = {
        "coordinator": (200, 200),
        "jurist": (200, 403),  # teaches
        "member": (404, 404),
        "other_coordinator": (404, 404),
    }
    for name, statuses in expected.items():
        client.force_login(getattr(personas, name))
        assert tuple(client.get(path).status_code for path in (address, questions)) == statuses
    client.force_login(people[0])
    assert (client.get(address).status_code, client.get(questions).status_code) == (200, 403)
    for wrong in ("kursus-0", "kursus-99999", "moede-1", "kursus", "kursus-1-2"):
        assert client.get(f"/evaluering/{wrong}/").status_code == 404


def test_the_questions_are_changed_on_their_page(client, evaluation, personas):
    client.force_login(personas.coordinator)
    address = reverse("evaluations:questions", args=[evaluation.address])
    page = client.get(address).text
    assert "Hvordan var undervisningen?" in page
    data = {
        "days_open": "10",
        "spm-TOTAL_FORMS": "3",
        "spm-INITIAL_FORMS": "0",
        "spm-0-words": "Vil du anbefale det?",
        "spm-0-kind": "choice",
        "spm-0-options": "Ja\nNej",
        "spm-1-words": "",
        "spm-1-kind": "scale",
        "spm-2-words": "Hvorfor?",
        "spm-2-kind": "text",
    }
    assert client.post(address, data).status_code == 302
    assert [each.words for each in evaluation.questions.all()] == [
        "Vil du anbefale det?",
        "Hvorfor?",
    ]
    page = client.post(address, {**data, "spm-0-options": "Ja"}).text
    assert "to til otte" in page
    page = client.post(address, {**data, "spm-2-words": "Ring til 010170-1234"}).text
    assert "CPR-nummer" in page


def test_receipts_go_the_night_after_and_what_was_written_later(evaluation, people):
    for person in people[:5]:
        answer(evaluation, person)
    assert forgetting.delete_receipts(before=timezone.now(), by=None) == 0
    close(evaluation)
    assert forgetting.delete_receipts(before=timezone.now(), by=None) == 5
    assert len(queries.results_of(evaluation)) == 6
    assert forgetting.delete_remarks(before=timezone.now(), by=None) == 10
    assert queries.results_of(evaluation)[0].number == 5


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_number_of_queries_does_not_grow(
    number, personas, django_assert_num_queries, evaluation
):
    course = Course.objects.get()
    for place in range(number + 5):
        person = make_member(f"Flere {place}")
        course.enrolments.create(person=person, place="enrolled")
        answer(evaluation, person)
    close(evaluation)
    with django_assert_num_queries(3):
        queries.results_of(evaluation)

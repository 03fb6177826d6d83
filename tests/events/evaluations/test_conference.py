"""The conference evaluated: one page for the whole and one's own sessions, sent at once, asked by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.conference.flows import copying
from events.conference.models import Conference, Part, Session
from events.evaluations import queries, rules
from events.evaluations.enums import EACH, Kind
from events.evaluations.flows import answering, opening, preparing
from events.evaluations.flows.preparing import Asked
from events.evaluations.models import Evaluation, Receipt, Remark, Tally
from events.feedback import default
from events.feedback.queries import subject_of
from events.feedback.rules import asked_at
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories import check_in, feedback
from tests.factories.certificates import close
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ASKED = ["Åbning", "Mægling i praksis", "Afslutning"]


@pytest.fixture
def people():
    return [make_member(f"Deltager {number}") for number in range(8)]


@pytest.fixture
def conference(personas, people):
    return feedback.make_held(people, by=personas.editor)


@pytest.fixture
def evaluation(personas, conference):
    return feedback.make_evaluation(conference, by=personas.editor)


def codes(call, **values) -> list[str]:
    with pytest.raises(Refused) as refused:
        call(**values)
    return refused.value.codes


def told(kind: str) -> list[str]:
    names = Notice.objects.filter(kind=kind).values_list("recipient__name", flat=True)
    return sorted(names)


def titles(person, evaluation) -> list[str]:
    sections = queries.sections_for(person, evaluation)
    return [each.part.title for each in sections if each.part is not None]


def fields(evaluation, person, **values) -> dict:
    given = feedback.answers(evaluation, person, **values)
    return {f"q{pk}": value for pk, value in given.items()}


def of(evaluation, part: str, kind="scale"):
    return evaluation.questions.get(part=part, kind=kind)


# --- who is asked, of what, and when -------------------------------------------------------------------
def test_those_who_were_let_in_are_asked_and_where_nobody_kept_the_door_those_with_a_seat(
    personas, conference, people
):
    subject = Evaluation(subject=subject_of(conference))
    assert [person for person in people if rules.is_asked(person, subject)] == people
    for registration in conference.registrations.order_by("pk")[:3]:
        check_in.check_in(registration, by=personas.editor)
    assert [person for person in people if rules.is_asked(person, subject)] == people[:3]
    assert not rules.is_asked(personas.member, subject)


def test_one_letter_in_the_morning_after_the_last_day_and_one_only(conference, people):
    morning = asked_at(conference)
    assert (morning.hour, morning.date()) == (8, conference.ends_on + timedelta(days=1))
    assert opening.open_due(now=morning - timedelta(minutes=1), by=None) == 0
    assert opening.open_due(now=morning, by=None) == 1
    assert opening.open_due(now=morning + timedelta(hours=1), by=None) == 0
    assert told("evaluation-open") == [person.name for person in people]
    letters = OutgoingMail.objects.filter(template="evaluations/mail/open")
    evaluation = Evaluation.objects.get()
    assert {each.context["url"] for each in letters} == {evaluation.get_absolute_url()}
    assert (letters.count(), evaluation.asked) == (8, 8)
    assert evaluation.closes_at == morning + timedelta(days=14)


def test_a_conference_that_was_called_off_or_left_out_or_is_long_over_is_not_asked_about(
    personas, conference
):
    morning = asked_at(conference)
    assert opening.open_due(now=morning + timedelta(days=8), by=None) == 0
    Conference.objects.update(state="cancelled")
    assert opening.open_due(now=morning, by=None) == 0
    Conference.objects.update(state="published")
    preparing.drop(subject=subject_of(conference), by=personas.editor)
    assert opening.open_due(now=morning, by=None) == 0


def test_one_is_asked_about_what_was_for_everybody_and_what_one_had_chosen(
    evaluation, conference, people
):
    conference.registrations.get(person=people[7]).bookings.all().delete()
    assert titles(people[0], evaluation) == ASKED
    assert titles(people[7], evaluation) == ["Åbning", "Afslutning"]


def test_nobody_is_asked_about_meals_evenings_what_nobody_chose_or_what_was_cancelled(
    personas, conference, people
):
    Session.objects.filter(title="Afslutning").update(cancelled_at=timezone.now())
    evaluation = feedback.make_evaluation(conference, by=personas.editor)
    asked = set(evaluation.questions.values_list("part", flat=True))
    expected = {feedback.key(conference, title) for title in ("Åbning", "Mægling i praksis")}
    assert asked == {"", EACH, *expected}


def test_whoever_came_for_one_day_is_asked_about_what_was_for_everybody_on_that_day(
    personas, conference, people
):
    first = Part.objects.create(conference=conference, kind="day", on=conference.starts_on)
    registration = conference.registrations.get(person=people[0])
    registration.bookings.create(part=first, place="taken")
    evaluation = feedback.make_evaluation(conference, by=personas.editor)
    assert titles(people[0], evaluation) == ["Åbning", "Mægling i praksis"]


def test_a_speaker_is_not_asked_about_their_own_session(personas, people):
    conference = feedback.make_held(people, by=personas.editor, speaker=people[0])
    evaluation = feedback.make_evaluation(conference, by=personas.editor)
    assert titles(people[0], evaluation) == ["Åbning", "Afslutning"]
    assert titles(people[1], evaluation) == ASKED
    question = of(evaluation, feedback.key(conference, "Mægling i praksis"))
    call = {"evaluation": evaluation, "given": {question.pk: 5}, "by": people[0]}
    assert codes(answering.answer, **call) == ["empty"]


# --- answering -----------------------------------------------------------------------------------------
def test_the_whole_and_all_sessions_are_answered_at_once(client, evaluation, conference, people):
    client.force_login(people[0])
    address = evaluation.get_absolute_url()
    page = client.get(address).text
    assert "Dine sessioner" in page and all(title in page for title in ASKED)
    assert "Frister og rykkere" not in page and "Frokost" not in page
    response = client.post(address, fields(evaluation, people[0], scale=5))
    assert (response.status_code, response["Location"]) == (302, address)
    evaluation.refresh_from_db()
    assert (evaluation.answered, Receipt.objects.count(), Remark.objects.count()) == (1, 1, 5)
    assert Tally.objects.filter(count=1).count() == 3 + 1 + 3
    assert "Tak, du har svaret" in client.get(address).text


def test_each_is_optional_and_one_answer_is_enough(client, evaluation, conference, people):
    client.force_login(people[0])
    address = evaluation.get_absolute_url()
    assert "mindst ét af spørgsmålene" in client.post(address, {"x": "1"}).text
    question = of(evaluation, feedback.key(conference, "Afslutning"))
    assert client.post(address, {f"q{question.pk}": "5"}).status_code == 302
    assert list(Tally.objects.filter(count=1).values_list("question", "value")) == [
        (question.pk, 5)
    ]


def test_a_second_click_a_second_tab_and_a_late_answer_change_nothing(client, evaluation, people):
    client.force_login(people[0])
    address = evaluation.get_absolute_url()
    data = fields(evaluation, people[0])
    for _time in range(3):
        assert client.post(address, data).status_code == 302
    evaluation.refresh_from_db()
    assert evaluation.answered == 1
    close(evaluation)
    client.force_login(people[1])
    assert client.post(address, fields(evaluation, people[1])).status_code == 302
    evaluation.refresh_from_db()
    assert evaluation.answered == 1
    assert "tager ikke imod flere svar" in client.get(address).text


def test_before_it_opens_nobody_answers(client, personas, conference, people):
    preparing.ask(subject=subject_of(conference), questions=default.questions(), by=personas.editor)
    evaluation = Evaluation.objects.get()
    client.force_login(people[0])
    assert client.get(evaluation.get_absolute_url()).status_code == 404
    given = {evaluation.questions.filter(part="").first().pk: 5}
    call = {"evaluation": evaluation, "given": given, "by": people[0]}
    assert codes(answering.answer, **call) == ["not_open"]


def test_a_session_that_is_not_ones_own_and_values_that_are_none_are_not_counted(
    client, personas, people, conference
):
    stranger = people[7]
    booking = conference.registrations.get(person=stranger).bookings.get()
    booking.part = Part.objects.get(session__title="Frister og rykkere")
    booking.save()
    evaluation = feedback.make_evaluation(conference, by=personas.editor)
    theirs = of(evaluation, feedback.key(conference, "Mægling i praksis"))
    template = of(evaluation, EACH)
    given = {theirs.pk: 5, template.pk: 5, 999_999: 5}
    call = {"evaluation": evaluation, "given": given, "by": stranger}
    assert codes(answering.answer, **call) == ["empty"]
    mine = of(evaluation, feedback.key(conference, "Frister og rykkere"))
    for wrong in (0, 6, -1, 99, "5; DROP"):
        call["given"] = {mine.pk: wrong}
        assert codes(answering.answer, **call) == ["empty"]
    client.force_login(stranger)
    page = client.post(evaluation.get_absolute_url(), {f"q{mine.pk}": "6"})
    assert page.status_code == 200 and "6" in page.text
    other = {f"q{theirs.pk}": "5", f"q{mine.pk}": "3"}
    assert client.post(evaluation.get_absolute_url(), other).status_code == 302
    assert list(Tally.objects.filter(count=1).values_list("question", "value")) == [(mine.pk, 3)]


def test_a_cpr_number_about_a_session_is_refused_and_what_was_typed_stays(
    client, evaluation, conference, people
):
    text = of(evaluation, feedback.key(conference, "Åbning"), "text")
    with pytest.raises(ValidationError):
        answering.answer(evaluation=evaluation, given={text.pk: "Om 010170-1234"}, by=people[0])
    client.force_login(people[0])
    page = client.post(evaluation.get_absolute_url(), {f"q{text.pk}": "Om 010170-1234"}).text
    assert "CPR-nummer" in page and "Om 010170-1234" in page
    assert '<details class="fold" open>' in page
    assert not Receipt.objects.exists()


def test_those_who_have_not_answered_are_reminded_once(evaluation, people):
    for person in people[:6]:
        feedback.answer(evaluation, person)
    day = evaluation.closes_at - timedelta(days=3)
    assert opening.remind(now=evaluation.closes_at - timedelta(days=5), by=None) == 0
    assert opening.remind(now=day, by=None) == 1
    assert opening.remind(now=day, by=None) == 0
    assert told("evaluation-reminder") == ["Deltager 6", "Deltager 7"]


# --- the questions -------------------------------------------------------------------------------------
def test_questions_are_set_at_the_desk_until_the_first_has_answered(
    client, personas, evaluation, conference, people
):
    client.force_login(personas.editor)
    address = reverse("feedback_desk:questions", args=[conference.pk])
    page = client.get(address).text
    assert (
        "Hvordan var årsmødet som helhed?" in page and "Hvor meget fik du ud af sessionen?" in page
    )
    data = {
        "days_open": "10",
        "spm-TOTAL_FORMS": "2",
        "spm-INITIAL_FORMS": "0",
        "spm-0-words": "Kommer du igen?",
        "spm-0-kind": "choice",
        "spm-0-options": "Ja\nNej",
        "spm-1-words": "",
        "spm-1-kind": "scale",
        "ses-TOTAL_FORMS": "1",
        "ses-INITIAL_FORMS": "0",
        "ses-0-words": "Var den god?",
        "ses-0-kind": "scale",
    }
    assert client.post(address, data).status_code == 302
    words = evaluation.questions.values_list("part", "words")
    assert set(words) == {("", "Kommer du igen?"), (EACH, "Var den god?")} | {
        (feedback.key(conference, title), "Var den god?") for title in ASKED
    }
    assert "to til otte" in client.post(address, {**data, "spm-0-options": "Ja"}).text
    feedback.answer(evaluation, people[0])
    assert client.post(address, data).status_code == 302
    call = {"subject": evaluation.subject, "questions": default.questions(), "by": personas.editor}
    assert codes(preparing.ask, **call) == ["begun"]


@pytest.mark.parametrize(
    ("questions", "code"),
    [
        ([Asked(Kind.SCALE, "Hvad?", part=EACH)], "no_questions"),
        (
            [Asked(Kind.TEXT, "Hvad?")] + [Asked(Kind.TEXT, "Hvad?", part=EACH)] * 4,
            "too_many_of_a_part",
        ),
        ([Asked(Kind.TEXT, "Hvad?"), Asked(Kind.TEXT, "Hvad?", part="session-1")], "part"),
    ],
)
def test_a_set_of_questions_has_its_bounds(personas, conference, questions, code):
    call = {"subject": subject_of(conference), "questions": questions, "by": personas.editor}
    assert codes(preparing.ask, **call) == [code]


def test_next_year_is_asked_the_same(personas, conference):
    mine = [Asked(Kind.SCALE, "Hvordan?", low="a", high="b"), Asked(Kind.TEXT, "Ord?", part=EACH)]
    preparing.ask(subject=subject_of(conference), questions=mine, days_open=9, by=personas.editor)
    starts_on = conference.starts_on + timedelta(weeks=52)
    draft = copying.copy(conference=conference, starts_on=starts_on, by=personas.editor)
    copied = Evaluation.objects.get(subject=subject_of(draft))
    assert (copied.opened_at, copied.days_open, copied.answered) == (None, 9, 0)
    kept = [(each.part, each.kind, each.words, each.low) for each in copied.questions.all()]
    assert kept == [("", "scale", "Hvordan?", "a"), (EACH, "text", "Ord?", "")]


def test_a_conference_whose_questions_were_never_set_leaves_the_usual_ones(personas, conference):
    starts_on = conference.starts_on + timedelta(weeks=52)
    copying.copy(conference=conference, starts_on=starts_on, by=personas.editor)
    assert not Evaluation.objects.exists()


# --- doors ---------------------------------------------------------------------------------------------
def test_the_desk_is_the_secretariats_and_the_courses_pages_do_not_open_it(
    client, personas, evaluation, conference, people
):
    feedback.answer(evaluation, people[0])
    desk = reverse("feedback_desk:overview", args=[conference.pk])
    for name in ("member", "coordinator", "other_coordinator"):
        client.force_login(getattr(personas, name))
        assert client.get(desk).status_code in (302, 403)
        assert client.get(evaluation.get_absolute_url()).status_code == 404
    client.force_login(personas.editor)
    assert client.get(desk).status_code == 200
    page = client.get(evaluation.get_absolute_url()).text
    assert desk in page and "<textarea" not in page
    for name in ("questions", "drop", "open"):
        address = reverse(f"evaluations:{name}", args=[evaluation.address])
        assert client.post(address).status_code == 404
    close(evaluation)
    assert client.get(f"/evaluering/{evaluation.address}/svar.csv").status_code == 404


def test_list_and_rule_agree_for_everybody(personas, evaluation, conference, people):
    for user in [*(getattr(personas, name) for name in personas.NAMES), people[0]]:
        listed = set(queries.evaluations_for(user).values_list("pk", flat=True))
        expected = {evaluation.pk} if rules.may_view(user, evaluation) else set()
        assert listed == expected, user

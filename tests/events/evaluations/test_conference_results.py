"""What was answered about a conference: from five on, beside last year, and to a speaker of their own session
alone."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse

from events.conference.models import Conference, Session
from events.evaluations import queries, rules
from events.evaluations.enums import EACH, Kind
from events.evaluations.flows import answering, opening
from events.evaluations.flows.preparing import Asked
from events.evaluations.models import Evaluation
from events.feedback import years
from portal.notices.models import Notice, OutgoingMail
from tests.factories import feedback
from tests.factories.certificates import close
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
SESSION = "Mægling i praksis"


@pytest.fixture
def people():
    return [make_member(f"Deltager {number}") for number in range(7)]


@pytest.fixture
def speaker():
    return make_member("Oda Oplæg")


@pytest.fixture
def conference(personas, people, speaker):
    return feedback.make_held(people, by=personas.editor, speaker=speaker)


@pytest.fixture
def evaluation(personas, conference):
    return feedback.make_evaluation(conference, by=personas.editor)


def answered(evaluation, people, **values) -> Evaluation:
    for person in people:
        feedback.answer(evaluation, person, **values)
    return close(evaluation)


def last_years(personas, people, *, questions=None, points=None, **values) -> Conference:
    """A conference a year ago, answered by these people and closed."""
    conference = feedback.make_held(people, by=personas.editor, days_ago=370, points=points)
    evaluation = feedback.make_evaluation(conference, questions=questions, by=personas.editor)
    answered(evaluation, people, **values)
    return conference


def desk(client, personas, conference, name="overview", *args) -> str:
    client.force_login(personas.editor)
    return client.get(reverse(f"feedback_desk:{name}", args=[conference.pk, *args])).text


def rows_of(client, conference, name) -> list[tuple]:
    response = client.get(reverse(f"feedback_desk:{name}", args=[conference.pk]))
    assert response.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return list(sheet.iter_rows(values_only=True))


# --- from five on --------------------------------------------------------------------------------------
def test_while_it_is_open_the_desk_sees_a_number(client, personas, conference, evaluation, people):
    for person in people:
        feedback.answer(evaluation, person, text="Mere om frister")
    page = desk(client, personas, conference)
    assert "7 af 7 har svaret" in page
    assert "Mere om frister" not in page and "chart__drawing" not in page
    for name in ("answers_sheet", "sessions_sheet"):
        assert client.get(reverse(f"feedback_desk:{name}", args=[conference.pk])).status_code == 302
    key = feedback.key(conference, SESSION)
    assert (
        client.get(reverse("feedback_desk:session", args=[conference.pk, key])).status_code == 302
    )


def test_four_answers_are_shown_to_nobody(client, personas, conference, evaluation, people):
    answered(evaluation, people[:4], text="Mere om frister")
    page = desk(client, personas, conference)
    assert "Kun 4 har svaret" in page
    assert "Mere om frister" not in page and "chart__drawing" not in page
    assert queries.part_results_of(evaluation) == queries.results_of(evaluation) == []


def test_five_are_shown_with_chart_table_average_and_words(
    client, personas, conference, evaluation, people
):
    answered(evaluation, people[:4], scale=5, text="Mere om frister")
    Evaluation.objects.update(closes_at=evaluation.opened_at + timedelta(days=365 * 50))
    feedback.answer(Evaluation.objects.get(), people[4], scale=3, text="Mindre om frister")
    close(evaluation)
    page = desk(client, personas, conference)
    assert page.count("chart__drawing") == 4 and page.count("4,6 i gennemsnit") == 3
    assert page.count("Mere om frister") == 8 and page.count("Mindre om frister") == 2
    assert all(title in page for title in (SESSION, "Åbning", "Afslutning"))
    assert all(person.name not in page for person in people)


def test_a_session_that_fewer_than_five_have_answered_about_is_no_number_and_in_no_sum(
    client, personas, conference, evaluation, people
):
    key = feedback.key(conference, SESSION)
    for number, person in enumerate(people):
        given = feedback.answers(evaluation, person, scale=1, text="Hemmeligt ord")
        if number >= 4:
            mine = set(evaluation.questions.filter(part=key).values_list("pk", flat=True))
            given = {pk: value for pk, value in given.items() if pk not in mine}
        answering.answer(evaluation=evaluation, given=given, by=person)
    close(evaluation)
    overview = years.overview_of(evaluation, None)
    hidden = next(line.now for line in overview.lines if line.now.part.key == key)
    assert (hidden.number, hidden.average, hidden.is_shown) == (None, None, False)
    assert (overview.now.sessions, overview.now.answers) == (2, 14)
    page = desk(client, personas, conference)
    assert "færre end 5" in page and ">4</td>" not in page
    page = desk(client, personas, conference, "session", key)
    assert "Hemmeligt ord" not in page and "chart__drawing" not in page and "4 svar" not in page
    rows = rows_of(client, conference, "answers_sheet")
    assert SESSION not in {row[0] for row in rows}
    assert [
        row[2:4] for row in rows_of(client, conference, "sessions_sheet") if row[0] == SESSION
    ] == [(None, None)]


def test_the_best_first_or_as_in_the_programme(client, personas, conference, evaluation, people):
    best = feedback.key(conference, "Afslutning")
    for person in people:
        given = feedback.answers(evaluation, person, scale=2)
        given[evaluation.questions.get(part=best, kind="scale").pk] = 5
        answering.answer(evaluation=evaluation, given=given, by=person)
    close(evaluation)
    lines = years.overview_of(evaluation, None).lines
    assert [line.now.part.title for line in lines] == ["Åbning", SESSION, "Afslutning"]
    assert [line.now.part.title for line in years.best_first(lines)] == [
        "Afslutning", "Åbning", SESSION,
    ]  # fmt: skip
    page = desk(client, personas, conference)
    assert page.index("Afslutning") < page.index("Åbning")
    page = client.get(reverse("feedback_desk:overview", args=[conference.pk]) + "?efter=program")
    assert page.text.index("Åbning") < page.text.index("Afslutning")


# --- year against year ---------------------------------------------------------------------------------
def test_questions_in_the_same_words_stand_beside_last_year(
    client, personas, conference, evaluation, people
):
    before = last_years(personas, people[:5], scale=2)
    answered(evaluation, people, scale=5)
    row = years.whole_of(evaluation, years.earlier_than(personas.editor, conference)[1])[0]
    assert (row.result.average, row.result.number) == (5, 7)
    assert (row.earlier.average, row.earlier.number) == (2, 5)
    assert [(now, then) for _words, now, then in row.rows] == [
        (0, 0), (0, 5), (0, 0), (0, 0), (7, 0),
    ]  # fmt: skip
    page = desk(client, personas, conference)
    assert f"i {before.year}: 5 svar, 2,0 i gennemsnit" in page
    assert page.count("chart__legend") == 4
    rows = rows_of(client, conference, "sessions_sheet")
    assert [row[2:] for row in rows if row[0] == SESSION] == [(7, 5, 5, 2)]


def test_other_words_or_another_end_of_the_scale_are_another_question(personas, conference, people):
    asked = [
        Asked(Kind.SCALE, "Hvordan  VAR det?", low="skidt", high="godt"),
        Asked(Kind.SCALE, "Mad?"),
    ]
    last_years(personas, people, questions=asked)
    now = [
        Asked(Kind.SCALE, "Hvordan var det?", low="Skidt", high="godt"),
        Asked(Kind.SCALE, "Mad?", high="dejlig"),
        Asked(Kind.SCALE, "Ny?"),
    ]
    evaluation = feedback.make_evaluation(conference, questions=now, by=personas.editor)
    answered(evaluation, people)
    earlier = years.earlier_than(personas.editor, conference)[1]
    compared = [row.earlier is not None for row in years.whole_of(evaluation, earlier)]
    assert compared == [True, False, False]


def test_four_of_last_year_are_not_shown_beside_this_year_nor_found_by_subtraction(
    client, personas, conference, evaluation, people
):
    """Nothing of them stands on any page or in any file: no number, average, sum or word."""
    before = last_years(personas, people[:4], scale=1, text="Sidste års hemmelighed")
    answered(evaluation, people, scale=5)
    assert years.earlier_than(personas.editor, conference) is None
    page = desk(client, personas, conference)
    key = feedback.key(conference, SESSION)
    told = page + desk(client, personas, conference, "session", key)
    assert str(before.year) not in told.replace(f"?aar={before.year}", "")
    assert "hemmelighed" not in told
    sheets = rows_of(client, conference, "sessions_sheet") + rows_of(
        client, conference, "answers_sheet"
    )
    assert {len(row) for row in sheets} == {4} and "hemmelighed" not in str(sheets)


def test_a_session_hidden_last_year_is_not_beside_and_not_in_that_years_sum(
    personas, conference, evaluation, people
):
    before = feedback.make_held(people, by=personas.editor, days_ago=370)
    old = feedback.make_evaluation(before, by=personas.editor)
    hidden = feedback.key(before, SESSION)
    for number, person in enumerate(people):
        given = feedback.answers(old, person, scale=2)
        if number >= 4:
            skipped = set(old.questions.filter(part=hidden).values_list("pk", flat=True))
            given = {pk: value for pk, value in given.items() if pk not in skipped}
        answering.answer(evaluation=old, given=given, by=person)
    close(old)
    answered(evaluation, people)
    overview = years.overview_of(evaluation, old)
    assert [(line.now.part.title, line.then is not None) for line in overview.lines] == [
        ("Åbning", True), (SESSION, False), ("Afslutning", True),
    ]  # fmt: skip
    assert (overview.then.sessions, overview.then.answers) == (2, 14)
    row = years.session_of(evaluation, feedback.key(conference, SESSION), old)[0]
    assert row.earlier is None and row.result.is_shown


def test_sessions_of_the_same_name_are_compared_and_others_are_not(
    personas, conference, evaluation, people
):
    points = [feedback.point("åbning "), feedback.point("Noget andet", day=2)]
    last_years(personas, people, points=points, scale=3)
    answered(evaluation, people)
    earlier = years.earlier_than(personas.editor, conference)[1]
    lines = years.overview_of(evaluation, earlier).lines
    assert [line.then.average if line.then else None for line in lines] == [3, None, None]


def test_only_earlier_years_that_one_may_see_are_compared(personas, conference, evaluation, people):
    last = last_years(personas, people)
    answered(evaluation, people)
    assert years.earlier_than(personas.editor, last) is None
    assert years.earlier_than(personas.member, conference) is None


# --- a speaker -----------------------------------------------------------------------------------------
def test_a_speaker_sees_their_own_session_from_five_on_and_nothing_else(
    client, personas, conference, evaluation, people, speaker
):
    other = next(each for each in people)
    Session.objects.get(title="Åbning").speakers.create(person=other)
    key = feedback.key(conference, SESSION)
    address = evaluation.part_url(key)
    client.force_login(speaker)
    for person in people:
        feedback.answer(evaluation, person, text="Om mægling")
    assert "Om mægling" not in client.get(address).text
    close(evaluation)
    page = client.get(address).text
    assert page.count("chart__drawing") == 1 and page.count("Om mægling") == 7
    assert "Hvad var det bedste?" not in page
    assert client.get(evaluation.part_url(feedback.key(conference, "Åbning"))).status_code == 404
    assert client.get(evaluation.part_url("session-999999")).status_code == 404
    assert client.get(evaluation.part_url("kursus-1")).status_code == 404
    assert client.get(evaluation.get_absolute_url()).status_code == 404
    assert client.get(reverse("feedback_desk:session", args=[conference.pk, key])).status_code in (
        302,
        403,
    )
    assert (
        client.get(reverse("evaluations:sheet", args=[evaluation.address, "csv"])).status_code
        == 404
    )
    client.force_login(people[1])
    assert client.get(address).status_code == 404
    client.force_login(personas.coordinator)
    assert client.get(address).status_code == 404


def test_a_speaker_of_a_session_with_four_answers_sees_a_sentence(
    client, conference, evaluation, people, speaker
):
    key = feedback.key(conference, SESSION)
    for number, person in enumerate(people):
        feedback.answer(evaluation, person, text="Om mægling", parts=number < 4)
    close(evaluation)
    client.force_login(speaker)
    page = client.get(evaluation.part_url(key)).text
    assert "For få har svaret" in page
    assert "Om mægling" not in page and "4 svar" not in page and "chart__drawing" not in page


def test_a_speaker_does_not_see_what_was_said_of_last_years_speaker(
    client, personas, conference, evaluation, people, speaker
):
    before = last_years(personas, people, scale=1, text="Sidste år var bedre")
    answered(evaluation, people, scale=5)
    client.force_login(speaker)
    page = client.get(evaluation.part_url(feedback.key(conference, SESSION))).text
    assert "Sidste år" not in page and str(before.year) not in page


def test_a_guest_or_somebody_who_has_left_sees_nothing(
    client, conference, evaluation, people, speaker
):
    answered(evaluation, people)
    address = evaluation.part_url(feedback.key(conference, SESSION))
    speaker.posts.all().delete()
    client.force_login(speaker)
    assert client.get(address).status_code in (302, 403, 404)
    assert not rules.may_see_part(speaker, evaluation, feedback.key(conference, SESSION))


def test_the_session_shows_its_speaker_the_way_and_nobody_else(
    client, conference, evaluation, people, speaker
):
    key = feedback.key(conference, SESSION)
    page = conference.sessions.get(title=SESSION).get_absolute_url()
    client.force_login(speaker)
    assert evaluation.part_url(key) not in client.get(page).text
    answered(evaluation, people)
    assert evaluation.part_url(key) in client.get(page).text
    client.force_login(people[0])
    assert evaluation.part_url(key) not in client.get(page).text


def test_the_desk_and_speakers_with_enough_answers_hear_once_that_it_is_closed(
    personas, conference, evaluation, people, speaker
):
    lonely = make_member("Lone Lukket")
    conference.sessions.get(title="Afslutning").speakers.create(person=lonely)
    hidden = feedback.key(conference, "Afslutning")
    skipped = set(evaluation.questions.filter(part=hidden).values_list("pk", flat=True))
    for person in people:
        given = feedback.answers(evaluation, person)
        given = {pk: value for pk, value in given.items() if pk not in skipped}
        answering.answer(evaluation=evaluation, given=given, by=person)
    close(evaluation)
    assert opening.tell_closed(by=None) == 1
    assert opening.tell_closed(by=None) == 0
    told = Notice.objects.filter(kind="evaluation-closed")
    by_person = {each.recipient.name: each.url for each in told}
    assert by_person.pop(speaker.name) == evaluation.part_url(feedback.key(conference, SESSION))
    assert set(by_person.values()) == {reverse("feedback_desk:overview", args=[conference.pk])}
    assert personas.editor.name in by_person and lonely.name not in by_person
    assert told.count() == len(by_person) + 1
    assert OutgoingMail.objects.filter(template="evaluations/mail/part_closed").count() == 1


# --- pages do not slow down ----------------------------------------------------------------------------
@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_number_of_queries_does_not_grow(number, personas, people, django_assert_num_queries):
    def points(name):
        return [
            feedback.point(f"{name} {place}", day=1 + place // 15, starts=6 + place % 15)
            for place in range(number)
        ]

    last_years(personas, people, points=points("Oplæg"))
    conference = feedback.make_held(people, by=personas.editor, points=points("Oplæg"))
    evaluation = feedback.make_evaluation(conference, by=personas.editor)
    with django_assert_num_queries(11):
        queries.sections_for(people[0], evaluation)
    answered(evaluation, people)
    earlier = years.earlier_than(personas.editor, conference)[1]
    with django_assert_num_queries(14):
        overview = years.overview_of(evaluation, earlier)
    assert len(overview.lines) == number and all(line.then for line in overview.lines)
    with django_assert_num_queries(6):
        years.whole_of(evaluation, earlier)


def test_each_session_is_asked_about_with_a_question_of_its_own(conference, evaluation):
    parts = [feedback.key(conference, title) for title in ("Åbning", SESSION, "Afslutning")]
    for part in parts:
        assert [each.kind for each in evaluation.questions.filter(part=part)] == ["scale", "text"]
    assert set(evaluation.questions.values_list("part", flat=True)) == {"", EACH, *parts}

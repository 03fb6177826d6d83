"""Who has answered and what was answered cannot be joined: not by columns, keys, order, times, transactions,
trail, mails or messages (docs/adr/0012)."""

import re

import pytest
from django.apps import apps
from django.db import connection, models
from django.urls import reverse

from events.evaluations.models import Evaluation, Question, Receipt, Remark, Tally
from portal.audit.models import Entry
from portal.notices.models import Notice, OutgoingMail
from tests.factories.certificates import answer, answers, close, make_course, make_evaluation
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
#: What a page view of whoever is logged in writes, answered or not.
LOGIN = {"sessions.Session", "usersessions.UserSession"}
ROOM = (Evaluation, Question, Receipt, Remark, Tally)
NAMES = [
    "Anna Ask", "Bo Birk", "Cia Dam", "Dan Eg", "Eva Friis", "Finn Gran",
    "Gry Holm", "Hans Iversen", "Ida Juhl", "Jon Krog", "Kaja Lind", "Leo Munk",
]  # fmt: skip


@pytest.fixture
def people():
    return [make_member(name) for name in NAMES]


@pytest.fixture
def evaluation(personas, people):
    course = make_course(personas.group, people=people)
    return make_evaluation(course, by=personas.coordinator)


def rows(query: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def in_stored_order(model, column: str) -> list:
    """The column's values as the database has put them down."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    return [
        each for (each,) in rows(f"SELECT {column} FROM {model._meta.db_table} ORDER BY {place}")
    ]


def everything() -> dict[str, list]:
    """Every row of every table, but what the log-in writes by itself."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.label not in LOGIN
        # A page's blocks are written out otherwise each time; nobody's answer stands in them.
        and model._meta.app_label != "pages"
    }


def test_no_column_of_an_answer_leads_to_a_person_or_a_time():
    """Nor does one of the receipt lead to an answer. Whoever adds a column here reads the decision first."""
    columns = {
        model._meta.model_name: {field.attname for field in model._meta.concrete_fields}
        for model in (Receipt, Remark, Tally)
    }
    assert columns == {
        "receipt": {"id", "evaluation_id", "person_id"},
        "remark": {"id", "question_id", "text"},
        "tally": {"id", "question_id", "value", "count"},
    }
    for model in (Receipt, Remark):
        assert isinstance(model._meta.pk, models.UUIDField), "a key that counts tells the order"
    timed = [
        f"{model._meta.label}.{field.name}"
        for model in (Question, Receipt, Remark, Tally)
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateField | models.TimeField)
    ]
    assert timed == []


def test_the_order_in_which_rows_lie_is_drawn_by_lot(evaluation, people):
    """Of twelve answers, one after the other, the chance that neither order differs is nearly none."""
    for person in people:
        answer(evaluation, person, text=person.name)
    told = [NAMES.index(text) for text in in_stored_order(Remark, "text")]
    numbers = {person.pk: place for place, person in enumerate(people)}
    received = [numbers[pk] for pk in in_stored_order(Receipt, "person_id")]
    by_key = [NAMES.index(text) for text in Remark.objects.values_list("text", flat=True)]
    answered = list(range(len(people)))
    first_question = [place for at, place in enumerate(told) if place not in told[:at]]
    assert first_question != answered
    assert received != answered
    assert by_key != sorted(by_key)
    assert received != first_question


def test_the_orders_differ_also_from_one_answer_to_the_next(evaluation, people):
    """Keys and places are new each time, so that two looks at the tables do not tell what came between."""
    for person in people[:6]:
        answer(evaluation, person, text=person.name)
    before = (
        set(Remark.objects.values_list("pk", flat=True)),
        set(Receipt.objects.values_list("pk", flat=True)),
    )
    answer(evaluation, people[6], text=people[6].name)
    assert not before[0] & set(Remark.objects.values_list("pk", flat=True))
    assert not before[1] & set(Receipt.objects.values_list("pk", flat=True))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL alone has xmin")
def test_no_transaction_number_joins_a_receipt_with_what_was_answered(evaluation, people):
    for number, person in enumerate(people):
        answer(evaluation, person, scale=number % 5 + 1, text=person.name)
    for model in (Receipt, Remark, Tally):
        (versions,) = rows(f"SELECT count(DISTINCT xmin::text) FROM {model._meta.db_table}")
        assert versions == (1,), model


def test_an_answer_changes_nothing_outside_its_own_room(client, evaluation, people):
    """No entry on the trail, no notice, no mail, no task, no message, and nothing in any other table."""
    address = evaluation.get_absolute_url()
    client.force_login(people[0])
    client.get(address)
    before = everything()
    data = {f"q{pk}": value for pk, value in answers(evaluation).items()}
    response = client.post(address, data)
    assert (response.status_code, response["Location"]) == (302, address)
    after = everything()
    changed = {label for label in after if after[label] != before[label]}
    assert changed == {
        "evaluations.Evaluation",
        "evaluations.Receipt",
        "evaluations.Remark",
        "evaluations.Tally",
    }
    assert client.session.get("_messages") is None and "messages" not in client.cookies
    page = client.get(address).text
    assert "Tak, du har svaret" in page and "toast" not in re.sub(r"class=\"toasts[^>]*>", "", page)


def test_neither_trail_nor_mails_say_who_answered(client, personas, evaluation, people):
    for person in people[:5]:
        answer(evaluation, person)
    assert not Entry.objects.filter(action__startswith="evaluations.").filter(
        by_id__in=[person.pk for person in people]
    )
    said = " ".join(map(str, OutgoingMail.objects.values_list("context", flat=True)))
    assert "Anna" not in said and not Notice.objects.filter(title__contains="Anna").exists()


def test_while_it_is_open_there_is_only_a_number(client, personas, evaluation, people):
    """Whoever looked after each answer would see whose it was."""
    client.force_login(personas.coordinator)
    address = evaluation.get_absolute_url()
    sheet = reverse("evaluations:sheet", args=[evaluation.address, "xlsx"])
    for person in people[:7]:
        answer(evaluation, person, text="Mere om frister")
    page = client.get(address).text
    assert "7 af 12 har svaret" in page
    assert "Mere om frister" not in page and '<svg class="chart' not in page
    assert all(name not in page for name in NAMES)
    assert client.get(sheet).status_code == 404
    close(evaluation)
    page = client.get(address).text
    assert "Mere om frister" in page and "chart__drawing" in page
    assert all(name not in page for name in NAMES)
    assert client.get(sheet).status_code == 200


def test_four_answers_are_shown_to_nobody(client, personas, evaluation, people):
    for person in people[:4]:
        answer(evaluation, person, text="Mere om frister")
    close(evaluation)
    client.force_login(personas.coordinator)
    page = client.get(evaluation.get_absolute_url()).text
    assert "Mere om frister" not in page and "chart__drawing" not in page
    assert "svar fra færre end 5" in page
    sheet = reverse("evaluations:sheet", args=[evaluation.address, "csv"])
    assert client.get(sheet).status_code == 404


def test_a_question_that_fewer_than_five_have_answered_is_not_shown(
    client, personas, evaluation, people
):
    for number, person in enumerate(people[:6]):
        answer(evaluation, person, text="Hemmeligt ord" if number < 4 else "")
    close(evaluation)
    client.force_login(personas.coordinator)
    page = client.get(evaluation.get_absolute_url()).text
    assert "Hemmeligt ord" not in page and page.count("chart__drawing") == 4
    sheet = client.get(reverse("evaluations:sheet", args=[evaluation.address, "csv"]))
    assert "Hemmeligt ord" not in sheet.content.decode("utf-8-sig")

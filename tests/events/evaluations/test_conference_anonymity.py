"""What one person said of the whole and of seven sessions cannot be laid together, and none of it with the
person: not by columns, keys, order, transactions or receipts (docs/adr/0017)."""

from itertools import pairwise

import pytest
from django.db import connection

from events.evaluations.models import Evaluation, Receipt, Remark, Tally
from tests.events.evaluations.test_anonymity import everything, in_stored_order, rows
from tests.factories import feedback
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
NAMES = [f"Stemme {letter}" for letter in "ABCDEFGHIJKL"]


@pytest.fixture
def people():
    return [make_member(name) for name in NAMES]


@pytest.fixture
def conference(personas, people):
    return feedback.make_held(people, by=personas.editor)


@pytest.fixture
def evaluation(personas, conference):
    return feedback.make_evaluation(conference, by=personas.editor)


def by_question(values: list[tuple]) -> dict[int, list[int]]:
    """For each question whose voices lie in which order."""
    found: dict[int, list[int]] = {}
    for question, text in values:
        found.setdefault(question, []).append(NAMES.index(text))
    return found


def test_there_is_one_receipt_for_everything_and_it_says_not_about_what(evaluation, people):
    feedback.answer(evaluation, people[0], parts=False)
    feedback.answer(evaluation, people[1])
    assert Receipt.objects.count() == Evaluation.objects.get().answered == 2
    assert {field.attname for field in Receipt._meta.concrete_fields} == {
        "id",
        "evaluation_id",
        "person_id",
    }


def test_texts_of_one_person_lie_in_another_order_under_each_question(evaluation, people):
    """Else the third under each would be one person's. Of twelve voices the chance that any two questions
    agree by lot is nearly none."""
    for person in people:
        feedback.answer(evaluation, person, text=person.name)
    stored = zip(
        in_stored_order(Remark, "question_id"), in_stored_order(Remark, "text"), strict=True
    )
    for orders in (
        by_question(list(stored)),
        by_question(list(Remark.objects.order_by("id").values_list("question_id", "text"))),
    ):
        assert len(orders) == 5 and {len(each) for each in orders.values()} == {12}
        assert len({tuple(each) for each in orders.values()}) == 5
        assert list(range(12)) not in orders.values()
    received = in_stored_order(Receipt, "person_id")
    numbers = {person.pk: place for place, person in enumerate(people)}
    assert [numbers[pk] for pk in received] not in orders.values()


def test_texts_of_one_answer_do_not_lie_beside_each_other(evaluation, people):
    """They are mixed over all questions at once, not question by question or person by person."""
    for person in people:
        feedback.answer(evaluation, person, text=person.name)
    voices = in_stored_order(Remark, "text")
    together = sum(one == next_one for one, next_one in pairwise(voices))
    # Five texts each, kept apart by person, would give 48; by lot about four.
    assert together < 20


def test_every_key_is_new_after_each_answer_also_of_sessions_that_it_was_not_about(
    evaluation, people
):
    for person in people[:6]:
        feedback.answer(evaluation, person, text=person.name)
    before = set(Remark.objects.values_list("pk", flat=True))
    feedback.answer(evaluation, people[6], parts=False, text=people[6].name)
    assert not before & set(Remark.objects.values_list("pk", flat=True))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL alone has xmin")
def test_no_transaction_number_tells_which_sessions_an_answer_was_about(evaluation, people):
    for number, person in enumerate(people):
        feedback.answer(evaluation, person, parts=bool(number % 2), text=person.name)
    for model in (Receipt, Remark, Tally):
        (versions,) = rows(f"SELECT count(DISTINCT xmin::text) FROM {model._meta.db_table}")
        assert versions == (1,), model
    (together,) = rows(
        "SELECT count(DISTINCT xmin::text) FROM (SELECT xmin FROM evaluations_receipt"
        " UNION ALL SELECT xmin FROM evaluations_remark"
        " UNION ALL SELECT xmin FROM evaluations_tally) AS all_rows"
    )
    assert together == (1,)


def test_an_answer_about_sessions_changes_nothing_outside_its_own_room(client, evaluation, people):
    """No entry on the trail, no notice, no mail, no booking, no message."""
    address = evaluation.get_absolute_url()
    client.force_login(people[0])
    client.get(address)
    given = feedback.answers(evaluation, people[0])
    before = everything()
    response = client.post(address, {f"q{pk}": value for pk, value in given.items()})
    assert (response.status_code, response["Location"]) == (302, address)
    after = everything()
    assert {label for label in after if after[label] != before[label]} == {
        "evaluations.Evaluation",
        "evaluations.Receipt",
        "evaluations.Remark",
        "evaluations.Tally",
    }
    assert client.session.get("_messages") is None and "messages" not in client.cookies

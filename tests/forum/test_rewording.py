"""Changing what one has written: it says so, and shows what it said before, until that is forgotten."""

import pytest
from django.urls import reverse

from forum.questions import flows, queries
from forum.questions.models import QuestionEvent, Revision
from portal.audit.models import Entry
from portal.kit.problems import Refused
from tests.factories.forum import make_answer, make_comment, make_question, make_wording

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(personas):
    return make_question(personas.member, "Hvor lang er fristen?", body="<p>Fem dage?</p>")


@pytest.fixture
def answer(question, personas):
    return make_answer(question, personas.coordinator, "<p>Fristen er fem dage.</p>")


def reworded(answer, personas):
    return flows.edit_answer(
        answer=answer, body="<p>Fristen er syv dage.</p>", by=personas.coordinator
    )


def words(post) -> list[list[tuple[str, str]]]:
    return [[(part.kind, part.text) for part in parts] for _, _, parts in queries.wordings(post)]


def test_an_edit_keeps_the_earlier_wording_and_shows_the_change(answer, personas):
    answer = reworded(answer, personas)
    assert answer.edited_at is not None
    assert words(answer) == [
        [("same", "Fristen er "), ("gone", "fem"), ("new", "syv"), ("same", " dage.")],
        [("same", "Fristen er fem dage.")],
    ]


def test_saving_without_a_change_is_no_edit(question, answer, personas):
    flows.edit_answer(answer=answer, body=answer.body, by=personas.coordinator)
    flows.edit_question(
        question=question, title=question.title, body=question.body, by=personas.member
    )
    comment = make_comment(answer, personas.member)
    flows.edit_comment(comment=comment, text=comment.text, by=personas.member)
    assert not Revision.objects.exists()
    question.refresh_from_db()
    assert question.edited_at is None and comment.edited_at is None


def test_a_questions_title_has_a_history_too(question, personas):
    changed = flows.edit_question(
        question=question, title="Hvor kort er fristen?", body=question.body, by=personas.member
    )
    assert words(changed)[0][1:3] == [("gone", "lang"), ("new", "kort")]


def test_a_comment_is_changed_by_its_writer_only(answer, personas):
    comment = make_comment(answer, personas.member)
    for name, user in personas.all().items():
        if name != "member":
            with pytest.raises(Refused):
                flows.edit_comment(comment=comment, text="Andet.", by=user)
    make_wording(comment, "Tak for det.")
    comment.refresh_from_db()
    assert comment.text == "Tak for det." and comment.edited_at is not None


def test_open_pages_lose_the_earlier_wording(answer, personas):
    comment = make_comment(answer, personas.member, "Det tvivler jeg på.")
    make_wording(comment, "Det er jeg enig i.")
    stored = " ".join(QuestionEvent.objects.values_list("html", flat=True))
    assert "Det er jeg enig i." in stored and "tvivler" not in stored


def test_the_history_is_for_those_who_read_the_question(client, question, answer, personas):
    answer = reworded(answer, personas)
    page = reverse("questions:answer_history", args=[answer.pk])
    client.force_login(personas.member)
    text = client.get(page).text
    assert "<del>fem</del><ins>syv</ins>" in text
    assert "Slet denne ordlyd helt" not in text
    narrow = make_question(personas.member, audience=personas.group)
    client.force_login(personas.other_coordinator)
    assert client.get(reverse("questions:question_history", args=[narrow.pk])).status_code == 404


def test_the_word_edited_leads_to_the_history(client, question, answer, personas):
    reworded(answer, personas)
    client.force_login(personas.member)
    shown = client.get(reverse("questions:question", args=[question.pk])).text
    assert f'href="{reverse("questions:answer_history", args=[answer.pk])}"' in shown


@pytest.mark.parametrize("who", ["coordinator", "jurist"])
def test_an_earlier_wording_can_be_forgotten(client, answer, personas, who):
    answer = reworded(answer, personas)
    client.force_login(getattr(personas, who))
    address = reverse("questions:forget_wording", args=[answer.revisions.get().pk])
    assert client.post(address)["Location"] == answer.history_address
    assert not Revision.objects.exists()
    assert len(queries.wordings(answer)) == 1
    assert Entry.objects.filter(action="questions.wording_forgotten").count() == 1


@pytest.mark.parametrize("who", ["member", "editor", "other_coordinator", "former"])
def test_nobody_else_forgets_it(client, answer, personas, who):
    answer = reworded(answer, personas)
    client.force_login(getattr(personas, who))
    address = reverse("questions:forget_wording", args=[answer.revisions.get().pk])
    assert client.post(address).status_code == 403
    assert Revision.objects.exists()


def test_the_history_of_an_anonymous_text_names_nobody(client, question, personas):
    answer = make_answer(question, personas.coordinator, anonymous=True)
    answer = reworded(answer, personas)
    client.force_login(personas.member)
    text = client.get(answer.history_address).text
    assert personas.coordinator.name not in text
    entry = Entry.objects.get(action="questions.answer_changed")
    assert entry.by_id is None


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_history_takes_no_more_queries(
    client, answer, personas, count, django_assert_num_queries
):
    for number in range(count):
        flows.edit_answer(answer=answer, body=f"<p>Nr. {number}</p>", by=personas.coordinator)
    client.force_login(personas.member)
    client.get(answer.history_address)
    with django_assert_num_queries(6):
        assert client.get(answer.history_address).status_code == 200

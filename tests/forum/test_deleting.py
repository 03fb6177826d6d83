"""Deleting: the words are gone everywhere, and a stub says that something stood there."""

import pytest
from django.urls import reverse

from forum.questions import finding, flows, queries
from forum.questions.enums import State
from forum.questions.models import HelpfulMark, QuestionEvent, Revision
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.forum import make_answer, make_comment, make_question, make_topic, make_wording

pytestmark = pytest.mark.django_db

SECRET = "kvindekrisecentret"


@pytest.fixture
def question(personas):
    return make_question(
        personas.member,
        f"Hvem ringer til {SECRET}?",
        body=f"<p>{SECRET}</p>",
        topics=[make_topic()],
    )


@pytest.fixture
def answer(question, personas):
    return make_answer(question, personas.coordinator, f"<p>Ring til {SECRET}.</p>")


def traces(reader) -> list[str]:
    """Where the word still stands."""
    found = [event.html for event in QuestionEvent.objects.all() if SECRET in event.html]
    found += [revision.text for revision in Revision.objects.all() if SECRET in revision.text]
    return found + [str(hit) for hit in finding.search_for(reader, SECRET)]


def page_of(client, question) -> str:
    return client.get(reverse("questions:question", args=[question.pk])).text


def test_a_deleted_answer_leaves_a_stub_and_nothing_of_its_words(client, personas, answer):
    question = answer.question
    make_comment(answer, personas.member, "Tak skal du have.")
    flows.edit_answer(answer=answer, body=f"<p>{SECRET} igen</p>", by=personas.coordinator)
    flows.mark_helpful(answer=answer, by=personas.member)
    flows.accept(answer=answer, by=personas.member)
    flows.confirm(answer=answer, by=personas.jurist)
    flows.delete_answer(answer=answer, by=personas.coordinator)
    question.refresh_from_db()
    answer.refresh_from_db()
    assert (question.state, question.answers_count) == (State.OPEN, 0)
    assert (answer.body, answer.accepted_at, answer.confirmed_at) == ("", None, None)
    assert not HelpfulMark.objects.exists() and not Revision.objects.exists()
    client.force_login(personas.member)
    text = page_of(client, question)
    assert "Den, der skrev det, har slettet det." in text and "Tak skal du have." in text
    assert (
        personas.coordinator.name not in text.partition('id="svar"')[2].partition("</article>")[0]
    )
    assert not [word for word in traces(personas.member) if "igen" in word]


def test_the_state_follows_what_is_left(personas, answer):
    question, other = answer.question, make_answer(answer.question, personas.editor)
    flows.accept(answer=answer, by=personas.member)
    flows.delete_answer(answer=answer, by=personas.coordinator)
    question.refresh_from_db()
    assert (question.state, question.answers_count) == (State.ANSWERED, 1)
    flows.accept(answer=other, by=personas.member)
    question.refresh_from_db()
    assert question.state == State.SOLVED


def test_a_deleted_question_is_in_no_list_and_no_search(client, personas, answer):
    question = answer.question
    flows.delete_question(question=question, by=personas.member)
    question.refresh_from_db()
    assert (question.title, question.body) == ("Slettet spørgsmål", "")
    reader = personas.editor
    assert question not in queries.listed(reader)
    assert not finding.search_for(reader, SECRET)
    assert question not in queries.standing_for(reader) and question in queries.questions_for(
        reader
    )
    assert not question.topics.exists()
    client.force_login(reader)
    text = page_of(client, question)
    assert "Den, der skrev det, har slettet det." in text
    assert f"Ring til {SECRET}." in text, "a colleague's answer stays for those who know the way"
    with pytest.raises(Refused):
        make_answer(question, reader)


def test_a_deleted_comment_leaves_the_open_pages_too(client, personas, answer):
    kept = make_comment(answer, personas.editor, "Det gør vi også.")
    comment = make_comment(answer, personas.member, f"Har {SECRET} åbent?")
    make_wording(comment, f"Er {SECRET} åbent?")
    flows.delete_comment(comment=comment, by=personas.member)
    client.force_login(personas.member)
    text = page_of(client, answer.question)
    assert "åbent?" not in text and "Den, der skrev det, har slettet det." in text
    assert not [word for word in traces(personas.member) if "åbent" in word]
    newest = QuestionEvent.objects.latest("seq")
    assert kept.text in newest.html, "whoever lost the push gets the other comments back"


def test_only_the_writer_and_those_who_keep_order_delete(client, personas, question, answer):
    comment = make_comment(answer, personas.editor)
    for name, user in personas.all().items():
        owns = {"member": question, "coordinator": answer, "editor": comment}
        for post, flow in (
            (question, lambda by: flows.delete_question(question=question, by=by)),
            (answer, lambda by: flows.delete_answer(answer=answer, by=by)),
            (comment, lambda by: flows.delete_comment(comment=comment, by=by)),
        ):
            if owns.get(name) is post or name in ("jurist", "administrator"):
                continue
            with pytest.raises(Refused):
                flow(user)
    assert not Entry.objects.filter(action__endswith="_deleted").exists()


def test_what_the_secretariat_removes_is_told_and_says_so(client, personas, answer):
    flows.delete_answer(answer=answer, by=personas.jurist)
    notice = Notice.objects.get(recipient=personas.coordinator)
    assert notice.title.startswith("Sekretariatet har fjernet noget, du skrev i:")
    client.force_login(personas.member)
    assert "Sekretariatet har fjernet det, der stod her." in page_of(client, answer.question)


def test_deleting_twice_is_deleting_once(personas, answer):
    for _ in range(2):
        flows.delete_answer(answer=answer, by=personas.coordinator)
    assert Entry.objects.filter(action="questions.answer_deleted").count() == 1
    question = answer.question
    question.refresh_from_db()
    assert question.seq == QuestionEvent.objects.count()


@pytest.mark.parametrize(
    "attempt",
    [
        lambda answer, people: flows.accept(answer=answer, by=people.member),
        lambda answer, people: flows.confirm(answer=answer, by=people.jurist),
        lambda answer, people: flows.mark_helpful(answer=answer, by=people.member),
        lambda answer, people: flows.comment(answer=answer, text="Hm.", by=people.member),
        lambda answer, people: flows.edit_answer(
            answer=answer, body="<p>Igen</p>", by=people.coordinator
        ),
    ],
)
def test_nothing_is_done_with_what_is_gone(personas, answer, attempt):
    stale = answer.__class__.objects.get(pk=answer.pk)
    flows.delete_answer(answer=answer, by=personas.coordinator)
    with pytest.raises(Refused):
        attempt(stale, personas)


def test_the_page_asks_once(client, personas, answer):
    client.force_login(personas.coordinator)
    address = reverse("questions:delete_answer", args=[answer.pk])
    assert "Vil du slette det?" in client.get(address).text
    answer.refresh_from_db()
    assert answer.deleted_at is None
    assert client.post(address)["Location"].endswith(f"#svar-{answer.pk}")
    answer.refresh_from_db()
    assert answer.deleted_at is not None
    client.force_login(personas.member)
    assert client.get(address).status_code == 403


def test_an_anonymous_writer_deletes_without_a_name_on_the_trail(personas, question):
    hidden = make_answer(question, personas.coordinator, anonymous=True)
    flows.delete_answer(answer=hidden, by=personas.coordinator)
    assert Entry.objects.get(action="questions.answer_deleted").by_id is None

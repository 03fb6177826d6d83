"""What is kept of a question's page is nobody's in particular, and never older than what was done to it."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from forum.questions import flows, kept
from forum.questions.models import Question
from tests.factories.forum import make_answer, make_comment, make_question

pytestmark = pytest.mark.django_db


def page(client, question, reader) -> str:
    client.force_login(reader)
    return client.get(reverse("questions:question", args=[question.pk])).content.decode()


def test_each_reader_gets_their_own_buttons_whoever_came_first(client, personas):
    question = make_question(personas.member)
    answer = make_answer(question, personas.coordinator)
    comment = make_comment(answer, personas.member)
    accept = reverse("questions:accept", args=[answer.pk])
    edit = reverse("questions:edit_answer", args=[answer.pk])
    edit_comment = reverse("questions:edit_comment", args=[comment.pk])
    confirm = reverse("questions:confirm", args=[answer.pk])
    for _ in range(2):
        for reader, theirs in {
            personas.member: {accept, edit_comment},
            personas.coordinator: {edit},
            personas.other_coordinator: set(),
            personas.jurist: {confirm},
        }.items():
            html = page(client, question, reader)
            shown = {url for url in (accept, edit, edit_comment, confirm) if url in html}
            assert shown == theirs, reader


def test_whatever_is_done_to_a_question_is_on_the_page_at_once(client, personas):
    question = make_question(personas.member, "Før")
    answer = make_answer(question, personas.coordinator, "<p>Et svar</p>")

    def shown() -> str:
        return page(client, question, personas.member)

    assert "Et svar" in shown()
    comment = make_comment(answer, personas.coordinator, "En bemærkning")
    assert "En bemærkning" in shown()
    flows.edit_comment(comment=comment, text="En anden", by=personas.coordinator)
    assert "En anden" in shown()
    flows.edit_answer(answer=answer, body="<p>Et bedre svar</p>", by=personas.coordinator)
    assert "Et bedre svar" in shown()
    flows.accept(answer=answer, by=personas.member)
    assert "Godkendt svar" in shown()
    flows.edit_question(
        question=question, title="Efter", body="<p>Ny tekst</p>", by=personas.member
    )
    assert "Ny tekst" in shown()
    flows.delete_comment(comment=comment, by=personas.coordinator)
    assert "En anden" not in shown()
    flows.delete_answer(answer=answer, by=personas.coordinator)
    assert "Et bedre svar" not in shown()


def test_readings_count_on_without_the_page_being_made_anew(client, personas, monkeypatch):
    question = make_question(personas.member)
    make_answer(question, personas.coordinator)
    assert "1 har læst<" in page(client, question, personas.coordinator)
    monkeypatch.setattr(kept, "_render", None)  # it would raise
    assert "2 har læst<" in page(client, question, personas.jurist)


def test_each_language_has_a_page_of_its_own(personas):
    question = make_question(personas.member)
    make_answer(question, personas.coordinator)
    with translation.override("da"):
        danish = kept.page_of(question)
    with translation.override("en"):
        english = kept.page_of(question)
    assert "Spurgt af" in danish.facts and "Asked by" in english.facts


def test_no_text_can_ask_for_buttons(client, personas):
    question = make_question(personas.member)
    place = "<!--tools:answer:1-->"
    answer = make_answer(question, personas.coordinator, f"<p>a{place}b</p>")
    make_comment(answer, personas.coordinator, f"c{place}d")
    html = page(client, question, personas.member)
    assert "<p>ab</p>" in html and f"c{place}d" not in html and "c&lt;!--tools" in html


def test_a_minute_later_a_colleagues_new_name_stands_there(client, personas):
    question = make_question(personas.member)
    make_answer(question, personas.coordinator)
    page(client, question, personas.member)
    personas.coordinator.name = "Nyt Navn"
    personas.coordinator.save()
    key = f"questions.page.{question.pk}.{Question.objects.get(pk=question.pk).seq}.da"
    assert cache.delete(key)  # what its minute does
    assert "Nyt Navn" in page(client, question, personas.member)

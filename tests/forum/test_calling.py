"""Calling upon a colleague by name, and quoting one."""

import pytest
from django.urls import reverse

from forum.questions import flows, mentions
from forum.questions.models import Answer
from members.people.models import User
from portal.notices.models import Notice, OutgoingMail
from tests.factories.following import follow_question
from tests.factories.forum import make_answer, make_comment, make_question
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def ditte(db):
    return make_member("Ditte Vang", "Thisted")


def called(person) -> list[str]:
    return list(
        Notice.objects.filter(recipient=person, kind="called-upon").values_list("title", flat=True)
    )


def people(*names):
    return [User(pk=number, name=name) for number, name in enumerate(names, start=1)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Hvad siger @Mette Holm?", ["Mette Holm"]),
        ("@METTE HOLM og @Åse Ørn", ["Mette Holm", "Åse Ørn"]),
        ("@Mette Holm Friis ved det", ["Mette Holm Friis"]),
        ("@Mette Holms sag", []),
        ("mette@Mette Holm", []),
        ("Mette Holm uden snabel-a", []),
        ("skriv til mette.holm@odense.example", []),
        ("@Mette\N{NO-BREAK SPACE}Holm", ["Mette Holm"]),
    ],
)
def test_who_is_called_upon(words, found):
    everybody = people("Mette Holm", "Mette Holm Friis", "Åse Ørn")
    assert sorted(person.name for person in mentions.named(words, everybody)) == sorted(found)


def test_a_name_in_formatted_text_leads_to_its_owner_but_not_within_a_link():
    html = '<p>@Mette Holm &amp; <a href="/x/">@Mette Holm</a> &lt;@Mette Holm&gt;</p>'
    link = '<a href="/1/">@Mette Holm</a>'
    assert mentions.with_links(html, people("Mette Holm"), lambda person: f"/{person.pk}/") == (
        f'<p>{link} &amp; <a href="/x/">@Mette Holm</a> &lt;{link}&gt;</p>'
    )


def test_one_who_is_called_upon_hears_of_it_once_with_a_link_and_no_text(
    personas, ditte, run_jobs, mailoutbox
):
    question = make_question(personas.member)
    follow_question(ditte, question)
    answer = make_answer(question, personas.coordinator, "<p>Det ved @Ditte Vang hemmeligt</p>")
    assert f'<a href="{reverse("directory:person", args=[ditte.pk])}"' in answer.body
    assert called(ditte) == [f"Du er nævnt i: {question.title}"]
    assert not Notice.objects.filter(recipient=ditte, kind="question-answered").exists()
    run_jobs()
    letters = [mail for mail in mailoutbox if mail.to == [ditte.email]]
    assert len(letters) == 1 and "hemmeligt" not in letters[0].body
    assert "List-Unsubscribe" in letters[0].extra_headers


def test_questions_and_comments_call_too_and_an_edit_calls_only_the_new(personas, ditte):
    question = make_question(personas.member, "Hvem ved det?", body="<p>Måske @Ditte Vang</p>")
    assert len(called(ditte)) == 1
    flows.edit_question(
        question=question,
        title="Hvem ved det?",
        body="<p>Måske @Ditte Vang, tak</p>",
        by=personas.member,
    )
    assert len(called(ditte)) == 1
    comment = make_comment(make_answer(question, personas.coordinator), personas.member, "Nej")
    flows.edit_comment(comment=comment, text="Jo, @Ditte Vang", by=personas.member)
    assert len(called(ditte)) == 2


def test_nobody_outside_the_audience_is_called(personas, ditte):
    make_question(personas.member, body="<p>@Ditte Vang</p>", audience=personas.group)
    assert called(ditte) == [] and not OutgoingMail.objects.filter(recipient=ditte).exists()


def test_an_anonymous_writer_is_not_named_to_the_one_who_is_called(personas, ditte):
    question = make_question(personas.member, body="<p>@Ditte Vang?</p>", anonymous=True)
    notice = Notice.objects.get(recipient=ditte)
    letter = OutgoingMail.objects.get(recipient=ditte)
    assert personas.member.name not in f"{notice.title} {notice.url} {letter.context}"
    assert question.author == personas.member


def test_one_who_wants_to_hear_no_more_is_left_in_peace(personas, ditte):
    question = make_question(personas.member)
    follow_question(ditte, question)
    question.follows.filter(person=ditte).update(level="never")
    make_answer(question, personas.coordinator, "<p>@Ditte Vang</p>")
    assert called(ditte) == []


def test_names_are_offered_to_members_only(client, personas, ditte):
    url = reverse("questions:colleagues")
    client.force_login(personas.member)
    assert client.get(url, {"q": "ditte"}).json() == {
        "people": [{"name": "Ditte Vang", "place": "Thisted"}]
    }
    assert client.get(url, {"q": ""}).json() == {"people": []}
    client.force_login(personas.former)
    assert client.get(url, {"q": "ditte"}).status_code == 403


def test_a_quote_begins_the_answer_with_who_wrote_it(client, personas):
    question = make_question(personas.member)
    open_one = make_answer(question, personas.coordinator, "<p>Ring &amp; skriv</p>")
    hidden = make_answer(question, personas.coordinator, "<p>Uden navn</p>", anonymous=True)
    client.force_login(personas.member)
    for answer, who in ((open_one, personas.coordinator.name), (hidden, "Anonymt medlem")):
        target = client.get(reverse("questions:quote", args=[answer.pk])).url
        form = client.get(target).context["answer_form"]
        begun = form.initial["body"]
        assert f"{who} skrev:" in begun and f"#svar-{answer.pk}" in begun
        assert "<blockquote><p>" in begun
    assert personas.coordinator.name not in begun
    key = form["key"].value()
    client.post(
        reverse("questions:answer", args=[question.pk]), {"body": f"{begun}<p>Enig</p>", "key": key}
    )
    assert "<blockquote>" in Answer.objects.latest("pk").body


def test_nothing_is_quoted_from_where_one_may_not_read(client, personas):
    secret = make_answer(
        make_question(personas.member, audience=personas.group),
        personas.coordinator,
        "<p>Internt</p>",
    )
    asked = make_question(personas.member)
    client.force_login(personas.other_coordinator)
    assert client.get(reverse("questions:quote", args=[secret.pk])).status_code == 404
    page = client.get(reverse("questions:question", args=[asked.pk]), {"citer": secret.pk})
    assert "Internt" not in page.content.decode()

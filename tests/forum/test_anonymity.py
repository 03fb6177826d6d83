"""An anonymous author is in no byte that anyone is shown."""

import json

import pytest
from django.urls import reverse

from forum.questions import flows
from forum.questions.models import QuestionEvent
from members.onboarding.flows import start_onboarding
from members.onboarding.models import StepDone
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.forum import make_answer, make_comment, make_question
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(db):
    return make_member("Hemmelig Hansen", "Læsø", email="skjult@laesoe.example")


@pytest.fixture
def reader(db):
    return make_member("Mette Holm", "Odense")


@pytest.fixture
def thread(hidden, reader):
    """A question, an answer and a comment by the hidden one, and what others do with them."""
    question = make_question(hidden, "Et følsomt spørgsmål", anonymous=True)
    answer = make_answer(question, hidden, anonymous=True)
    other = make_answer(question, reader)
    make_comment(answer, hidden, anonymous=True)
    flows.accept(answer=other, by=hidden)
    flows.edit_answer(answer=answer, body="<p>Rettet</p>", by=hidden)
    flows.edit_question(
        question=question, title="Et følsomt spørgsmål", body="<p>Ny</p>", by=hidden
    )
    return question


def traces(hidden):
    return ["Hemmelig", "Hansen", "Læsø", "skjult@", f"/medlemmer/{hidden.pk}/"]


def assert_silent(text, hidden):
    for trace in traces(hidden):
        assert trace not in text, trace


def test_pages_for_every_member_are_silent(client, thread, hidden, personas):
    for user in (personas.member, personas.coordinator, personas.editor, personas.administrator):
        client.force_login(user)
        for url in (
            reverse("questions:list"),
            reverse("questions:list") + "?q=følsomt",
            reverse("questions:question", args=[thread.pk]),
        ):
            page = client.get(url)
            assert page.status_code == 200
            # A search marks its words.
            text = page.text.replace("<mark>", "").replace("</mark>", "")
            assert "Et følsomt spørgsmål" in text
            assert_silent(page.content.decode(), hidden)


def test_the_author_is_not_greeted_in_the_text_either(client, thread, hidden):
    """Over the shoulder, the byline of one's own anonymous text is everyone's."""
    client.force_login(hidden)
    page = client.get(reverse("questions:question", args=[thread.pk])).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert_silent(main, hidden)


def test_events_notices_and_mails_are_silent(client, thread, hidden, reader, run_jobs, mailoutbox):
    client.force_login(reader)
    events = client.get(reverse("questions:news", args=[thread.pk]))
    assert events.json()["seq"] == 6
    assert_silent(events.content.decode() + json.dumps(events.json(), ensure_ascii=False), hidden)
    for event in QuestionEvent.objects.all():
        assert_silent(event.html, hidden)
    assert Notice.objects.filter(recipient=reader).exists()
    for notice in Notice.objects.all():
        assert_silent(notice.title + notice.url, hidden)
    for mail in OutgoingMail.objects.exclude(recipient=hidden):
        assert_silent(json.dumps(mail.context, ensure_ascii=False), hidden)
    run_jobs()
    for mail in mailoutbox:
        if mail.to != [hidden.email]:
            assert_silent(mail.subject + mail.body + str(mail.alternatives), hidden)


def test_the_trail_does_not_tell(thread, hidden):
    entries = Entry.objects.filter(action__startswith="questions.")
    assert entries.filter(action="questions.asked").count() == 1
    for entry in entries:
        assert hidden.pk not in (entry.by_id, entry.about_id), entry.action
        assert set(entry.facts) <= {"anonymous", "question"}, entry.action


def test_onboarding_does_not_tell(hidden):
    start_onboarding(person=hidden, by=None)
    question = make_question(hidden, anonymous=True)
    make_answer(question, hidden, anonymous=True)
    assert not StepDone.objects.exists()
    make_answer(question, hidden)
    assert StepDone.objects.count() == 1


def test_unfollowing_does_not_tell(thread, hidden):
    flows.unfollow(question=thread, by=hidden)
    entry = Entry.objects.get(action="questions.unfollowed")
    assert (entry.object_type, entry.object_id, entry.facts) == ("", "", {})


def test_only_the_one_with_the_right_traces_and_it_is_recorded(thread, hidden, personas):
    for user in (personas.member, personas.editor, personas.jurist, personas.former):
        with pytest.raises(Refused):
            flows.trace_author(post=thread, by=user)
    assert not Entry.objects.filter(action="questions.author_traced").exists()
    assert flows.trace_author(post=thread, by=personas.administrator) == hidden
    entry = Entry.objects.get(action="questions.author_traced")
    assert entry.by_id == personas.administrator.pk
    assert entry.object_id == str(thread.pk) and entry.about_id is None


def test_tracing_over_the_page(client, thread, hidden, personas):
    url = reverse("questions:trace_question", args=[thread.pk])
    client.force_login(personas.jurist)
    assert client.post(url).status_code == 403
    client.force_login(personas.administrator)
    page = client.post(url)
    assert "Hemmelig Hansen" in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    assert client.get(url).status_code == 405


def test_a_text_with_a_name_is_not_traced(reader, personas):
    with pytest.raises(Refused) as refused:
        flows.trace_author(post=make_question(reader), by=personas.administrator)
    assert refused.value.codes == ["not_anonymous"]

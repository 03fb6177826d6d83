"""The forum's pages, as they answer."""

import re
import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.questions import flows
from forum.questions.models import Answer, Comment, Question
from tests.factories.forum import make_answer, make_comment, make_question, make_topic
from tests.factories.people import make_former, make_member

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.fixture
def member(client, db):
    member = make_member("Mette Holm", "Odense")
    client.force_login(member)
    return member


@pytest.fixture
def colleague(db):
    return make_member("Jens Aagaard", "Aarhus")


def page_of(question):
    return reverse("questions:question", args=[question.pk])


def queries_of(client, url):
    client.get(url)  # the reading is counted once, and the content types are looked up once
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def rows_of(page):
    """The questions (numbers) that a list shows."""
    return {int(number) for number in re.findall(r'data-row="(\d+)"', page.text)}


def frame_of(client):
    """What the frame around every page costs, by a page of the forum that lists nothing of its own."""
    return (
        queries_of(client, reverse("questions:ask")) - 3
    )  # its draft, topics, the reader's groups


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_asks_the_same_number_of_times(client, member, count):
    topic = make_topic()
    for each in range(count):
        make_question(make_member(f"Person {each}", "Aarhus"), f"Nr. {each}", topics=[topic])
    # The reader's groups, how far the questions have come, and one's own counts. The rows are kept.
    assert queries_of(client, reverse("questions:list")) - frame_of(client) == 3
    # With words nothing is kept: matches, two times; the rows with authors, posts, municipalities,
    # topics; their texts: topics, answers; how far; topics and groups to choose from; what is to be
    # looked at closer; what means the same, and the longer words.
    words = reverse("questions:list") + "?q=borgeren"
    assert queries_of(client, words) - frame_of(client) == 17


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_list_that_is_not_kept_asks_the_same_number_of_times(client, member, count):
    topic = make_topic()
    for each in range(count):
        make_question(make_member(f"Person {each}", "Aarhus"), f"Nr. {each}", topics=[topic])
    # How far the questions have come, what can be chosen (topics, groups), how many of each (topics,
    # audiences, all others; tabs, one's own tabs), the rows with posts, municipalities and topics.
    client.get(reverse("questions:ask"))
    for address in ("?vis=ubesvarede", "?stoerrelse=over-100&orden=nyttige", f"?emne={topic.slug}"):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("questions:list") + address).status_code == 200
            asked = len(captured)
        assert asked - frame_of(client) == 13, address


def write_a_full_page(member, colleague, count):
    topic = make_topic()
    question = make_question(member, topics=[topic])
    for each in range(count):
        writer = make_member(f"Person {each}", "Aarhus")
        make_comment(make_answer(question, writer), colleague)
        make_question(writer, f"Nr. {each}", topics=[topic])
    return question


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_question_asks_the_same_number_of_times(client, member, colleague, count):
    question = write_a_full_page(member, colleague, count)
    # The reader's groups, and the question; whether they follow, saved it, marked anything, wrote without
    # their name; their draft; similar questions.
    assert queries_of(client, page_of(question)) - frame_of(client) == 7


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_first_reader_after_a_change_costs_the_same_whatever_stands_there(
    client, member, colleague, count, django_assert_num_queries
):
    question = write_a_full_page(member, colleague, count)
    warm = queries_of(client, page_of(question))
    cache.delete_many(
        [f"questions.page.{question.pk}.{count * 2}.da", f"questions.similar.{question.pk}"]
    )
    # The question with its author's posts and places, and topics; who is writing; the answers, their authors'
    # posts and places, comments with the same; the files under them; what has moved away; which are similar;
    # which answers are looked at again.
    with django_assert_num_queries(warm + 16):
        client.get(page_of(question))


def test_strangers_log_in_and_others_are_turned_away(client, personas):
    question = make_question(personas.member)
    answer = make_answer(question, personas.coordinator)
    reading = [
        reverse("questions:list"),
        reverse("questions:ask"),
        page_of(question),
        reverse("questions:news", args=[question.pk]),
        reverse("questions:edit", args=[question.pk]),
        reverse("questions:edit_answer", args=[answer.pk]),
    ]
    posting = [
        reverse("questions:answer", args=[question.pk]),
        reverse("following:question", args=[question.pk]),
        reverse("questions:trace_question", args=[question.pk]),
        *(
            reverse(f"questions:{name}", args=[answer.pk])
            for name in ("comment", "accept", "confirm", "helpful", "trace_answer")
        ),
    ]
    for url in reading:
        assert client.get(url).status_code == 302, url
    for url in posting:
        assert client.post(url).status_code == 302, url
    for outsider in (personas.applicant, personas.former):
        client.force_login(outsider)
        for url in reading:
            assert client.get(url).status_code == 403, url
        for url in posting:
            assert client.post(url).status_code == 403, url


def test_tabs_topics_and_words_narrow_the_list(client, member, colleague):
    topic = make_topic("Aktindsigt")
    open_one = make_question(member, "Den åbne", topics=[topic])
    solved = make_question(colleague, "Den løste")
    flows.accept(answer=make_answer(solved, member), by=colleague)
    address = reverse("questions:list")
    for query, shown in {
        "": {open_one, solved},
        "?vis=ubesvarede": {open_one},
        "?vis=loeste": {solved},
        "?vis=mine": {open_one},
        "?vis=sludder": {open_one, solved},
        f"?emne={topic.slug}": {open_one},
        "?q=løste": {solved},
        "?q=findesikke": set(),
    }.items():
        assert rows_of(client.get(address + query)) == {each.pk for each in shown}, query


def test_the_list_is_parted_into_pages_of_twenty(client, member):
    for each in range(21):
        make_question(member, f"Nr. {each}")
    first = client.get(reverse("questions:list"))
    assert len(rows_of(first)) == 20 and "Side 1 af 2" in first.text
    assert "Nr. 20" in first.text and "Nr. 0<" not in first.text
    assert len(rows_of(client.get(reverse("questions:list") + "?page=2"))) == 1


def test_asking_over_the_form_counts_once(client, member):
    topic, key = make_topic(), uuid.uuid4()
    sent = {
        "title": "Må jeg?",
        "body": "Linje et.\n\nLinje to.",
        "topics": [topic.pk],
        "anonymous": "on",
        "key": key,
    }
    first = client.post(reverse("questions:ask"), sent)
    second = client.post(reverse("questions:ask"), sent)
    question = Question.objects.get()
    assert first.url == second.url == page_of(question)
    assert (question.body, question.anonymous) == ("<p>Linje et.</p><p>Linje to.</p>", True)


@pytest.mark.parametrize("field", ["title", "body"])
def test_a_cpr_number_comes_back_with_the_form_and_everything_written(client, member, field):
    sent = {"title": "Min titel", "body": "<p>Min tekst</p>", "key": uuid.uuid4()}
    sent[field] += f" {CPR}"
    page = client.post(reverse("questions:ask"), sent)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert "Min titel" in page.content.decode() and "Min tekst" in page.content.decode()
    assert not Question.objects.exists()


def test_answer_and_comment_over_the_page(client, member, colleague):
    question = make_question(colleague)
    sent = {"body": "<p>Mit svar</p>", "key": uuid.uuid4()}
    done = client.post(reverse("questions:answer", args=[question.pk]), sent)
    answer = Answer.objects.get()
    assert done.url == f"{page_of(question)}#svar-{answer.pk}"
    client.post(
        reverse("questions:comment", args=[answer.pk]), {"text": "Et ord", "key": uuid.uuid4()}
    )
    assert Comment.objects.get().text == "Et ord"
    page = client.get(page_of(question)).content.decode()
    assert "Mit svar" in page and "Et ord" in page


def test_a_refused_answer_or_comment_is_not_lost(client, member, colleague):
    question = make_question(colleague)
    answer = make_answer(question, colleague)
    page = client.post(
        reverse("questions:answer", args=[question.pk]),
        {"body": f"<p>Mit lange svar {CPR}</p>", "key": uuid.uuid4()},
    )
    assert "body" in page.context["answer_form"].errors
    assert "Mit lange svar" in page.content.decode()
    page = client.post(
        reverse("questions:comment", args=[answer.pk]),
        {"text": f"Mit ord {CPR}", "key": uuid.uuid4()},
    )
    assert page.context["form"].errors["text"] and "Mit ord" in page.content.decode()
    assert (Answer.objects.count(), Comment.objects.count()) == (1, 0)


def test_a_comment_is_written_without_javascript_too(client, member, colleague):
    answer = make_answer(make_question(colleague), colleague, "<p>Det svar, det gælder</p>")
    url = reverse("questions:comment", args=[answer.pk])
    assert url in client.get(page_of(answer.question)).content.decode()
    assert "Det svar, det gælder" in client.get(url).content.decode()
    sent = client.post(url, {"text": "Tak for det", "key": uuid.uuid4()})
    assert sent.url == f"{page_of(answer.question)}#svar-{answer.pk}"
    assert Comment.objects.get().text == "Tak for det"


def test_the_small_buttons(client, member, colleague):
    question = make_question(member)
    answer = make_answer(question, colleague)
    for name, sent, check in [
        ("helpful", {}, lambda: answer.helpful_marks.count() == 1),
        ("helpful", {"undo": 1}, lambda: answer.helpful_marks.count() == 0),
        ("accept", {}, lambda: Answer.objects.get().accepted_at is not None),
        ("accept", {"undo": 1}, lambda: Answer.objects.get().accepted_at is None),
    ]:
        done = client.post(reverse(f"questions:{name}", args=[answer.pk]), sent)
        assert done.status_code == 302 and check(), (name, sent)


def test_editing_ones_own(client, member, colleague):
    question = make_question(member)
    address = reverse("questions:edit", args=[question.pk])
    client.post(address, {"title": "Ny titel", "body": "<p>Ny tekst</p>"})
    question.refresh_from_db()
    assert (question.title, question.body) == ("Ny titel", "<p>Ny tekst</p>")
    other = make_answer(question, colleague)
    assert client.get(reverse("questions:edit_answer", args=[other.pk])).status_code == 403
    mine = make_answer(question, member, "<p>Et.</p><p>To &amp; tre.</p>")
    address = reverse("questions:edit_answer", args=[mine.pk])
    # A plain box shows words, not elements.
    assert "Et.\n\nTo &amp; tre." in client.get(address).content.decode()
    client.post(address, {"body": "Fire."})
    mine.refresh_from_db()
    assert mine.body == "<p>Fire.</p>"


def test_a_reader_counts_once_and_the_asker_never(client, member, colleague):
    question = make_question(colleague)
    for _ in range(3):
        client.get(page_of(question))
    client.force_login(colleague)
    client.get(page_of(question))
    question.refresh_from_db()
    assert question.views == 1
    cache.clear()
    client.force_login(member)
    client.get(page_of(question))
    question.refresh_from_db()
    assert question.views == 2


def test_the_accepted_answer_stands_first(client, member, colleague):
    question = make_question(member)
    make_answer(question, colleague, "<p>Første</p>")
    best = make_answer(question, colleague, "<p>Bedste</p>")
    flows.accept(answer=best, by=member)
    html = client.get(page_of(question)).content.decode()
    assert html.index(f'id="svar-{best.pk}"') < html.index("Første")


def test_those_who_left_keep_their_words(client, member):
    from members.people.flows.membership import end_membership

    leaver = make_member("Bodil Friis", "Vejle")
    question = make_question(leaver, "Mit spørgsmål")
    answer = make_answer(question, leaver)
    end_membership(person=leaver, by=None)
    page = client.get(page_of(question)).content.decode()
    assert "Bodil Friis" in page and f"/medlemmer/{leaver.pk}/" not in page
    leaver.delete()
    question.refresh_from_db()
    answer.refresh_from_db()
    cache.clear()  # a minute later
    assert question.author is None and "Bodil" not in client.get(page_of(question)).content.decode()


def test_catching_up_gives_what_was_missed(client, member, colleague):
    question = make_question(member)
    for each in range(3):
        make_answer(question, colleague, f"<p>Svar {each}</p>")
    news = reverse("questions:news", args=[question.pk])
    got = client.get(news + "?efter=1").json()
    assert [event["seq"] for event in got["events"]] == [2, 3]
    assert (got["seq"], got["complete"]) == (3, True)
    assert "Svar 2" in got["events"][1]["html"] and got["events"][1]["type"] == "event"
    assert client.get(news + "?efter=3").json() == {"seq": 3, "complete": True, "events": []}
    assert len(client.get(news + "?efter=sludder").json()["events"]) == 3
    question.events.filter(seq__lte=2).delete()
    assert client.get(news + "?efter=1").json()["complete"] is False


def test_the_fragment_is_what_the_page_shows(client, member, colleague):
    """Rendered once and for all: in the default language, with no reader's buttons."""
    question = make_question(member)
    answer = make_answer(question, colleague, "<p>Syv <em>arbejdsdage</em></p>")
    html = client.get(reverse("questions:news", args=[question.pk])).json()["events"][0]["html"]
    assert f'id="svar-{answer.pk}"' in html and "<em>arbejdsdage</em>" in html
    assert "<form" not in html and "csrf" not in html
    page = client.get(page_of(question)).content.decode()
    for element in ("fakta", "svar-antal", f"svar-{answer.pk}"):
        assert f'id="{element}"' in html and f'id="{element}"' in page


def test_swept_events_are_the_old_ones(member, colleague):
    from datetime import timedelta

    from django.utils import timezone

    from forum.questions.flows.forgetting import delete_events

    question = make_question(member)
    make_answer(question, colleague)
    make_answer(question, colleague)
    question.events.filter(seq=1).update(created_at=timezone.now() - timedelta(days=3))
    assert delete_events(before=timezone.now() - timedelta(days=2), by=None) == 1
    assert [event.seq for event in question.events.all()] == [2]


def test_former_members_are_out(client):
    client.force_login(make_former())
    assert client.get(reverse("questions:list")).status_code == 403


def test_a_comments_way_to_the_secretariat_is_folded_and_says_whose_it_is(
    client, member, colleague
):
    question = make_question(colleague)
    comment = make_comment(make_answer(question, colleague), colleague)
    hidden = make_comment(comment.answer, colleague, anonymous=True)
    page = client.get(page_of(question)).text
    for each, name in ((comment, "Jens Aagaard"), (hidden, "Anonymt medlem")):
        (piece,) = re.findall(rf'id="kommentar-{each.pk}".*?</li>', page, re.DOTALL)
        (fold,) = re.findall(r"<details.*?</details>", piece, re.DOTALL)
        summary = fold.partition("</summary>")[0]
        assert name in summary and ("Jens" in piece) == (each == comment)
        assert reverse("moderation:report_comment", args=[each.pk]) in fold
        assert piece.count("/besked/") + piece.count("report") <= 1

"""The page with all that one follows, and the choice on a question's own page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.following.models import FeedKey, TopicFollow
from forum.following.queries import followed_by, topic_levels
from forum.questions.enums import Level
from forum.questions.models import Follow, Question
from forum.questions.rules import may_view
from tests.factories.following import follow_question, follow_topic
from tests.factories.forum import make_question, make_topic

pytestmark = pytest.mark.django_db
MINE = reverse("following:mine")
FEED = reverse("following:feed_address")


@pytest.fixture
def member(client, reader):
    client.force_login(reader)
    return reader


def level_of(person, question) -> str:
    row = Follow.objects.filter(person=person, question=question).first()
    return row.level if row else ""


def choose(client, question, **given):
    return client.post(reverse("following:question", args=[question.pk]), given, follow=True)


def test_all_topics_are_chosen_in_one_form(client, member, topic):
    other, third = make_topic("Partshøring"), make_topic("Mægling")
    follow_topic(member, other, Level.WEEKLY)
    page = client.get(MINE)
    assert [field.initial for field in page.context["form"]] == ["never", "never", "weekly"]
    answer = client.post(
        MINE,
        {f"emne_{topic.pk}": "at_once", f"emne_{other.pk}": "never", f"emne_{third.pk}": "daily"},
        follow=True,
    )
    assert "Dine valg er gemt." in answer.text
    assert topic_levels(member) == {topic.pk: Level.AT_ONCE, third.pk: Level.DAILY}


def test_what_is_no_level_changes_nothing(client, member, topic):
    follow_topic(member, topic, Level.DAILY)
    page = client.post(MINE, {f"emne_{topic.pk}": "hver time"})
    assert page.status_code == 200 and page.context["form"].errors
    assert topic_levels(member) == {topic.pk: Level.DAILY}


def test_on_a_question_one_chooses_how_soon_and_stops(client, member, asker):
    question = make_question(asker)
    page = client.get(reverse("questions:question", args=[question.pk]))
    assert "Følg" in page.text and "Hold op med at følge" not in page.text
    for level, words in (
        ("daily", "i den daglige opsamling"),
        ("weekly", "i den ugentlige opsamling"),
        ("at_once", "med det samme"),
        ("never", "Du hører ikke mere"),
    ):
        page = choose(client, question, level=level)
        assert words in page.text and level_of(member, question) == level
        assert f'<option value="{level}" selected>' in page.text
    page = choose(client, question, level="weekly", stop="1")
    assert level_of(member, question) == "" and "Du følger ikke længere" in page.text
    choose(client, question, level="sludder")
    assert level_of(member, question) == ""


def test_from_the_list_one_comes_back_to_the_list(client, member, asker):
    question = make_question(asker, "Den jeg følger")
    follow_question(member, question, Level.DAILY)
    page = client.get(MINE)
    assert "Den jeg følger" in page.text
    answer = choose(client, question, stop="1", back="liste")
    assert answer.redirect_chain[0][0].startswith(MINE)
    assert "Den jeg følger" not in client.get(MINE).text


def test_what_one_asks_stands_on_the_list(client, member):
    make_question(member, "Mit eget", anonymous=True)
    assert "Mit eget" in client.get(MINE).text


def test_nobody_elses_stands_there(client, member, asker, colleague):
    question = make_question(asker, "De andres")
    follow_question(colleague, question)
    assert "De andres" not in client.get(MINE).text


def test_the_feeds_address_is_shown_once_and_made_anew(client, member):
    assert "Lav en adresse" in client.get(MINE).text
    page = client.post(FEED)
    address = page.context["address"]
    assert address in page.text and client.get(address).status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert address not in client.get(MINE).text
    client.post(FEED)
    assert client.get(address).status_code == 404
    client.post(FEED, {"stop": "1"})
    assert not FeedKey.objects.exists()
    assert client.get(FEED).status_code == 405


def test_the_list_of_questions_leads_there(client, member):
    assert f'href="{MINE}"' in client.get(reverse("questions:list")).text


def test_strangers_log_in_and_others_are_turned_away(client, personas):
    question = make_question(personas.member)
    addresses = [FEED, reverse("following:question", args=[question.pk])]
    assert client.get(MINE).status_code == 302
    assert all(client.post(each).status_code == 302 for each in addresses)
    for outsider in (personas.applicant, personas.former):
        client.force_login(outsider)
        assert client.get(MINE).status_code == client.post(MINE).status_code == 403
        assert all(client.post(each).status_code == 403 for each in addresses)


def test_a_question_one_may_not_read_cannot_be_chosen(client, member, asker, monkeypatch):
    from forum.following import views

    question = make_question(asker)
    monkeypatch.setattr(views, "questions_for", lambda user: Question.objects.none())
    response = client.post(reverse("following:question", args=[question.pk]), {"level": "daily"})
    assert response.status_code == 404 and not level_of(member, question)


def test_followed_by_holds_what_one_follows_and_may_read(personas):
    question = make_question(personas.member)
    other = make_question(personas.member, "Ikke fulgt")
    people = personas.all()
    for user in people.values():
        if user.is_authenticated:
            Follow.objects.get_or_create(question=question, person=user)
    for name, user in people.items():
        listed = set(followed_by(user))
        assert (question in listed) is may_view(user, question), name
        assert (other in listed) is (user == personas.member), name


def test_the_page_takes_as_many_queries_for_thirty_as_for_one(client, member, asker):
    counts = []
    for more in (1, 2, 27):
        for place in range(more):
            topic = make_topic(f"Emne {more}-{place}")
            follow_topic(member, topic, Level.DAILY)
            follow_question(member, make_question(asker, topics=[topic]), Level.WEEKLY)
        client.get(MINE)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(MINE).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] == counts[2], counts


def test_saving_takes_as_many_queries_for_thirty_topics_as_for_one(client, member):
    counts = []
    for more in (1, 2, 27):
        for place in range(more):
            make_topic(f"Emne {more}-{place}")
        given = dict.fromkeys(client.get(MINE).context["form"].fields, "daily")
        with CaptureQueriesContext(connection) as captured:
            assert client.post(MINE, given).status_code == 302
        counts.append(len(captured))
    assert TopicFollow.objects.count() == 30
    assert counts[0] == counts[1] == counts[2], counts

"""A member's own feed: the address is the key, and it can be replaced."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.following import flows
from forum.following.models import FeedKey
from forum.questions.enums import Level
from forum.questions.flows import delete_question
from forum.questions.models import Question
from forum.questions.queries import questions_for
from members.people.flows import membership
from tests.factories.following import follow_question, follow_topic
from tests.factories.forum import make_answer, make_question, make_topic
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def read(token: str, query: str = ""):
    return Client().get(reverse("following:feed", args=[token]) + query)


def entries(answer) -> list:
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def titles(answer) -> list[str]:
    return [entry.find(f"{ATOM}title").text for entry in entries(answer)]


def test_titles_links_and_bylines_and_no_text(asker, colleague, reader, settings):
    question = make_question(asker, "Er der en frist?", body="<p>Hemmelig</p>")
    make_answer(question, colleague, "<p>Også hemmelig</p>")
    answer = read(flows.make_address(by=reader))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "private" in answer["Cache-Control"] and "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer
    (entry,) = entries(answer)
    assert entry.find(f"{ATOM}title").text == "Er der en frist?"
    assert entry.find(f"{ATOM}link").get("href") == f"{settings.BASE_URL}/spoerg/{question.pk}/"
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "Lone Madsen, Ringsted"
    assert entry.find(f"{ATOM}summary") is None and entry.find(f"{ATOM}content") is None
    assert "emmelig" not in answer.text and asker.email not in answer.text


def test_an_anonymous_asker_stays_anonymous_also_in_their_own_feed(asker, reader):
    make_question(asker, anonymous=True)
    for person in (asker, reader):
        answer = read(flows.make_address(by=person))
        assert "Anonymt medlem" in answer.text
        assert "Lone" not in answer.text and "Ringsted" not in answer.text


def test_only_followed_topics_when_asked_for_and_nothing_silenced(asker, reader, topic):
    other = make_topic("Partshøring")
    follow_topic(reader, topic, Level.WEEKLY)
    make_question(asker, "Om emnet", topics=[topic, other])
    make_question(asker, "Om noget andet", topics=[other])
    silent = make_question(asker, "Slået fra", topics=[topic])
    follow_question(reader, silent, Level.NEVER)
    token = flows.make_address(by=reader)
    assert titles(read(token)) == ["Slået fra", "Om noget andet", "Om emnet"]
    assert titles(read(token, "?vis=alle")) == titles(read(token, "?vis=sludder"))
    assert titles(read(token, "?vis=emner")) == ["Om emnet"]


def test_the_feed_has_what_the_list_has(asker, reader, monkeypatch):
    from forum.following import queries

    make_question(asker, "Alles")
    hidden = make_question(asker, "Gruppens")
    token = flows.make_address(by=reader)
    assert set(titles(read(token))) == {q.title for q in questions_for(reader)}
    monkeypatch.setattr(
        queries, "standing_for", lambda user: Question.objects.exclude(pk=hidden.pk)
    )
    assert titles(read(token)) == ["Alles"]


def test_what_is_deleted_or_one_groups_alone_is_not_in_it(personas):
    gone = make_question(personas.member, "Slettet snart")
    make_question(personas.member, "Gruppens", audience=personas.group)
    delete_question(question=gone, by=personas.member)
    inside = read(flows.make_address(by=personas.coordinator))
    outside = read(flows.make_address(by=personas.other_coordinator))
    assert titles(inside) == ["Gruppens"] and titles(outside) == []


def test_a_new_address_ends_the_one_before(reader):
    old = flows.make_address(by=reader)
    new = flows.make_address(by=reader)
    assert read(old).status_code == 404 and read(new).status_code == 200
    flows.drop_address(by=reader)
    flows.drop_address(by=reader)
    assert read(new).status_code == 404


def test_the_database_keeps_no_address(reader):
    token = flows.make_address(by=reader)
    assert token not in str(FeedKey.objects.values_list())
    assert read(FeedKey.objects.get().token_hash).status_code == 404


def test_an_unknown_address_is_not_there_and_does_not_ask_for_a_log_in(reader):
    assert read("findesikke").status_code == 404


def test_who_left_has_no_feed_and_gets_none_by_coming_back(reader):
    from tests.factories.people import municipality

    token = flows.make_address(by=reader)
    membership.end_membership(person=reader, by=None)
    assert read(token).status_code == 404
    membership.admit(person=reader, municipalities=[municipality()], role="adviser", by=None)
    assert read(token).status_code == 404


def test_whose_post_ran_out_has_no_feed(reader):
    from datetime import date

    token = flows.make_address(by=reader)
    reader.posts.update(starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1))
    assert read(token).status_code == 404


def test_a_closed_account_has_no_feed(reader):
    token = flows.make_address(by=reader)
    reader.is_active = False
    reader.save()
    assert read(token).status_code == 404


def test_a_feed_is_only_read(reader):
    token = flows.make_address(by=reader)
    assert Client().post(reverse("following:feed", args=[token])).status_code == 405


def test_the_feed_takes_as_many_queries_for_thirty_as_for_one(reader, topic):
    token = flows.make_address(by=reader)
    follow_topic(reader, topic)
    counts = {}
    for more in (1, 2, 27):
        for place in range(more):
            make_question(make_member(f"Nr {more}-{place}", "Faxe"), topics=[topic])
        for query in ("", "?vis=emner"):
            with CaptureQueriesContext(connection) as captured:
                assert read(token, query).status_code == 200
            counts.setdefault(query, []).append(len(captured))
    assert all(len(set(each)) == 1 for each in counts.values()), counts

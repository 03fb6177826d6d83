"""A search is narrowed by kind, topic, act and period, all of it in the address, and by nothing that the
reader may not see."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from forum.questions.models import Question
from portal.words.models import Vain
from tests.factories.events import make_meeting
from tests.factories.forum import make_question
from tests.factories.people import make_group, make_member
from tests.factories.resources import make_guide, make_topic, make_version

pytestmark = pytest.mark.django_db
URL = reverse("search:results")
YEAR = timezone.localdate().year


@pytest.fixture
def member(client, personas):
    client.force_login(personas.member)
    return personas.member


def found(client, words="høring", **data):
    answer = client.get(URL, {"q": words, **data})
    assert answer.status_code == 200
    return {group.name: group.count for group in answer.context["groups"]}


def in_year(number):
    return timezone.make_aware(datetime(number, 6, 1, 12))


def test_a_topic_leaves_what_is_about_it(client, member):
    topic = make_topic("Aktindsigt")
    make_guide("Høring", topics=[topic])
    make_guide("Høring igen")
    make_question(member, "Høring?", topics=[topic])
    make_question(member, "Anden høring?")
    make_meeting(make_group("Lolland", "Lolland"), title="Høring")
    expert = make_member("Høring Hansen", "Aarhus")
    expert.expertise.add(topic)
    make_member("Høring Jensen", "Aarhus")
    assert found(client, emne=topic.slug) == {"vejledninger": 1, "spoergsmaal": 1, "medlemmer": 1}
    assert sum(found(client).values()) == 7


def test_expertise_that_is_not_shown_narrows_to_nobody(client, member):
    topic = make_topic("Aktindsigt")
    expert = make_member("Høring Hansen", "Aarhus")
    expert.expertise.add(topic)
    expert.visibility = {"expertise": "secretariat"}
    expert.save()
    assert found(client, emne=topic.slug) == {}


def test_an_act_leaves_guides_that_explain_it_and_texts_that_name_it(client, member):
    make_guide("Høring", legal_bases=[("forvaltningsloven", "§ 19")])
    make_guide("Høring efter serviceloven", legal_bases=[("serviceloven", "§ 1")])
    make_question(member, "Høring?", body="<p>Efter forvaltningsloven.</p>")
    make_question(member, "Høring igen?", body="<p>Efter fvl.</p>")
    make_question(member, "Tredje høring?")
    assert found(client, lov="forvaltningsloven") == {"vejledninger": 1, "spoergsmaal": 2}


def test_an_act_and_a_section_together(client, member):
    make_question(member, "Først", body="<p>Efter forvaltningsloven § 19.</p>")
    make_question(member, "Så", body="<p>Efter serviceloven § 19.</p>")
    make_guide("Forvaltning", legal_bases=[("forvaltningsloven", "§ 19")])
    make_guide("Andet", legal_bases=[("serviceloven", "§ 19")])
    assert found(client, "§ 19", lov="serviceloven") == {"vejledninger": 1, "spoergsmaal": 1}


def test_a_period_leaves_what_is_of_it(client, member, personas):
    for number in (YEAR - 2, YEAR - 1, YEAR):
        question = make_question(member, f"Høring {number}?")
        Question.objects.filter(pk=question.pk).update(created_at=in_year(number))
    version = make_version(make_guide("Høring"))
    type(version).objects.update(published_at=in_year(YEAR - 1))
    make_meeting(personas.group, title="Høring", starts_at=in_year(YEAR))
    assert found(client, periode="i-aar") == {"spoergsmaal": 1, "moeder": 1}
    assert found(client, periode="sidste-aar") == {"vejledninger": 1, "spoergsmaal": 1}
    day = in_year(YEAR - 2).date()
    assert found(client, periode="valgt", til=day) == {"spoergsmaal": 1}
    assert found(client, periode="valgt", til=day - timedelta(days=1)) == {}
    assert found(client, periode="valgt", fra=day + timedelta(days=1)) == {
        "vejledninger": 1,
        "spoergsmaal": 2,
        "moeder": 1,
    }


def test_days_count_only_where_days_are_chosen(client, member):
    make_question(member, "Høring?")
    assert found(client, periode="i-aar", til="2001-01-01") == {"spoergsmaal": 1}
    assert found(client, til="2001-01-01") == {"spoergsmaal": 1}


@pytest.mark.parametrize(
    "data",
    [
        {"emne": "findes-ikke"},
        {"lov": "findes ikke"},
        {"periode": "altid"},
        {"periode": "valgt", "fra": "31.2.2026"},
        {"i": "findes-ikke"},
        {"praecis": "ja", "page": "x"},
    ],
)
def test_an_unknown_choice_is_simply_not_used(client, member, data):
    make_question(member, "Høring?")
    assert found(client, **data) == {"spoergsmaal": 1}


def test_what_is_chosen_stays_in_the_address_and_can_be_taken_away(client, member):
    topic = make_topic("Aktindsigt")
    for at in range(7):
        make_guide(f"Høring {at}", topics=[topic])
    page = client.get(URL, {"q": "høring", "emne": topic.slug, "periode": ""}).text
    assert f"emne={topic.slug}&amp;periode=&amp;i=vejledninger" in page
    assert f'value="{topic.slug}" selected' in page


def test_choices_that_leave_nothing_say_how_to_loosen_them(client, member):
    make_question(member, "Høring?")
    topic = make_topic("Aktindsigt")
    answer = client.get(URL, {"q": "høring", "emne": topic.slug, "periode": "sidste-aar"})
    page = answer.text
    assert "Uden »Aktindsigt«" in page and "Uden »Sidste år«" in page
    assert 'href="?q=h%C3%B8ring&amp;periode=sidste-aar"' in page
    assert 'href="/soeg/?q=h%C3%B8ring"' in page
    assert not Vain.objects.exists()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"fra": "2031-01-01"}, "fra 1. januar 2031"),
        ({"til": "1.2.2001"}, "til og med 1. februar 2001"),
        ({"fra": "2031-01-01", "til": "2031-02-01"}, "1. januar 2031 til 1. februar 2031"),
    ],
)
def test_the_days_that_were_chosen_are_said(client, member, days, said):
    assert f"Uden »{said}«" in client.get(URL, {"q": "høring", "periode": "valgt", **days}).text


def test_a_count_is_of_what_the_reader_may_see(client, personas, member):
    topic = make_topic("Aktindsigt")
    other = make_group("Lolland", "Lolland")
    asker = make_member("Bo Lund", "Lolland")
    make_question(asker, "Høring hos os?", audience=other, topics=[topic])
    assert found(client, emne=topic.slug) == {}
    client.force_login(asker)
    assert found(client, emne=topic.slug) == {"spoergsmaal": 1}


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_narrowed_search_asks_as_often_whatever_it_finds(
    client, member, django_assert_num_queries, count
):
    topic = make_topic("Aktindsigt")
    for at in range(count):
        bases = [("forvaltningsloven", f"§ {at}")]
        make_version(make_guide(f"Høring {at}", legal_bases=bases, topics=[topic]))
        for number in range(3):
            body = "<p>Efter forvaltningsloven.</p>"
            make_question(member, f"Høring {at} {number}?", body=body, topics=[topic])
    chosen = {"q": "høring", "emne": topic.slug, "lov": "forvaltningsloven", "periode": "i-aar"}
    assert client.get(URL, chosen).context["count"] == 4 * count
    with django_assert_num_queries(28):
        client.get(URL, chosen)

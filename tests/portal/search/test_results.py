"""One search for all rooms, in which everyone finds only what they may see."""

import logging

import pytest
from django.db import connection
from django.urls import reverse

from tests.factories.events import make_conference, make_material, make_meeting, thing
from tests.factories.forum import make_answer, make_question
from tests.factories.people import make_group, make_member
from tests.factories.resources import make_guide, make_version

pytestmark = pytest.mark.django_db
URL = reverse("search:results")


@pytest.fixture
def member(client, personas):
    client.force_login(personas.member)
    return personas.member


def found(client, words, **data):
    """The addresses that were found, by group."""
    answer = client.get(URL, {"q": words, **data})
    assert answer.status_code == 200
    return {group.name: [hit.url for hit in group.hits] for group in answer.context["groups"]}


@pytest.mark.parametrize("name", ["stranger", "applicant", "former"])
def test_only_members_search(client, personas, name):
    user = getattr(personas, name)
    if user.is_authenticated:
        client.force_login(user)
    assert client.get(URL, {"q": "høring"}).status_code == (302 if name == "stranger" else 403)


def test_every_room_is_searched(client, member):
    guide = make_guide("Ødegård og æbler")
    question = make_question(member, "Hvem ejer en ødegård?")
    meeting = make_meeting(make_group("Lolland", "Lolland"), title="Møde på en ødegård")
    person = make_member("Øde Ødegård", "Aarhus")
    assert found(client, "ødegård") == {
        "vejledninger": [guide.get_absolute_url()],
        "spoergsmaal": [reverse("questions:question", args=[question.pk])],
        "moeder": [meeting.get_absolute_url()],
        "medlemmer": [reverse("directory:person", args=[person.pk])],
    }


@pytest.mark.parametrize("words", ["ÆBLE", "æble", "æb", "børn øen", "ØEN"])
def test_danish_letters_and_begun_words_are_found(client, member, words):
    guide = make_guide("Æbler")
    make_version(guide)
    make_guide("Pærer")
    expected = [guide.get_absolute_url()]
    assert found(client, words) == {"vejledninger": expected}


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL knows Danish endings"
)
@pytest.mark.parametrize("words", ["afgørelsen", "afgørelse", "begrundelserne"])
def test_a_word_is_found_in_its_other_endings(client, member, words):
    guide = make_guide("Afgørelser og begrundelser")
    make_version(guide)
    make_guide("Partshøring")
    assert found(client, words) == {"vejledninger": [guide.get_absolute_url()]}


def test_all_words_must_be_there(client, member):
    make_guide("Aktindsigt")
    make_guide("Notatpligt")
    assert found(client, "aktindsigt notatpligt") == {}


def test_klarret_and_its_number_is_meant_literally(client, member):
    wanted = make_guide("Notatpligt", klarret=14)
    make_guide("Partshøring", klarret=1)
    make_guide("De 14 råd")
    for words in ("KlarRet 14", "klarret14", "klarret nr. 14"):
        assert found(client, words) == {"vejledninger": [wanted.get_absolute_url()]}


def test_a_section_is_meant_literally(client, member):
    wanted = make_guide("Om høring", legal_bases=[("forvaltningsloven", "§ 19")])
    make_guide("Andet", legal_bases=[("forvaltningsloven", "§ 191")])
    other_act = make_guide("Tredje", legal_bases=[("offentlighedsloven", "§ 19, stk. 2")])
    said = make_question(member, "Hvornår skal jeg høre?", body="<p>Gælder § 19 her?</p>")
    make_question(member, "Hvor mange?", body="<p>Der er 19 sager.</p>")
    answered = make_question(member, "Et andet spørgsmål")
    make_answer(answered, make_member("Svend Svar", "Aarhus"), "<p>Ja, efter §19.</p>")
    result = found(client, "§ 19")
    assert result["vejledninger"] == [wanted.get_absolute_url(), other_act.get_absolute_url()]
    assert set(result["spoergsmaal"]) == {
        reverse("questions:question", args=[each.pk]) for each in (said, answered)
    }
    assert found(client, "forvaltningsloven § 19")["vejledninger"] == [wanted.get_absolute_url()]


def test_the_published_pages_are_found(client, member):
    from wagtail.search.index import insert_or_update_object

    from portal.pages.models import ContentPage

    page = ContentPage.objects.live().filter(language="da").first()
    for each in ContentPage.objects.all():
        insert_or_update_object(each)
    word = max(page.title.split(), key=len)
    assert page.get_url() in found(client, word)["sider"]
    page.live = False
    page.save()
    assert page.get_url() not in found(client, word).get("sider", [])


def test_an_annual_conference_is_among_the_meetings(client, member):
    conference = make_conference()
    assert conference.get_absolute_url() in found(client, str(conference))["moeder"]


def test_drafts_and_people_who_left_are_not_counted(client, member, personas):
    from tests.factories.events import make_draft

    make_draft(personas.group, by=personas.coordinator, title="Kvartalsmøde i skuffen")
    assert personas.former.name == "Bodil Friis"
    assert client.get(URL, {"q": "Kvartalsmøde"}).context["count"] == 0
    assert client.get(URL, {"q": "Bodil Friis"}).context["count"] == 0


def test_nothing_found_leads_to_a_question_with_the_words(client, member):
    answer = client.get(URL, {"q": "rævehvalpe & co"})
    assert answer.context["count"] == 0
    assert f"{reverse('questions:ask')}?title=r%C3%A6vehvalpe" in answer.content.decode()


def test_a_cpr_number_is_refused_and_kept_nowhere(client, member, caplog):
    caplog.set_level(logging.DEBUG)
    answer = client.get(URL, {"q": "borger 010190-1234"})
    assert answer.status_code == 302
    assert "010190" not in answer["Location"]
    shown = client.get(answer["Location"])
    assert "CPR" in shown.content.decode()
    assert "010190" not in shown.content.decode()
    assert "010190" not in caplog.text


@pytest.mark.parametrize(
    "words", ['"', "'", "%", "%s", "*", "a OR b", 'a"b', "NEAR(a b)", "-", "\\", "a:b"]
)
def test_signs_are_only_signs(client, member, words):
    make_guide("Partshøring")
    assert "vejledninger" not in found(client, words)


def test_one_room_is_shown_whole_page_by_page(client, member):
    for at in range(23):
        make_guide(f"Skabelon {at}")
    first = client.get(URL, {"q": "skabelon"}).context["groups"][0]
    assert (first.count, len(first.hits), first.has_more) == (23, 5, True)
    assert len(found(client, "skabelon", i="vejledninger")["vejledninger"]) == 20
    assert len(found(client, "skabelon", i="vejledninger", page=2)["vejledninger"]) == 3


QUERIES = 42


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_search_asks_as_often_whatever_it_finds(client, member, django_assert_num_queries, count):
    group = make_group("Lolland", "Lolland")
    for at in range(count):
        make_version(make_guide(f"Høring {at}", legal_bases=[("forvaltningsloven", f"§ {at}")]))
        make_question(member, f"Høring {at}?")
        meeting = make_meeting(group, title=f"Høring {at}")
        link = thing(link=f"https://e.example/{at}", title=f"Høring {at}")
        make_material(meeting, by=meeting.planned_by, things=[link])
        make_member(f"Høring {at}", "Aarhus")
    client.get(URL, {"q": "høring"})
    with django_assert_num_queries(QUERIES):
        client.get(URL, {"q": "høring"})

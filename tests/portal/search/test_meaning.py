"""The search knows what the field means by its words, what was perhaps meant, and what it lacks."""

from datetime import date

import pytest
from django.urls import reverse

from portal.search import tasks
from portal.words import flows
from portal.words.models import Vain, Word
from tests.factories.courses import make_course
from tests.factories.events import make_conference, make_material, make_meeting, thing
from tests.factories.forum import make_answer, make_question
from tests.factories.people import make_group, make_member
from tests.factories.resources import make_guide, make_topic, make_version

pytestmark = pytest.mark.django_db
URL = reverse("search:results")
DESK = reverse("search_desk:overview")


@pytest.fixture
def member(client, personas):
    client.force_login(personas.member)
    return personas.member


def found(client, words, **data):
    """How many were found, by group."""
    answer = client.get(URL, {"q": words, **data})
    return {group.name: group.count for group in answer.context["groups"]}


def test_every_room_finds_what_means_the_same(client, member, personas):
    flows.keep_same(kept=None, words=["hyldeblomst", "elderflower", "hvid skærm"], by=None)
    make_guide("Hyldeblomst i praksis")
    make_answer(make_question(member, "Noget"), member, "<p>En hvid skærm.</p>")
    meeting = make_meeting(personas.group, title="Møde om hyldeblomst")
    things = [thing(link="https://e.example/1", title="Hyldeblomst")]
    make_material(meeting, by=meeting.planned_by, things=things)
    make_course(personas.group, title="Hyldeblomst for alle")
    expert = make_member("Bo Lund", "Aalborg")
    expert.expertise.add(make_topic("hyldeblomst"))
    everywhere = {
        "vejledninger": 1,
        "spoergsmaal": 1,
        "moeder": 1,
        "kurser": 1,
        "materiale": 1,
        "medlemmer": 1,
    }
    assert found(client, "elderflower") == everywhere
    assert found(client, "hvid skærm") == everywhere
    assert found(client, "elderflower", praecis=1) == {}


def test_the_page_says_what_was_looked_for_besides_and_marks_it(client, member):
    make_guide("Agtindsigt på øen")
    page = client.get(URL, {"q": "aktindsigt"}).text
    assert "Vi søgte også efter" in page and "<em>indsigt i akter</em>" in page
    assert "<mark>Agtindsigt</mark>" in page
    assert "Vi søgte også efter" not in client.get(URL, {"q": "aktindsigt", "praecis": "1"}).text


def test_words_that_mean_it_together_stand_together(client, member):
    """The typed words may stand anywhere; "indsigt i akter" means it only as it stands."""
    make_guide("Indsigt i akter")
    make_guide("Akter, i hvilke der er indsigt")
    make_meeting(make_group("Lolland", "Lolland"), title="I akter er der indsigt")
    assert found(client, "aktindsigt") == {"vejledninger": 1}
    assert found(client, "indsigt akter", praecis=1) == {"vejledninger": 2, "moeder": 1}
    page = client.get(URL, {"q": "aktindsigt"}).text
    assert "<mark>Indsigt</mark> i <mark>akter</mark>" in page


def test_all_other_words_must_still_be_there(client, member):
    make_guide("Agtindsigt på øen")
    make_guide("Agtindsigt på fastlandet")
    assert found(client, "aktindsigt øen") == {"vejledninger": 1}


def test_a_conference_is_found_by_what_means_the_same(client, member):
    conference = make_conference()
    flows.keep_same(kept=None, words=["landstræf", str(conference)], by=None)
    assert found(client, "landstræf") == {"moeder": 1}


@pytest.mark.parametrize("words", ["KlarRet 14", "§ 19", "forvaltningsloven § 19"])
def test_what_is_meant_literally_has_no_other_meaning(client, member, words):
    guide = make_guide("Notatpligt", klarret=14, legal_bases=[("forvaltningsloven", "§ 19")])
    make_guide("De 14 råd, fvl")
    answer = client.get(URL, {"q": words})
    assert [hit.url for hit in answer.context["groups"][0].hits] == [guide.get_absolute_url()]
    assert answer.context["answer"].also == []


# --- spelling and longer words -----------------------------------------------------------------------
def test_a_word_that_nobody_has_written_finds_the_nearest(client, member):
    make_guide("Aktindsigt")
    tasks.gather_words.call()
    answer = client.get(URL, {"q": "aktinsigt"})
    assert (answer.context["count"], answer.context["answer"].instead) == (1, "aktindsigt")
    assert "Mente du" in answer.text and "?q=aktindsigt" in answer.text
    assert not Vain.objects.exists()


def test_where_little_is_found_the_nearest_is_only_proposed(client, member):
    make_guide("Fristens udløb")
    for at in range(4):
        make_guide(f"Tolkning {at}")
    make_guide("Tolknimg")
    Word.objects.all().delete()
    flows.keep_vocabulary(words={"tolkning": 4}, by=None)
    answer = client.get(URL, {"q": "tolknimg"})
    assert (answer.context["count"], answer.context["answer"].perhaps) == (1, "tolkning")


def test_a_word_in_what_only_others_may_read_is_never_proposed(client, personas, member):
    """Neither is it among the words, nor would a word that finds nothing for this reader be named."""
    other = make_group("Lolland", "Lolland")
    asker = make_member("Bo Lund", "Lolland")
    for _ in range(3):
        make_question(asker, "Hemmeligheden", body="<p>Skærmmødet.</p>", audience=other)
    tasks.gather_words.call()
    assert not Word.objects.filter(word__in=["hemmeligheden", "skærmmødet"]).exists()
    assert client.get(URL, {"q": "hemmelighedem"}).context["answer"].instead == ""
    flows.keep_vocabulary(words={"hemmeligheden": 3}, by=None)
    page = client.get(URL, {"q": "hemmelighedem"})
    assert page.context["answer"].instead == "" and "hemmeligheden" not in page.text
    client.force_login(asker)
    assert client.get(URL, {"q": "hemmelighedem"}).context["answer"].instead == "hemmeligheden"


def test_nobodys_name_is_among_the_words(personas, member):
    make_guide(f"Hilsen fra {member.name}")
    tasks.gather_words.call()
    words = set(Word.objects.values_list("word", flat=True))
    assert "hilsen" in words and not words & set(member.name.casefold().split())


def test_what_is_hidden_deleted_or_written_once_gives_no_words(personas, member):
    from forum.questions.flows import delete_question

    for at in range(2):
        gone = make_question(member, f"Forsvunden {at}")
        delete_question(question=gone, by=member)
        make_question(member, f"Stående {at}")
    make_question(member, "Slåfejll")
    tasks.gather_words.call()
    words = set(Word.objects.values_list("word", flat=True))
    assert "stående" in words and not words & {"forsvunden", "slåfejll"}


def test_a_word_inside_a_longer_one_is_found(client, member):
    for title in ("Sagsbehandling", "Sagsbehandlingstid", "Altid"):
        make_guide(title)
    tasks.gather_words.call()
    answer = client.get(URL, {"q": "tid"})
    (hit,) = answer.context["groups"][0].hits
    assert hit.title == "<mark>Sagsbehandlingstid</mark>"


# --- in vain -----------------------------------------------------------------------------------------
def test_a_search_in_vain_is_counted_and_the_desk_sees_it_from_the_third(client, personas, member):
    for _ in range(2):
        client.get(URL, {"q": "Voldgift!"})
    client.get(URL, {"q": "Voldgift", "i": "kurser"})
    client.get(URL, {"q": "voldgift", "praecis": "1"})
    assert Vain.objects.get().times == 2
    client.force_login(personas.editor)
    assert "voldgift" not in client.get(DESK).text
    client.get(URL, {"q": "voldgift"})
    assert "voldgift" in client.get(DESK).text


def test_whoever_was_looked_for_in_vain_is_counted_nowhere(client, personas, member):
    assert personas.former.name == "Bodil Friis"
    for words in ("bodil friis", "Friis", "friis bodil"):
        assert client.get(URL, {"q": words}).context["count"] == 0
    assert not Vain.objects.exists()


def test_what_is_missed_gets_its_meaning_in_one_step(client, personas):
    guide = make_guide("Partshøring")
    client.force_login(personas.editor)
    for _ in range(3):
        client.get(URL, {"q": "gehør"})
    answer = client.post(reverse("search_desk:means"), {"words": "gehør", "means": "partshøring"})
    assert answer.status_code == 302
    assert "gehør" in [
        word
        for row in client.get(DESK).context["sets"]
        for word in row.words
        if "partshøring" in row.words
    ]
    assert client.get(DESK).context["missed"] == []
    client.force_login(personas.member)
    group = client.get(URL, {"q": "gehør"}).context["groups"][0]
    assert [hit.url for hit in group.hits] == [guide.get_absolute_url()]


@pytest.mark.parametrize("means", ["", "x" * 61, "en to tre fire fem seks", "010190-1234"])
def test_a_meaning_that_is_none_is_refused_and_stays_on_the_list(client, personas, means):
    client.force_login(personas.editor)
    for _ in range(3):
        flows.note_vain(typed="gehør", day=date(2026, 1, 1), by=None)
    client.post(reverse("search_desk:means"), {"words": "gehør", "means": means})
    assert [each.words for each in client.get(DESK).context["missed"]] == ["gehør"]


def test_the_desk_keeps_changes_and_drops_words(client, personas):
    client.force_login(personas.editor)
    begin = reverse("search_desk:begin")
    assert "mindst to" in client.post(begin, {"words": "alene"}).text
    client.post(begin, {"words": "digitalboks\r\neboks  \r\n\r\n"})
    (kept,) = [row for row in client.get(DESK).context["sets"] if "eboks" in row.words]
    assert kept.words == ["digitalboks", "eboks"]
    client.post(reverse("search_desk:same", args=[kept.pk]), {"words": "eboks\nnetboks"})
    kept.refresh_from_db()
    assert kept.words == ["eboks", "netboks"]
    client.post(reverse("search_desk:drop", args=[kept.pk]))
    assert kept.pk not in [row.pk for row in client.get(DESK).context["sets"]]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_search_in_vain_asks_as_often_whatever_it_is_replaced_by(
    client, member, django_assert_max_num_queries, count
):
    for at in range(count):
        make_version(make_guide(f"Høring {at}"))
        make_question(member, f"Høring {at}?")
    tasks.gather_words.call()
    client.get(URL, {"q": "hørimg"})
    with django_assert_max_num_queries(95) as asked:
        answer = client.get(URL, {"q": "hørimg"})
    assert answer.context["answer"].instead == "høring"
    COUNTS.add(len(asked))
    assert len(COUNTS) == 1


COUNTS: set[int] = set()

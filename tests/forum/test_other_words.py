"""The list of questions finds what is asked in words that mean the same, as the secretariat keeps them, and
says that it did."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from portal.words.flows.keeping import keep_same
from portal.words.models import SameWords
from tests.factories.forum import make_answer, make_question
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
LIST = reverse("questions:list")
#: A text with none of the words in it.
SHORT = "<p>Hvad gør I?</p>"
ALSO = "Vi søgte også efter"


@pytest.fixture
def same(personas):
    SameWords.objects.all().delete()
    return keep_same(kept=None, words=["aktindsigt", "agtindsigt"], by=personas.editor)


def found(client, words: str) -> str:
    """The page's words: what was found is marked in them."""
    return strip_tags(client.get(LIST, {"q": words}).content.decode())


@pytest.fixture
def reader(client, personas):
    client.force_login(personas.member)
    return personas.member


def test_a_word_finds_what_says_the_other_both_ways(client, reader, same):
    asker = make_member("Bo Læsø", "Læsø")
    make_question(asker, "Aktindsigt i mails", body=SHORT)
    make_question(asker, "Agtindsigt, som borgeren skriver det", body=SHORT)
    make_question(asker, "Parkering ved rådhuset", body=SHORT)
    for words in ("agtindsigt", "aktindsigt", "Agtindsigt"):
        page = found(client, words)
        assert "Aktindsigt i mails" in page, words
        assert "som borgeren skriver det" in page, words
        assert "Parkering ved rådhuset" not in page, words


def test_it_stands_in_an_answer_just_as_well(client, reader, same):
    question = make_question(make_member("Bo Læsø", "Læsø"), "Hvad må borgeren se?", body=SHORT)
    make_answer(question, reader, "Giv aktindsigt i notatet.")
    assert "Hvad må borgeren se?" in found(client, "agtindsigt")


def test_the_list_says_which_words_it_asked_for_besides_and_only_then(client, reader, same):
    make_question(make_member("Bo Læsø", "Læsø"), "Aktindsigt i mails", body=SHORT)
    assert ALSO in found(client, "agtindsigt")
    assert ALSO not in found(client, "mails")


def test_words_that_nobody_has_put_together_find_themselves_alone(client, reader):
    """The negative control: it is the secretariat's set that finds it, and no likeness of letters."""
    SameWords.objects.all().delete()
    make_question(make_member("Bo Læsø", "Læsø"), "Aktindsigt i mails", body=SHORT)
    page = found(client, "agtindsigt")
    assert "Aktindsigt i mails" not in page and ALSO not in page


def test_other_words_show_nobody_what_they_may_not_read(client, personas, reader, same):
    make_question(
        personas.coordinator, "Aktindsigt hos os alene", audience=personas.group, body=SHORT
    )
    outside = make_member("Bo Læsø", "Læsø")
    client.force_login(outside)
    assert "Aktindsigt hos os alene" not in found(client, "agtindsigt")
    client.force_login(personas.coordinator)
    assert "Aktindsigt hos os alene" in found(client, "agtindsigt")

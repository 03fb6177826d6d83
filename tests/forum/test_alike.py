"""What somebody is shown who is about to ask: perhaps it has been answered."""

import pytest
from django.urls import reverse

from forum.questions import flows, queries
from tests.factories.forum import make_answer, make_question
from tests.factories.resources import make_guide, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(personas):
    question = make_question(personas.member, "Hvor længe må borgeren vente på aktindsigt?")
    make_question(personas.member, "Hvem betaler for tolken i jobcenteret?")
    return question


def test_what_shares_most_telling_words_comes_first(personas, asked):
    other = make_question(personas.member, "Er aktindsigt i mails det samme?")
    found = queries.alike(personas.coordinator, "Hvornår skal borgeren have aktindsigt?")
    # The third shares a word with them, too: its text tells of a citizen who waits.
    assert found[:2] == [asked, other]


@pytest.mark.parametrize(
    "title", ["", "Hvad gør I?", "Aktindsigt", "Hvad er det med aktindsigt?", "?!"]
)
def test_a_title_that_says_too_little_is_like_nothing(personas, asked, title):
    assert queries.alike(personas.coordinator, title) == []


@pytest.mark.parametrize(
    "title", ['"aktindsigt* OR vente', "aktindsigt & vente | -(", "vente' aktindsigt:*"]
)
def test_signs_mean_nothing_to_the_index(personas, asked, title):
    assert asked in queries.alike(personas.coordinator, title)


def test_nobody_is_shown_what_they_may_not_read(personas):
    title = "Hvem tager skærmmødet på Fyn i december?"
    question = make_question(personas.member, title, audience=personas.group)
    for name, user in personas.all().items():
        inside = name in {"member", "coordinator", "jurist", "administrator"}
        assert (question in queries.alike(user, title)) == inside, name


def test_what_is_deleted_is_not_shown(personas, asked):
    flows.delete_question(question=asked, by=personas.member)
    assert asked not in queries.alike(personas.coordinator, "borgeren vente aktindsigt")


def test_the_piece_of_the_page(client, personas, asked):
    make_answer(asked, personas.coordinator)
    make_version(make_guide("Aktindsigt for den, der venter", klarret=14))
    client.force_login(personas.editor)
    text = client.post(reverse("questions:alike"), {"title": "vente på aktindsigt"}).text
    assert "Måske er der allerede et svar" in text
    assert asked.title in text and "Besvaret" in text and "<form" not in text
    assert client.post(reverse("questions:alike"), {"title": "xyzzy plugh"}).text.strip() == ""
    assert client.post(reverse("questions:alike")).text.strip() == ""
    assert client.get(reverse("questions:alike")).status_code == 405


def test_a_cpr_number_is_looked_for_nowhere(client, personas, asked):
    client.force_login(personas.editor)
    answer = client.post(reverse("questions:alike"), {"title": "aktindsigt borgeren 010190-1234"})
    assert answer.status_code == 200 and answer.text.strip() == ""


@pytest.mark.parametrize("count", [1, 3, 30])
def test_it_takes_no_more_queries(client, personas, count, django_assert_max_num_queries):
    for number in range(count):
        make_question(personas.member, f"Aktindsigt for borgeren nr. {number}")
    client.force_login(personas.editor)
    with django_assert_max_num_queries(8):
        client.post(reverse("questions:alike"), {"title": "aktindsigt for borgeren"})

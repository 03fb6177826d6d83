"""While one types, the field proposes the network's words and titles of what this very reader may see."""

import pytest
from django.urls import reverse

from portal.words import flows
from tests.factories.courses import make_course
from tests.factories.events import make_draft, make_meeting
from tests.factories.forum import make_question
from tests.factories.people import make_group, make_member
from tests.factories.resources import make_guide, make_topic

pytestmark = pytest.mark.django_db
URL = reverse("search:suggestions")


@pytest.fixture
def member(client, personas):
    client.force_login(personas.member)
    return personas.member


def proposed(client, words):
    """What is proposed, as (where it leads, what it says, what it is)."""
    answer = client.get(URL, {"q": words})
    assert answer.status_code == 200
    return [(each.url, each.text, str(each.kind)) for each in answer.context["suggestions"]]


def urls(client, words):
    return [url for url, _, _ in proposed(client, words)]


@pytest.mark.parametrize("name", ["stranger", "applicant", "former", "suspended"])
def test_only_members_are_proposed_anything(client, personas, name):
    user = getattr(personas, name)
    if user.is_authenticated:
        client.force_login(user)
    assert client.get(URL, {"q": "hø"}).status_code == (302 if name == "stranger" else 403)


def test_words_and_titles_of_every_kind_are_proposed(client, member, personas):
    make_topic("Ødegårde")
    flows.keep_same(kept=None, words=["ødegårdsret", "ret på landet"], by=None)
    guide = make_guide("Om ødegårde")
    make_guide("Pærer", summary="Ikke om ødegårde i titlen")
    question = make_question(member, "Hvem ejer en Ødegård?")
    meeting = make_meeting(personas.group, title="Møde på en ødegård")
    course = make_course(personas.group, title="Ødegård for alle")
    person = make_member("Bo Ødegård", "Aarhus")
    search = reverse("search:results")
    assert proposed(client, "ødeg") == [
        (f"{search}?q=%C3%98deg%C3%A5rde", "<mark>Ødegårde</mark>", "Søg"),
        (f"{search}?q=%C3%B8deg%C3%A5rdsret", "<mark>ødegårdsret</mark>", "Søg"),
        (guide.get_absolute_url(), "Om <mark>ødegårde</mark>", "Vejledning"),
        (
            reverse("questions:question", args=[question.pk]),
            "Hvem ejer en <mark>Ødegård</mark>?",
            "Spørgsmål",
        ),
        (meeting.get_absolute_url(), "Møde på en <mark>ødegård</mark>", "Møde"),
        (course.get_absolute_url(), "<mark>Ødegård</mark> for alle", "Kursus"),
        (reverse("directory:person", args=[person.pk]), "Bo <mark>Ødegård</mark>", "Medlem"),
    ]


def test_there_are_at_most_eight(client, member):
    for at in range(9):
        make_guide(f"Ødegård {at}")
        make_question(member, f"Ødegård {at}?")
        make_member(f"Ødegård {at}", "Aarhus")
        make_topic(f"Ødegård {at}")
    assert len(proposed(client, "ødegård")) == 8


def test_titles_that_the_reader_may_not_see_are_not_proposed(client, personas, member):
    other = make_group("Lolland", "Lolland")
    make_question(make_member("Bo Lund", "Lolland"), "Skærmmødet hos os?", audience=other)
    make_draft(personas.group, by=personas.coordinator, title="Skærmmødet i skuffen")
    assert personas.former.name == "Bodil Friis"
    assert proposed(client, "skærmmøde") == []
    assert proposed(client, "bodil") == []


@pytest.mark.parametrize("words", ["", " ", "ø", "ø.", "§", '"', "* -", "'; --"])
def test_signs_and_single_letters_propose_nothing(client, member, words):
    make_guide("Øvelse")
    assert proposed(client, words) == []


@pytest.mark.parametrize("words", ["ø OR b", "a:b", "a'b", "NEAR(a b)", "%øv", "øv\\"])
def test_signs_are_only_signs(client, member, words):
    assert urls(client, words) == []


def test_a_cpr_number_is_asked_of_nothing_and_said_nowhere(client, member, caplog):
    caplog.set_level("DEBUG")
    page = client.get(URL, {"q": "borger 010190-1234"})
    assert page.context["suggestions"] == []
    assert "010190" not in page.text and "010190" not in caplog.text


def test_what_is_proposed_is_kept_by_nobody(client, member):
    answer = client.get(URL, {"q": "hø"})
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]


def test_a_title_is_words_and_no_markup(client, member):
    make_guide("<b>Øvelse</b> & mere")
    page = client.get(URL, {"q": "øvelse"}).text
    assert "&lt;b&gt;<mark>Øvelse</mark>&lt;/b&gt; &amp; mere" in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_typing_asks_as_often_whatever_fits(
    client, member, personas, django_assert_num_queries, count
):
    for at in range(count):
        make_guide(f"Høring {at}")
        make_question(member, f"Høring {at}?")
        make_member(f"Høring {at}", "Aarhus")
        make_topic(f"Høring {at}")
    make_meeting(personas.group, title="Høring")
    client.get(URL, {"q": "hør"})
    with django_assert_num_queries(13):
        client.get(URL, {"q": "hør"})


def test_the_head_has_a_plain_form_that_works_without_scripts(client, member):
    page = client.get(reverse("search:results")).text
    form = page[page.index('<form class="finder"') :].partition("</form>")[0]
    assert 'action="/soeg/"' in form and 'name="q"' in form and f'hx-get="{URL}"' in form

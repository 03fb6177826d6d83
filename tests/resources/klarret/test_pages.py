"""The series' overview, the box on a guide's page, what one has written, and the desk."""

import pytest
from django.urls import reverse

from resources.klarret import flows
from resources.klarret.models import Difference, Offer, Wish
from resources.library.enums import Audience, Line
from tests.factories.people import make_member
from tests.factories.resources import make_guide, make_version

pytestmark = pytest.mark.django_db
OVERVIEW = "/bibliotek/klarret/"


@pytest.fixture
def member(client, personas):
    client.force_login(personas.member)
    return personas.member


def test_a_stranger_sees_how_far_the_public_guides_are_and_no_voices(client, personas):
    shown = make_guide("Åben", klarret=1, audience=Audience.PUBLIC)
    make_guide("Lukket", klarret=2)
    flows.wish(guide=shown, by=personas.member)
    words = client.get(OVERVIEW).content.decode()
    assert "Åben" in words
    assert "Lukket" not in words
    assert "1 stemme" not in words


def test_a_voice_is_given_and_taken_back_on_the_overview_and_on_the_guide(client, member):
    guide = make_guide(klarret=3)
    answer = client.post("/bibliotek/klarret/3/oensk/", {"svar": "oensk"}, follow=True)
    assert answer.redirect_chain[-1][0] == OVERVIEW
    assert "1 stemme" in answer.content.decode()
    answer = client.post(
        "/bibliotek/klarret/3/oensk/", {"svar": "fortryd", "fra": "vejledning"}, follow=True
    )
    assert answer.redirect_chain[-1][0] == guide.get_absolute_url()
    assert not Wish.objects.exists()


def test_the_most_wanted_can_stand_first(client, member):
    make_guide("A", klarret=1)
    flows.wish(guide=make_guide("B", klarret=2), by=member)
    order = [
        [row.guide.number for row in client.get(OVERVIEW, query).context["rows"]]
        for query in ({}, {"efter": "oensker"}, {"efter": "<script>"})
    ]
    assert order == [[1, 2], [2, 1], [1, 2]]


def test_an_offer_and_a_difference_are_sent_and_stand_on_ones_own_page(client, member):
    make_guide("Frister", klarret=4)
    client.post("/bibliotek/klarret/4/skriv-med/", {"words": "Jeg læser udkast."})
    client.post("/bibliotek/klarret/4/hos-os/", {"words": "Hos os er det anderledes."})
    words = client.get("/bibliotek/klarret/mit/").content.decode()
    assert "Jeg læser udkast." in words
    assert "Hos os er det anderledes." in words
    box = client.get("/bibliotek/klarret/4/").content.decode()
    assert "Du har tilbudt at skrive med" in box


@pytest.mark.parametrize("path", ["skriv-med", "hos-os"])
def test_an_empty_or_forbidden_text_is_kept_and_explained(client, member, path):
    make_guide(klarret=5)
    empty = client.post(f"/bibliotek/klarret/5/{path}/", {"words": "  "}).content.decode()
    assert "Skriv et par ord, så sekretariatet ved, hvad du mener." in empty
    forbidden = client.post(f"/bibliotek/klarret/5/{path}/", {"words": "Sagen 010190-1234 her"})
    assert "Sagen 010190-1234 her" in forbidden.content.decode()
    assert not (Offer.objects.exists() or Difference.objects.exists())


def test_a_guide_that_is_not_there_has_no_say(client, member):
    for path in ("oensk", "skriv-med", "hos-os"):
        assert client.post(f"/bibliotek/klarret/99/{path}/", {"words": "x"}).status_code == 404


def test_the_desk_answers_and_says_when_somebody_else_has(client, personas):
    guide = make_guide("Frister", klarret=6)
    offer = flows.offer_to_write(guide=guide, words="Jeg læser udkast.", by=personas.member)
    client.force_login(personas.editor)
    words = client.get(reverse("klarret_desk:words")).content.decode()
    assert "Jeg læser udkast." in words
    address = reverse("klarret_desk:answer_offer", args=[offer.pk])
    refused = client.post(address, {"reply": "no", "words": ""})
    assert "Skriv et par ord" in refused.content.decode()
    assert client.post(address, {"reply": "yes", "words": "Tak!"}).status_code == 302
    late = client.post(address, {"reply": "no", "words": "Nej"})
    assert "En anden har svaret i mellemtiden." in late.content.decode()


def test_the_overview_takes_as_many_queries_with_many_guides_and_voices(
    client, member, django_assert_num_queries
):
    def fill(numbers):
        for number in numbers:
            guide = make_guide(f"Vejledning {number}", klarret=number)
            basis = make_version(guide, line=Line.COPENHAGEN)
            if number % 2:
                make_version(guide, line=Line.NATIONAL, based_on=basis)
            else:
                flows.wish(guide=guide, by=make_member(f"Person {number}"))

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    fill([1, 2])
    client.get(OVERVIEW)
    with CaptureQueriesContext(connection) as few:
        client.get(OVERVIEW)
    fill(range(3, 27))
    with django_assert_num_queries(len(few)):
        client.get(OVERVIEW)

"""Material is found in the portal's search and in the library's own, by whoever may see it."""

import pytest
from django.db import connection
from django.urls import reverse

from events.material import finding
from events.material.flows import keeping
from events.material.models import Material
from tests.factories.events import make_draft, make_material, make_meeting, thing
from tests.factories.people import Personas
from tests.factories.resources import make_guide

pytestmark = pytest.mark.django_db
SEARCH = reverse("search:results")
LIBRARY = reverse("library:list")
#: PostgreSQL is asked for its newest entry first, once for each index.
QUERIES = 11


def in_the_search(client, words: str) -> list[str]:
    answer = client.get(SEARCH, {"q": words})
    groups = {group.name: group for group in answer.context["groups"]}
    if "materiale" not in groups:
        return []
    hits = [hit.url for hit in groups["materiale"].hits]
    assert groups["materiale"].count == len(hits)
    return hits


def in_the_library(client, words: str, **more) -> list[str]:
    shelves = client.get(LIBRARY, {"q": words, **more}).context["elsewhere"]
    found = [piece.url for shelf in shelves for piece in shelf.pieces]
    assert sum(shelf.count for shelf in shelves) == len(found)
    return found


@pytest.mark.parametrize("words", ["svarfrister", "ødegård", "ødeg", "læs rykkere", "oplæg"])
def test_title_line_and_the_words_of_the_file_are_found_in_both(client, personas, meeting, words):
    material = make_material(
        meeting,
        by=personas.coordinator,
        name="Oplæg_om_svarfrister.docx",
        words="Rykkere på en ødegård",
        about="Læs den først",
    )
    if words == "ødeg" and connection.vendor == "postgresql":
        pytest.skip("PostgreSQL keeps begun words of titles alone")
    make_material(meeting, by=personas.coordinator, name="Andet.docx", words="Noget helt andet")
    client.force_login(personas.member)
    expected = [material.get_absolute_url()]
    assert in_the_search(client, words) == expected
    assert in_the_library(client, words) == expected


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL knows Danish endings"
)
def test_a_word_is_found_in_its_other_endings(client, personas, meeting):
    material = make_material(meeting, by=personas.coordinator, words="Afgørelserne")
    client.force_login(personas.member)
    assert in_the_search(client, "afgørelse") == [material.get_absolute_url()]


@pytest.mark.parametrize("name", Personas.NAMES)
def test_each_finds_what_they_may_see_and_nobody_a_draft(client, personas, meeting, name):
    shown = make_material(meeting, by=personas.coordinator, words="Hyldeblomst")
    draft = make_draft(personas.group, by=personas.coordinator)
    make_material(draft, by=personas.coordinator, words="Hyldeblomst")
    user = getattr(personas, name)
    is_member = name not in ("stranger", "applicant", "admitted", "former", "suspended")
    expected = [shown] if is_member else []
    assert list(finding.search_for(user, "hyldeblomst")) == expected
    if user.is_authenticated:
        client.force_login(user)
    answer = client.get(LIBRARY, {"q": "hyldeblomst"})
    assert answer.status_code == 200
    found = [piece.url for shelf in answer.context["elsewhere"] for piece in shelf.pieces]
    assert found == [each.get_absolute_url() for each in expected]
    assert ("Fra møder og kurser" in answer.text) == is_member


def test_the_library_says_which_meeting_when_and_what_it_is(client, personas, meeting):
    make_material(meeting, by=personas.coordinator, words="Hyldeblomst")
    client.force_login(personas.member)
    text = client.get(LIBRARY, {"q": "hyldeblomst"}).text
    assert (
        "Fra møder og kurser" in text and meeting.title in text and f"{meeting.day} · Word" in text
    )
    assert "elsewhere" not in client.get(LIBRARY).context
    assert client.get(LIBRARY, {"q": "hyldeblomst", "art": "template"}).context["elsewhere"] == []


def test_the_library_shows_the_first_and_leads_to_all(client, personas, meeting):
    links = [
        thing(link=f"https://e.example/{n}", title=f"Hyldeblomst {n}")
        for n in range(finding.IN_THE_LIBRARY + 1)
    ]
    make_material(meeting, by=personas.coordinator, things=links)
    client.force_login(personas.member)
    (shelf,) = client.get(LIBRARY, {"q": "hyldeblomst"}).context["elsewhere"]
    assert (shelf.count, len(shelf.pieces)) == (11, 10)
    assert shelf.all_url == f"{SEARCH}?q=hyldeblomst&i=materiale"
    page = client.get(shelf.all_url)
    assert [group.count for group in page.context["groups"]] == [11]


def test_what_points_to_the_library_is_found_there_alone(client, personas, meeting):
    guide = make_guide("Hyldeblomst")
    make_material(meeting, by=personas.coordinator, things=[thing(guide=guide)])
    client.force_login(personas.member)
    assert in_the_search(client, "hyldeblomst") == in_the_library(client, "hyldeblomst") == []


def test_what_is_removed_or_renamed_is_found_as_it_is_now(client, personas, meeting):
    material = make_material(meeting, by=personas.coordinator, name="Hyldeblomst.docx")
    client.force_login(personas.member)
    keeping.change(
        material=material,
        title="Solbær",
        about="",
        phase=material.phase,
        point=None,
        by=personas.coordinator,
    )
    assert in_the_search(client, "hyldeblomst") == []
    assert in_the_search(client, "solbær") == [material.get_absolute_url()]
    keeping.remove(material=Material.objects.get(), by=personas.coordinator)
    assert in_the_search(client, "solbær") == []


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_queries_do_not_grow(client, personas, django_assert_num_queries, number):
    for n in range(number):
        at = make_meeting(personas.group, by=personas.coordinator, title=f"Møde {n}")
        link = thing(link=f"https://e.example/{n}", title="Hyldeblomst")
        make_material(at, by=personas.coordinator, things=[link])
    client.force_login(personas.member)
    client.get(LIBRARY, {"q": "hyldeblomst"})
    with django_assert_num_queries(QUERIES):
        client.get(LIBRARY, {"q": "hyldeblomst"})

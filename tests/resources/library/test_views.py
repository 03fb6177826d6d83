"""The overview and the guides' pages."""

import pytest
from django.urls import reverse

from resources.library.enums import Audience, Kind, Line
from resources.library.flows.publishing import set_edition_status
from resources.library.models import ReadReceipt
from tests.factories.resources import make_guide, make_topic, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client, personas):
    client.force_login(personas.member)
    return personas.member


def test_a_stranger_sees_only_what_is_for_everyone(client):
    make_guide("Kun for medlemmer")
    make_guide("Hvad er en borgerrådgiver?", audience=Audience.PUBLIC)
    words = client.get(reverse("library:list")).content.decode()
    assert "Hvad er en borgerrådgiver?" in words
    assert "Kun for medlemmer" not in words


def test_a_page_that_is_not_for_the_reader_looks_like_none(client, personas):
    hidden = make_guide(klarret=4)
    addresses = [hidden.get_absolute_url(), "/bibliotek/klarret/999/", "/bibliotek/findes-ikke/"]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))
    client.force_login(personas.applicant)
    assert {client.get(address).status_code for address in addresses} == {404}


def test_the_overview_tells_how_far_the_national_editions_are(client, member):
    make_version(make_guide("Notatpligt", klarret=1))
    make_guide("Partshøring", klarret=2)
    page = client.get(reverse("library:list")).text
    assert "1 af 2" in page
    assert page.index("Notatpligt") < page.index("Partshøring")


def test_the_list_is_narrowed_by_topic_and_kind(client, member):
    topic = make_topic("aktindsigt")
    wanted = make_guide("Brev om aktindsigt", kind=Kind.TEMPLATE, topics=[topic])
    make_guide("Et andet brev", kind=Kind.TEMPLATE)
    make_guide("En introduktion", topics=[topic])
    answer = client.get(reverse("library:list"), {"emne": topic.slug, "art": Kind.TEMPLATE})
    assert answer.context["found"] == [wanted]
    unknown = client.get(reverse("library:list"), {"emne": "nej", "art": "nej"})
    assert len(unknown.context["found"]) == 3


def test_a_cpr_number_in_the_search_is_refused_and_not_repeated(client, member):
    make_guide()
    answer = client.get(reverse("library:list"), {"q": "010190-1234"})
    assert answer.context["words"] == ""
    assert "CPR" in answer.content.decode()


def test_a_klarret_guide_has_one_address(client, member):
    guide = make_guide(klarret=14, slug="vejledning")
    assert client.get("/bibliotek/vejledning/")["Location"] == "/bibliotek/klarret/14/"
    assert client.get(guide.get_absolute_url()).status_code == 200


def test_the_page_shows_the_text_the_changes_and_the_file(client, member):
    guide = make_guide(klarret=3)
    copenhagen = make_version(guide, line=Line.COPENHAGEN, typeset=True)
    edition = set_edition_status(
        guide=guide, line=Line.NATIONAL, status="in_review", based_on=copenhagen, by=None
    )
    make_version(guide, line=Line.COPENHAGEN, change="Afsnittet om frister er nyt.")
    make_version(guide)
    answer = client.get(guide.get_absolute_url())
    assert answer.context["edition"] == edition
    assert answer.context["overtaken"].number == 2
    words = answer.content.decode()
    assert "Kernen i sagen" in words
    assert "Afsnittet om frister er nyt." in words
    other = client.get(guide.get_absolute_url(), {"udgave": "copenhagen"})
    assert other.context["version"].number == 2
    assert copenhagen.file_url in other.content.decode()


def test_reading_on_the_page_is_reading(client, member):
    version = make_version()
    for _again in range(2):
        client.get(version.edition.guide.get_absolute_url())
    assert ReadReceipt.objects.get().version == version


def fill(count):
    for at in range(1, count + 1):
        guide = make_guide(
            f"Vejledning {at}",
            klarret=at,
            topics=[make_topic(f"emne {at}")],
            legal_bases=[("forvaltningsloven", f"§ {at}")],
        )
        make_version(guide, line=Line.COPENHAGEN)
        make_version(guide)
        make_guide(f"Skabelon {at}", kind=Kind.TEMPLATE)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_overview_asks_as_often_whatever_there_is(
    client, member, django_assert_num_queries, count
):
    fill(count)
    client.get(reverse("library:list"))
    with django_assert_num_queries(OVERVIEW):
        client.get(reverse("library:list"))


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_guide_asks_as_often_however_many_versions(
    client, member, django_assert_num_queries, count
):
    guide = make_guide(klarret=1, topics=[make_topic()])
    for _version in range(count):
        make_version(guide, line=Line.COPENHAGEN)
        make_version(guide)
    client.get(guide.get_absolute_url())
    with django_assert_num_queries(GUIDE):
        client.get(guide.get_absolute_url())


#: Besides who asks: material, editions with versions, topics, collections, and when the reader was last here.
OVERVIEW = 8
#: Besides who asks: the guide, its editions with versions, what it is about, the files beside it, what care
#: says of it, the reader's own lists, its collections, and what members say of it.
GUIDE = 10


def test_sections_stand_in_a_readers_order(client, member):
    guide = make_guide(legal_bases=[("forvaltningsloven", f"§ {at}") for at in (19, 7, 100)])
    assert [basis.section for basis in guide.bases] == ["§ 7", "§ 19", "§ 100"]

"""What stands in a file of the library is found, with the page on which it stands."""

import pytest
from django.urls import reverse

from resources.library.flows import enclosing
from resources.library.flows.publishing import withdraw_version
from resources.library.models import EditionFile
from tests.factories.files import pdf, word
from tests.factories.resources import make_guide, make_version, put_beside

pytestmark = pytest.mark.django_db
URL = reverse("search:results")
REPORT = (
    "Rapport.pdf",
    pdf("Forord om sagen", "Borgeren skal have besked om klagevejledning", "Bilag og noter"),
)


@pytest.fixture
def member(client, personas):
    client.force_login(personas.member)
    return personas.member


def hits(client, words: str) -> list:
    groups = {group.name: group for group in client.get(URL, {"q": words}).context["groups"]}
    return groups["vejledninger"].hits if "vejledninger" in groups else []


def test_a_sentence_in_a_pdf_leads_to_its_page(client, member):
    guide = make_guide("Årsrapport", slug="rapport")
    make_version(guide, files=[REPORT])
    (hit,) = hits(client, "klagevejledning besked")
    assert hit.url == "/bibliotek/rapport/"
    assert hit.place == "Rapport (PDF), side 2"
    assert hit.place_url == "/bibliotek/rapport/filer/rapport#page=2"
    assert "<mark>klagevejledning</mark>" in hit.excerpt


def test_the_page_that_has_most_of_the_words_is_named(client, member):
    """No page has both, so the first that has one of them."""
    make_version(make_guide("Årsrapport"), files=[REPORT])
    (hit,) = hits(client, "noter forord")
    assert hit.place == "Rapport (PDF), side 1"


def test_a_letter_has_no_pages(client, member):
    make_version(make_guide("Breve"), files=[("Brev.docx", word("Om hyldeblomst"))])
    (hit,) = hits(client, "hyldeblomst")
    assert (hit.place, hit.place_url.partition("#")[2]) == ("Brev (Word)", "")


def test_what_the_page_itself_says_needs_no_file(client, member):
    make_version(make_guide("Klagevejledning til borgeren"), files=[REPORT])
    (hit,) = hits(client, "klagevejledning")
    assert (hit.place, hit.place_url) == ("", "")


def test_a_section_is_found_in_a_file(client, member):
    report = pdf("Indledning", "Efter § 19 skal parten høres", "Efter § 191 gælder andet")
    make_version(make_guide("Notat"), files=[("Notat.pdf", report)])
    (hit,) = hits(client, "§ 19")
    assert hit.place == "Notat (PDF), side 2"


def test_nothing_is_found_in_what_is_not_published_yet_or_not_any_more(client, member, personas):
    guide = make_guide("Breve")
    version = make_version(guide)
    put_beside(version.edition, ("Kommer.docx", word("Om hyldeblomst")))
    assert hits(client, "hyldeblomst") == []
    later = make_version(guide)
    assert len(hits(client, "hyldeblomst")) == 1
    enclosing.remove(file=EditionFile.objects.get(), by=None)
    make_version(guide)
    assert hits(client, "hyldeblomst") == []
    withdraw_version(version=later, because="Forkert.", by=personas.editor)
    assert hits(client, "hyldeblomst") == []


def test_who_may_not_read_the_page_finds_nothing_in_its_files(client, personas):
    make_version(make_guide("Breve"), files=[("Brev.docx", word("Om hyldeblomst"))])
    answer = client.get(reverse("library:list"), {"q": "hyldeblomst"})
    assert answer.context["found"] == []


def test_a_long_file_is_found_by_its_last_page(client, member):
    pages = [f"Ord{number} " + "fyld " * 400 for number in range(60)]
    make_version(make_guide("Lang"), files=[("Lang.pdf", pdf(*pages, "Hyldeblomst til sidst"))])
    (hit,) = hits(client, "hyldeblomst")
    assert hit.place.startswith("Lang (PDF), side ")
    assert int(hit.place.rpartition(" ")[2]) >= 61


@pytest.mark.parametrize("number", [3, 6])
def test_the_queries_do_not_grow(client, member, django_assert_num_queries, number):
    """Fewer than three are looked for once more in other words."""
    for n in range(number):
        make_version(
            make_guide(f"Materiale {n}"),
            files=[(f"{m}.docx", word("Om hyldeblomst")) for m in range(number)],
        )
    client.get(URL, {"q": "hyldeblomst"})
    with django_assert_num_queries(QUERIES):
        client.get(URL, {"q": "hyldeblomst"})


QUERIES = 28

"""Every version keeps its address, and two can be laid beside each other."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from resources.library import comparing
from resources.library.enums import Audience, Kind, Line
from resources.library.flows.publishing import set_edition_status, withdraw_version
from resources.library.models import Edition, Guide, Version
from tests.factories.resources import make_guide, make_version

pytestmark = pytest.mark.django_db


def text(*paragraphs: str) -> list[dict]:
    return [{"heading": "Det gælder", "paragraphs": list(paragraphs)}]


@pytest.fixture
def member(client, personas):
    client.force_login(personas.member)
    return personas.member


def test_the_address_without_a_version_and_latest_show_the_newest_and_v1_the_first(client, member):
    guide = make_guide(klarret=14)
    make_version(guide, sections=text("Fristen er syv dage."))
    make_version(guide, sections=text("Fristen er ti dage."))
    assert "ti dage" in client.get("/bibliotek/klarret/14/").content.decode()
    assert "ti dage" in client.get("/bibliotek/klarret/14/v2/").content.decode()
    first = client.get("/bibliotek/klarret/14/v1/").content.decode()
    assert "syv dage" in first
    assert "Den nyeste er version 2" in first
    assert "/bibliotek/klarret/14/sammenlign/?fra=n1&amp;til=n2" in first
    latest = client.get("/bibliotek/klarret/14/seneste/?udgave=national")
    assert latest.status_code == 302
    assert latest["Location"] == "/bibliotek/klarret/14/?udgave=national"


def test_other_material_has_the_same_addresses_under_its_short_name(client, member):
    version = make_version(make_guide(kind=Kind.TEMPLATE, slug="brev"), line=Line.COPENHAGEN)
    assert version.get_absolute_url() == "/bibliotek/brev/v1/"
    assert client.get("/bibliotek/brev/v1/").context["version"] == version
    assert client.get("/bibliotek/brev/seneste/")["Location"] == "/bibliotek/brev/"


def test_a_version_that_never_was_is_not_there(client, member):
    make_version(make_guide(klarret=14))
    answers = [client.get(f"/bibliotek/klarret/14/v{number}/") for number in (0, 2, 99999)]
    assert {answer.status_code for answer in answers} <= {404, 200}
    assert [answer.status_code for answer in answers[1:]] == [404, 404]


def test_each_edition_has_versions_of_its_own(client, member):
    guide = make_guide(klarret=3)
    copenhagen = make_version(guide, line=Line.COPENHAGEN, sections=text("I København."))
    national = make_version(guide, line=Line.NATIONAL, sections=text("I hele landet."))
    assert "I København." in client.get(copenhagen.get_absolute_url()).content.decode()
    assert "I hele landet." in client.get(national.get_absolute_url()).content.decode()


def test_a_withdrawn_version_keeps_its_address_and_says_why_and_shows_no_text(client, member):
    guide = make_guide(klarret=5)
    wrong = make_version(guide, sections=text("En forkert frist."))
    make_version(guide, sections=text("Den rigtige frist."))
    withdraw_version(version=wrong, because="Fristen var forkert.", by=None)
    words = client.get(wrong.get_absolute_url()).content.decode()
    assert "Fristen var forkert." in words
    assert "En forkert frist." not in words
    assert "Læs den nyeste version" in words


@pytest.mark.parametrize("path", ["", "seneste/", "v1/", "sammenlign/"])
def test_no_address_of_it_tells_a_stranger_that_it_exists(client, path):
    make_version(make_guide(klarret=6))
    hidden = client.get(f"/bibliotek/klarret/6/{path}")
    missing = client.get(f"/bibliotek/klarret/7/{path}")
    assert (hidden.status_code, missing.status_code) == (302, 302)
    assert hidden["Location"].replace("/6/", "/7/") == missing["Location"]


def test_what_everyone_may_read_everyone_may_compare(client):
    guide = make_guide(klarret=8, audience=Audience.PUBLIC)
    make_version(guide, sections=text("Før."))
    make_version(guide, sections=text("Efter."))
    answer = client.get("/bibliotek/klarret/8/sammenlign/")
    assert (answer.context["before"].number, answer.context["after"].number) == (1, 2)
    words = answer.content.decode()
    assert "<del>Før</del>" in words
    assert "<ins>Efter</ins>" in words


def test_versions_of_two_editions_can_be_compared(client, member):
    guide = make_guide(klarret=9)
    make_version(guide, line=Line.COPENHAGEN, sections=text("Skriv til Borgerservice."))
    make_version(guide, line=Line.NATIONAL, sections=text("Skriv til kommunen."))
    answer = client.get("/bibliotek/klarret/9/sammenlign/?fra=k1&til=n1")
    assert "<ins>kommunen</ins>" in answer.content.decode()


def test_the_versions_that_an_address_names_wrongly_or_that_are_withdrawn_are_not_compared(
    client, member
):
    guide = make_guide(klarret=10)
    wrong = make_version(guide)
    make_version(guide, sections=text("Andet."))
    withdraw_version(version=wrong, because="Forkert.", by=None)
    for query in ("fra=n1&til=n2", "fra=n2&til=n9", "fra=n2", "fra=x&til=<b>", ""):
        assert client.get(f"/bibliotek/klarret/10/sammenlign/?{query}").status_code == 404


def test_a_national_edition_that_is_behind_leads_to_what_copenhagen_has_changed(client, member):
    guide = make_guide(klarret=11)
    basis = make_version(guide, line=Line.COPENHAGEN, sections=text("Syv dage."))
    national = make_version(guide, line=Line.NATIONAL, based_on=basis)
    make_version(guide, line=Line.COPENHAGEN, sections=text("Ti dage."), change="Ny frist.")
    words = client.get(national.get_absolute_url()).content.decode()
    assert "/bibliotek/klarret/11/sammenlign/?fra=k1&amp;til=k2" in words
    set_edition_status(guide=guide, line=Line.NATIONAL, status="in_review", by=None)
    assert "Se, hvad København har ændret" in client.get(guide.get_absolute_url()).content.decode()


def test_long_stretches_without_changes_are_folded():
    before = Version(text="\n".join(f"Linje {number}." for number in range(40)))
    after = Version(text=before.text.replace("Linje 20.", "Linje tyve."))
    shown = comparing.stretches(before, after)
    assert [(each.is_folded, len(each.lines)) for each in shown] == [
        (True, 19),
        (False, 3),
        (True, 18),
    ]


@given(st.lists(st.sampled_from(["a b", "b", "c d e", "æ"])), st.lists(st.sampled_from(["b", "c"])))
def test_a_comparison_loses_no_word_of_either_text(before, after):
    old, new = "\n".join(before), "\n".join(after)
    guide = Guide(title="X")
    edition = Edition(guide=guide, line=Line.NATIONAL)
    parts = [
        part
        for each in comparing.stretches(
            Version(edition=edition, text=old), Version(edition=edition, text=new)
        )
        for line in each.lines
        for part in line.parts
    ]
    for text_, kinds in ((old, ("same", "gone")), (new, ("same", "new"))):
        kept = " ".join(part.text for part in parts if part.kind in kinds).split()
        assert kept == text_.split()


def test_comparing_takes_as_many_queries_with_many_versions(
    client, member, django_assert_max_num_queries
):
    guide = make_guide(klarret=12)
    for number in range(8):
        make_version(guide, sections=text(f"Udgave {number}."))
    client.get(reverse("library:klarret_compare", args=[12]))
    with django_assert_max_num_queries(12):
        client.get(reverse("library:klarret_compare", args=[12]))

"""The secretariat's desk for the library: who opens it, what it keeps, and what it refuses."""

import pytest
from django.urls import reverse

from portal.audit.models import Entry
from portal.pages.day import news
from resources.library.enums import Extent, Line, Status
from resources.library.finding import search_for
from resources.library.flows.publishing import withdraw_version
from resources.library.models import Edition, Guide, Version
from resources.library.queries import national_progress, with_editions
from resources.library.reach import guides_for
from tests.factories.resources import SECTIONS, make_edition, make_guide, make_version

pytestmark = pytest.mark.django_db
LIST = "library_desk:list"
ALLOWED = {"editor", "administrator"}


def address(name: str, *args) -> str:
    return reverse(f"library_desk:{name}", args=args)


@pytest.fixture
def guide():
    return make_guide("Notatpligt på øen", klarret=7)


@pytest.fixture
def at_the_desk(client, personas):
    client.force_login(personas.editor)
    return client


# --- who ---------------------------------------------------------------------------------------------
def test_only_those_who_may_edit_the_library_open_its_desk(client, personas, guide):
    version = make_version(guide)
    pages = [
        address("list"),
        address("guide", guide.pk),
        address("edition", guide.pk, Line.NATIONAL),
        address("review", guide.pk, Line.NATIONAL),
        address("sheet", guide.pk, Line.NATIONAL),
        version.edition.write_url,
        address("withdraw", version.pk),
    ]
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        for page in pages:
            assert (client.get(page).status_code == 200) == (name in ALLOWED), (name, page)


def test_nobody_else_changes_anything(client, personas, guide):
    version = make_version(guide)
    deeds = [
        (address("edition", guide.pk, Line.NATIONAL), {"status": Status.IN_REVIEW}),
        (address("write", guide.pk, Line.COPENHAGEN), {}),
        (address("review", guide.pk, Line.NATIONAL), {"step": "approve", "seen": ""}),
        (address("take_back", guide.pk, Line.NATIONAL), {}),
        (address("withdraw", version.pk), {"because": "Reglen er ændret."}),
    ]
    for name in ("stranger", "applicant", "member", "coordinator", "jurist", "former"):
        client.logout()
        if name != "stranger":
            client.force_login(getattr(personas, name))
        for page, data in deeds:
            assert client.post(page, data).status_code in (302, 403), (name, page)
    version.refresh_from_db()
    assert not version.is_withdrawn
    assert Version.objects.count() == 1
    assert Edition.objects.get().status == Status.PUBLISHED


def test_a_group_left_over_from_an_ended_role_does_not_open_wagtails_own_forms(client, personas):
    from django.contrib.auth.models import Group

    personas.jurist.groups.add(Group.objects.get(name="Sekretariatets redaktører"))
    client.force_login(personas.jurist)
    assert client.get(reverse("wagtailsnippets_library_guide:add")).status_code == 302
    client.force_login(personas.editor)
    assert client.get(reverse("wagtailsnippets_library_guide:add")).status_code == 200


def test_the_menu_has_one_library(client, personas):
    client.force_login(personas.editor)
    text = client.get("/admin/").text
    assert f'"url": "{address("list")}"' in text
    assert "library-forms" not in text and '"name": "snippets"' not in text


# --- how far -----------------------------------------------------------------------------------------
def test_the_list_shows_both_editions_of_each_guide(at_the_desk, guide):
    make_version(guide, line=Line.COPENHAGEN, number=4)
    make_guide("De første 100 dage")
    text = at_the_desk.get(address("list")).text
    assert "7. Notatpligt på øen" in text and "De første 100 dage" in text
    assert "version 4" in text and "Ikke begyndt" in text
    assert "0 af 1 kan læses i en national udgave." in text


def test_an_edition_is_moved_with_who_writes_it(at_the_desk, personas, guide):
    page = address("edition", guide.pk, Line.NATIONAL)
    facts = {"status": Status.BEING_WRITTEN, "writers": "Odense og Vejle"}
    assert at_the_desk.post(page, facts)["Location"] == address("guide", guide.pk)
    edition = Edition.objects.get()
    assert (edition.status, edition.writers) == tuple(facts.values())
    entry = Entry.objects.get(action="library.edition_moved")
    assert (entry.by_id, entry.facts) == (personas.editor.pk, {"status": "being_written"})
    assert "Odense og Vejle" in at_the_desk.get(address("list")).text
    assert 'value="Odense og Vejle"' in at_the_desk.get(page).text


def test_only_a_version_makes_an_edition_published(at_the_desk, guide):
    page = address("edition", guide.pk, Line.NATIONAL)
    shown = at_the_desk.get(page).context["form"]
    assert Status.PUBLISHED not in dict(shown.fields["status"].choices)
    answer = at_the_desk.post(page, {"status": Status.PUBLISHED, "writers": "Odense"})
    assert set(answer.context["form"].errors) == {"status"}
    assert 'value="Odense"' in answer.text
    assert not Edition.objects.exists()


def test_what_can_be_read_has_been_begun(at_the_desk, guide):
    make_version(guide)
    page = address("edition", guide.pk, Line.NATIONAL)
    assert "status" in at_the_desk.post(page, {"status": Status.NOT_BEGUN}).context["form"].errors
    at_the_desk.post(page, {"status": Status.IN_REVIEW})
    edition = Edition.objects.get()
    assert edition.status == Status.IN_REVIEW
    # Readers keep the version they have while the next one is on its way.
    assert edition.newest.number == 1
    assert "den næste er til gennemsyn" in at_the_desk.get(address("list")).text


def test_a_cpr_number_is_stopped_beside_its_field(at_the_desk, guide):
    page = address("edition", guide.pk, Line.NATIONAL)
    answer = at_the_desk.post(page, {"status": Status.IN_REVIEW, "writers": "Om 010190-1234"})
    assert set(answer.context["form"].errors) == {"writers"}
    assert not Edition.objects.exists()


def test_a_line_that_a_guide_has_not_is_not_there(at_the_desk, guide):
    material = make_guide("De første 100 dage")
    assert at_the_desk.get(address("edition", guide.pk, "svensk")).status_code == 404
    assert at_the_desk.post(address("write", material.pk, Line.NATIONAL)).status_code == 404
    assert at_the_desk.get(address("edition", material.pk, Line.COPENHAGEN)).status_code == 200


# --- what changes ------------------------------------------------------------------------------------
def test_a_correction_is_not_told_as_news(personas, guide):
    make_version(guide)
    assert [each.title for each in news(personas.member)] == [guide.full_title]
    Version.objects.all().delete()
    for extent in (Extent.TYPO, Extent.MEDIUM):
        make_version(guide, extent=extent)
    assert news(personas.member) == []


# --- withdrawing -------------------------------------------------------------------------------------
def test_a_withdrawn_version_gives_way_to_the_one_before(at_the_desk, personas, guide):
    old = make_version(guide, typeset=True)
    wrong = make_version(
        guide,
        sections=[{"heading": "Vildledning", "paragraphs": ["Fristen i § 77 er hundrede dage."]}],
        typeset=True,
    )
    page = address("withdraw", wrong.pk)
    assert "Medlemmerne kommer igen til at læse version 1" in at_the_desk.get(page).text
    assert [g.pk for g in search_for(personas.member, "hundrede")] == [guide.pk]
    because = {"because": "Fristen var forkert."}
    assert at_the_desk.post(page, because)["Location"] == address("guide", guide.pk)
    assert at_the_desk.get(wrong.file_url).status_code == 404
    assert at_the_desk.get(old.file_url).status_code == 200
    read = at_the_desk.get(guide.get_absolute_url())
    assert read.context["version"] == old
    assert "Fristen var forkert." in read.text and "hundrede dage" not in read.text
    assert list(search_for(personas.member, "hundrede")) == []
    assert list(search_for(personas.member, "§ 77")) == []
    entry = Entry.objects.get(action="library.withdrawn")
    assert (entry.by_id, entry.facts) == (personas.editor.pk, {"number": 2})


def test_withdrawing_the_only_version_leaves_nothing_to_read_but_the_reason(
    at_the_desk, personas, guide
):
    version = make_version(guide)
    page = address("withdraw", version.pk)
    assert "så medlemmerne har ikke noget at læse" in at_the_desk.get(page).text
    at_the_desk.post(page, {"because": "Loven er ophævet."})
    edition = Edition.objects.get()
    assert (edition.newest, edition.status) == (None, Status.BEING_WRITTEN)
    read = at_the_desk.get(guide.get_absolute_url())
    assert "Teksten er trukket tilbage" in read.text and "Loven er ophævet." in read.text
    assert SECTIONS[0]["paragraphs"][0] not in read.text
    assert national_progress(list(with_editions(guides_for(personas.member)))).done == 0
    assert make_version(guide).number == 2  # a number is used once


@pytest.mark.parametrize("because", ["", "   ", "x" * 301, "Om 010190-1234"])
def test_readers_are_owed_a_reason(at_the_desk, guide, because):
    version = make_version(guide)
    answer = at_the_desk.post(address("withdraw", version.pk), {"because": because})
    assert set(answer.context["form"].errors) == {"because"}
    version.refresh_from_db()
    assert not version.is_withdrawn


def test_withdrawing_twice_is_withdrawing_once(at_the_desk, guide):
    version = make_version(guide)
    for reason in ("Først.", "Siden."):
        at_the_desk.post(address("withdraw", version.pk), {"because": reason})
    withdraw_version(version=version, because="Til sidst.", by=None)
    version.refresh_from_db()
    assert version.withdrawn_because == "Først."
    assert Entry.objects.filter(action="library.withdrawn").count() == 1


# --- what stays --------------------------------------------------------------------------------------
def test_material_with_versions_is_not_deleted(at_the_desk, guide):
    make_version(guide)
    empty = make_guide("Tom")
    for each in (guide, empty):
        at_the_desk.post(reverse("wagtailsnippets_library_guide:delete", args=[each.pk]))
    assert list(Guide.objects.all()) == [guide]
    both = reverse("wagtail_bulk_action", args=["library", "guide", "delete"])
    at_the_desk.post(f"{both}?id={guide.pk}")
    assert list(Guide.objects.all()) == [guide]
    assert "så det slettes ikke" in at_the_desk.get(address("guide", guide.pk)).text


@pytest.mark.parametrize(("page", "queries"), [("list", 19), ("guide", 20), ("review", 23)])
def test_queries_do_not_grow(at_the_desk, django_assert_num_queries, page, queries):
    for count in (1, 3, 30):
        while Guide.objects.count() < count:
            guide = make_guide("En", klarret=Guide.objects.count() + 1)
            basis = make_version(guide, line=Line.COPENHAGEN)
            make_edition(guide)
            Edition.objects.filter(guide=guide, line=Line.NATIONAL).update(based_on=basis)
        guide = Guide.objects.first()
        while guide.editions.get(line=Line.COPENHAGEN).versions.count() < count:
            make_version(guide, line=Line.COPENHAGEN)
        parts = {"list": (), "guide": (guide.pk,), "review": (guide.pk, Line.NATIONAL)}[page]
        url = address(page, *parts)
        at_the_desk.get(url)  # what all pages share is in the cache from here on
        with django_assert_num_queries(queries):
            assert at_the_desk.get(url).status_code == 200

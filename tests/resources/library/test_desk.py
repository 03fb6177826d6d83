"""The secretariat's desk for the library: who opens it, what it keeps, and what it refuses."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader
from wagtail.test.utils.form_data import nested_form_data, streamfield

from portal.audit.models import Entry
from portal.pages.day import news
from resources.library.enums import Extent, Line, Status
from resources.library.flows.publishing import publish_version, withdraw_version
from resources.library.models import Edition, Guide, Version
from resources.library.queries import guides_for, national_progress, search_for, with_editions
from tests.factories.resources import SECTIONS, make_edition, make_guide, make_version

pytestmark = pytest.mark.django_db
LIST = "library_desk:list"
ALLOWED = {"editor", "administrator"}


def address(name: str, *args) -> str:
    return reverse(f"library_desk:{name}", args=args)


def typed(*sections, step: str = "publish", **changes) -> dict:
    """The form for a version as the browser sends it; a section is (heading, text, points)."""
    sections = sections or (
        ("Kernen i sagen", "Borgeren skal høres.", "Skriv det.\nSæt en frist."),
    )
    answers = {"number": "1", "extent": Extent.REVISION, "change": "Første version.", "step": step}
    return nested_form_data(
        {
            **answers,
            **changes,
            "sections": streamfield(
                [
                    ("section", {"heading": heading, "text": text, "points": points})
                    for heading, text, points in sections
                ]
            ),
        }
    )


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
        address("publish", guide.pk, Line.NATIONAL),
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
        (address("publish", guide.pk, Line.NATIONAL), typed(number="2")),
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
    facts = {
        "status": Status.BEING_WRITTEN,
        "writers": "Odense og Vejle",
        "note": "Uden systemnavne.",
    }
    assert at_the_desk.post(page, facts)["Location"] == address("guide", guide.pk)
    edition = Edition.objects.get()
    assert (edition.status, edition.writers, edition.note) == tuple(facts.values())
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


@pytest.mark.parametrize("field", ["writers", "note"])
def test_a_cpr_number_is_stopped_beside_its_field(at_the_desk, guide, field):
    page = address("edition", guide.pk, Line.NATIONAL)
    answer = at_the_desk.post(
        page, {"status": Status.IN_REVIEW, "writers": "Odense", field: "Om 010190-1234"}
    )
    assert set(answer.context["form"].errors) == {field}
    assert not Edition.objects.exists()


def test_a_line_that_a_guide_has_not_is_not_there(at_the_desk, guide):
    material = make_guide("De første 100 dage")
    assert at_the_desk.get(address("edition", guide.pk, "svensk")).status_code == 404
    assert at_the_desk.get(address("publish", material.pk, Line.NATIONAL)).status_code == 404
    assert at_the_desk.get(address("publish", material.pk, Line.COPENHAGEN)).status_code == 200


# --- publishing --------------------------------------------------------------------------------------
def test_a_version_is_published_as_it_was_typed(at_the_desk, personas, guide, run_jobs):
    page = address("publish", guide.pk, Line.NATIONAL)
    assert at_the_desk.get(page).context["form"]["number"].value() == 1
    sections = [
        ("Kernen  i sagen", "Første\nlinje.\n\n\nAndet afsnit.", "- Skriv det.\n\n• Sæt en frist."),
        ("Regler", "§ 19.", ""),
    ]
    answer = at_the_desk.post(page, typed(*sections), follow=True)
    assert "Version 1 er udgivet." in answer.text
    version = Version.objects.get()
    assert version.sections == [
        {
            "heading": "Kernen i sagen",
            "paragraphs": ["Første linje.", "Andet afsnit."],
            "points": ["Skriv det.", "Sæt en frist."],
        },
        {"heading": "Regler", "paragraphs": ["§ 19."], "points": []},
    ]
    assert version.edition.status == Status.PUBLISHED
    assert Entry.objects.get(action="library.published").by_id == personas.editor.pk
    run_jobs()
    version.refresh_from_db()
    assert version.file and version.file_words in at_the_desk.get(address("guide", guide.pk)).text


def test_the_next_version_begins_with_the_text_there_is(at_the_desk, guide):
    make_version(guide, line=Line.COPENHAGEN, number=3)
    national = at_the_desk.get(address("publish", guide.pk, Line.NATIONAL)).context["form"]
    assert national["sections"].value()[0].value["heading"] == SECTIONS[0]["heading"]
    assert national["number"].value() == 1
    own = at_the_desk.get(address("publish", guide.pk, Line.COPENHAGEN)).context["form"]
    assert own["number"].value() == 4
    assert "based_on" in national.fields and "based_on" not in own.fields


def test_what_a_national_version_starts_from_is_kept(at_the_desk, guide):
    basis = make_version(guide, line=Line.COPENHAGEN)
    other = make_version(make_guide("Noget andet", klarret=8), line=Line.COPENHAGEN)
    page = address("publish", guide.pk, Line.NATIONAL)
    answer = at_the_desk.post(page, typed(based_on=str(other.pk)))
    assert set(answer.context["form"].errors) == {"based_on"}
    at_the_desk.post(page, typed(based_on=str(basis.pk)))
    assert Edition.objects.get(guide=guide, line=Line.NATIONAL).based_on == basis
    make_version(guide, line=Line.COPENHAGEN, change="Ny frist.")
    assert "København har version 2" in at_the_desk.get(address("list")).text
    assert "Ny frist." in at_the_desk.get(address("guide", guide.pk)).text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "nul"}, "number"),
        ({"number": "0"}, "number"),
        ({"extent": ""}, "extent"),
        ({"extent": "lidt"}, "extent"),
        ({"change": ""}, "change"),
        ({"change": "x" * 401}, "change"),
        ({"change": "Sagen om 010190-1234"}, "change"),
    ],
)
def test_a_wrong_answer_is_said_beside_its_field_and_nothing_is_lost(
    at_the_desk, guide, changes, field
):
    answer = at_the_desk.post(address("publish", guide.pk, Line.NATIONAL), typed(**changes))
    form = answer.context["form"]
    assert set(form.errors) == {field}
    assert form["sections"].value()[0].value["text"] == "Borgeren skal høres."
    assert not Version.objects.exists()


@pytest.mark.parametrize(
    ("section", "words"),
    [
        (("", "Tekst uden overskrift.", ""), "Skal udfyldes."),
        (("Tom", " ", ""), "Skriv en tekst eller nogle punkter under overskriften."),
        (("Eksempel", "Borgeren 010190-1234 ringer.", ""), "CPR-nummer"),
        (("010190-1234", "Tekst.", ""), "CPR-nummer"),
        (("Eksempel", "Tekst.", "Om 0101901234"), "CPR-nummer"),
    ],
)
def test_a_wrong_section_is_said_beside_it_and_kept(at_the_desk, guide, section, words):
    answer = at_the_desk.post(
        address("publish", guide.pk, Line.NATIONAL), typed(("Først", "God tekst.", ""), section)
    )
    assert set(answer.context["form"].errors) == {"sections"}
    assert "Teksten: Se ved afsnittet." in answer.text
    assert "Validation error" not in answer.text
    state = answer.context["form"]["sections"].as_widget()
    problem = answer.context["form"].errors.as_data()["sections"][0].as_json_data()
    assert words in str(problem), problem
    assert "God tekst." in state
    assert not Version.objects.exists()


def test_a_text_without_sections_is_refused(at_the_desk, guide):
    data = {**typed(), "sections-count": "0"}
    answer = at_the_desk.post(address("publish", guide.pk, Line.NATIONAL), data)
    assert set(answer.context["form"].errors) == {"sections"}
    assert not Version.objects.exists()


def test_a_form_sent_twice_publishes_once(at_the_desk, guide):
    page = address("publish", guide.pk, Line.NATIONAL)
    answers = [at_the_desk.post(page, typed()) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {address("guide", guide.pk)}
    assert Version.objects.count() == 1


def test_two_editors_do_not_write_over_one_another(at_the_desk, personas, guide):
    page = address("publish", guide.pk, Line.NATIONAL)
    make_version(guide)  # somebody else's, while this form was open
    answer = at_the_desk.post(page, typed(("Min tekst", "Den er god.", "")))
    assert set(answer.context["form"].errors) == {"number"}
    assert "En anden har udgivet en nyere version i mellemtiden." in answer.text
    assert "Den er god." in answer.text
    at_the_desk.post(page, typed(("Min tekst", "Den er god.", ""), number="2"))
    assert [v.number for v in Version.objects.order_by("number")] == [1, 2]


def test_a_preview_shows_the_page_and_the_pdf_and_stores_nothing(at_the_desk, guide):
    make_version(guide)
    page = address("publish", guide.pk, Line.NATIONAL)
    before = Entry.objects.count()
    shown = at_the_desk.post(page, typed(number="2", step="preview", change="Ny frist."))
    assert "Sådan kommer version 2 til at se ud." in shown.text
    assert "Borgeren skal høres." in shown.text and "Ny frist." in shown.text
    sheet = at_the_desk.post(page, typed(number="2", step="pdf"))
    assert sheet["Content-Type"] == "application/pdf"
    assert "no-store" in sheet["Cache-Control"]
    words = PdfReader(BytesIO(sheet.content)).pages[0].extract_text()
    assert "Borgeren skal høres." in words and "Version 2, " in words
    assert Version.objects.count() == 1 and Entry.objects.count() == before


def test_a_correction_is_not_told_as_news(personas, guide):
    edition = make_version(guide).edition
    assert [each.title for each in news(personas.member)] == [guide.full_title]
    Version.objects.all().delete()
    publish_version(edition=edition, sections=SECTIONS, extent=Extent.CORRECTION, by=None)
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
    form = at_the_desk.get(address("publish", guide.pk, Line.NATIONAL)).context["form"]
    assert form["number"].value() == 2  # a number is used once


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


@pytest.mark.parametrize(("page", "queries"), [("list", 17), ("guide", 16), ("publish", 19)])
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
        parts = {"list": (), "guide": (guide.pk,), "publish": (guide.pk, Line.NATIONAL)}[page]
        url = address(page, *parts)
        at_the_desk.get(url)  # what all pages share is in the cache from here on
        with django_assert_num_queries(queries):
            assert at_the_desk.get(url).status_code == 200

"""Files beside a text: who gets them and at which moment they lose them, what is not taken, and the desk."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from portal.kit.problems import Refused
from resources.library import problems
from resources.library.enums import Audience, Line
from resources.library.flows import enclosing
from resources.library.flows.publishing import withdraw_version
from resources.library.flows.retiring import retire
from resources.library.models import (
    DownloadCount,
    Enclosure,
    EnclosurePage,
    VersionFile,
)
from resources.library.queries import beside
from tests.factories.files import pdf, picture, word
from tests.factories.people import Personas
from tests.factories.resources import (
    make_edition,
    make_guide,
    make_version,
    put_beside,
)
from tests.resources.library.files_beside import FORM, LETTER, upload

pytestmark = pytest.mark.django_db

MEMBERS = {"member", "coordinator", "other_coordinator", "editor", "jurist", "administrator"}


def enter(client, user):
    if user.is_authenticated:
        client.force_login(user)
    return client


@pytest.fixture
def guide():
    return make_guide("Sagsbehandlingsbreve", slug="breve")


@pytest.fixture
def version(guide):
    return make_version(guide, files=[LETTER, FORM])


# --- who gets them --------------------------------------------------------------------------------
def addresses(version) -> list[str]:
    file = beside(version)[0]
    return [file.get_absolute_url(), file.own_url]


@pytest.mark.parametrize("name", Personas.NAMES)
def test_a_file_is_for_those_who_may_read_its_page(client, personas, version, name):
    public = make_version(make_guide("Til alle", audience=Audience.PUBLIC), files=[LETTER])
    enter(client, getattr(personas, name))
    for address in addresses(public):
        assert client.get(address).status_code == 200
    for address in addresses(version):
        expected = 200 if name in MEMBERS else 302 if name == "stranger" else 404
        assert client.get(address).status_code == expected


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-3"}, {"If-None-Match": "*"}])
@pytest.mark.parametrize("name", ["stranger", "applicant", "former", "member"])
def test_nobody_learns_what_lies_there(client, personas, version, name, method, headers):
    """A place that is none, a file that is not published yet and one that is not for this reader are answered
    alike, whatever is asked of them."""
    enter(client, getattr(personas, name))
    waiting = put_beside(version.edition, ("Kommer.docx", word("Kommer")))[0]
    wrong = [
        "/bibliotek/breve/filer/findes-ikke",
        f"/bibliotek/breve/filer/{waiting.place}",
        "/bibliotek/breve/v9/filer/skema",
        "/bibliotek/findes-ikke/filer/skema",
        "/bibliotek/klarret/99/filer/skema",
    ]
    if name != "member":
        wrong += addresses(version)
    answers = {
        (answer.status_code, answer.get("Location", "").partition("?")[0], len(answer.content))
        for answer in (getattr(client, method)(each, headers=headers) for each in wrong)
        if not answer.get("Content-Length") or answer.status_code != 200
    }
    assert len({answer[:2] for answer in answers}) == 1
    expected = (302, reverse("account_login")) if name == "stranger" else (404, "")
    assert {answer[:2] for answer in answers} == {expected}


def test_a_former_member_loses_them_at_once(client, personas, version):
    from members.people.flows.membership import end_membership

    client.force_login(personas.member)
    (address, _own) = addresses(version)
    assert client.get(address).status_code == 200
    end_membership(person=personas.member, by=None)
    assert client.get(address).status_code in {302, 404}


def test_a_withdrawn_version_takes_its_files_along(client, personas, guide, version):
    client.force_login(personas.member)
    withdraw_version(version=version, because="Reglen er ændret.", by=personas.editor)
    for address in ("/bibliotek/breve/filer/skema", "/bibliotek/breve/v1/filer/skema"):
        assert client.get(address).status_code == 404


def test_retired_material_takes_its_files_along(client, personas, guide, version):
    retire(guide=guide, because="Reglen findes ikke mere.", by=personas.editor)
    client.force_login(personas.member)
    for address in addresses(version):
        assert client.get(address).status_code == 404


def test_the_two_editions_have_files_of_their_own(client, personas):
    guide = make_guide("Aktindsigt", klarret=14)
    make_version(guide, line=Line.COPENHAGEN, files=[("Skabelon.docx", word("København"))])
    make_version(guide, line=Line.NATIONAL, files=[("Skabelon.docx", word("Alle"))])
    client.force_login(personas.member)
    stored = {
        file.version.edition.line: file.enclosure.file.read()
        for file in VersionFile.objects.select_related("version__edition", "enclosure")
    }
    for line in (Line.COPENHAGEN, Line.NATIONAL):
        address = f"/bibliotek/klarret/14/filer/skabelon?udgave={line}"
        assert b"".join(client.get(address)) == stored[line]
    assert b"".join(client.get("/bibliotek/klarret/14/filer/skabelon")) == stored[Line.NATIONAL]


def test_openings_are_counted_without_saying_whose(client, personas, version):
    letter, form = beside(version)
    client.force_login(personas.member)
    for _time in range(3):
        client.get(letter.get_absolute_url())
    client.head(letter.get_absolute_url())
    client.get(form.get_absolute_url(), headers={"Range": "bytes=10-20"})
    counts = DownloadCount.objects.values_list("version", "beside", "day", "count")
    assert list(counts) == [(version.pk, letter.pk, timezone.localdate(), 3)]


def test_a_picture_is_shown_and_a_letter_is_saved(client, personas, guide):
    version = make_version(guide, files=[LETTER, ("Foto.png", picture())])
    client.force_login(personas.member)
    said = [client.get(file.get_absolute_url())["Content-Disposition"] for file in beside(version)]
    assert [each.partition(";")[0] for each in said] == ["attachment", "inline"]


# --- what is not taken ----------------------------------------------------------------------------
def test_a_cpr_number_in_a_file_is_refused_with_its_page(client, personas, guide):
    edition = make_edition(guide)
    client.force_login(personas.editor)
    sent = SimpleUploadedFile("Sag.pdf", pdf("Intet", "Cpr 010190-1232 står her"))
    page = client.post(
        reverse("library_desk:files", args=[guide.pk, edition.line]), {"attached": [sent]}
    )
    assert page.status_code == 200
    assert "på side 2" in page.content.decode()
    assert "010190" not in page.content.decode()
    assert not Enclosure.objects.exists()


def test_a_cpr_number_is_refused_by_the_database_room_too(guide):
    from portal.kit.contents import Kind, Piece, Where
    from portal.ui.uploads import Upload

    sneaked = Upload("Sag.pdf", Kind.PDF, b"%PDF-", "", (Piece(Where.PAGE, "Cpr 010190-1232", 1),))
    with pytest.raises(ValidationError):
        enclosing.add(edition=make_edition(guide), uploads=[sneaked], by=None)
    assert not EnclosurePage.objects.exists()
    assert not Enclosure.objects.exists()


def test_one_bad_file_among_several_takes_none(client, personas, guide):
    edition = make_edition(guide)
    client.force_login(personas.editor)
    page = client.post(
        reverse("library_desk:files", args=[guide.pk, edition.line]),
        {
            "attached": [
                SimpleUploadedFile("God.docx", word("God")),
                SimpleUploadedFile("Ond.docx", b"MZ\x90"),
            ]
        },
    )
    assert page.status_code == 200
    assert "Ond.docx" in page.content.decode()
    assert not Enclosure.objects.exists()


def test_there_is_room_for_so_many(monkeypatch, guide):
    monkeypatch.setattr(problems, "MOST_FILES", 2)
    edition = make_edition(guide)
    put_beside(edition, LETTER)
    with pytest.raises(Refused) as refused:
        put_beside(edition, LETTER, LETTER)
    assert [blocker.code for blocker in refused.value.blockers] == ["too_many"]
    assert edition.files.count() == 1


# --- the desk -------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["stranger", "member", "coordinator", "former"])
def test_the_desk_is_for_those_who_keep_the_library(client, personas, version, name):
    enter(client, getattr(personas, name))
    file = version.edition.files.first()
    for address in (
        reverse("library_desk:files", args=[version.edition.guide_id, version.edition.line]),
        reverse("library_desk:file", args=[file.pk]),
        reverse("library_desk:enclosure", args=[file.enclosure_id, file.enclosure.name]),
    ):
        answer = client.get(address)
        assert answer.status_code in {302, 403, 404}
        assert b"Brev til borgeren" not in answer.content


def test_an_editor_adds_replaces_takes_away_and_sends_it_on(client, personas, guide):
    edition = make_edition(guide)
    client.force_login(personas.editor)
    page = reverse("library_desk:files", args=[guide.pk, edition.line])
    sent = SimpleUploadedFile("Brev.docx", LETTER[1])
    assert client.post(page, {"attached": [sent], "title": "Et brev"}).status_code == 302
    file = edition.files.get()
    assert (file.title, file.place) == ("Et brev", "et-brev")
    other = SimpleUploadedFile("Skema.pdf", FORM[1])
    answer = client.post(
        reverse("library_desk:file", args=[file.pk]), {"title": "Et skema", "attached": [other]}
    )
    assert answer.status_code == 302
    file.refresh_from_db()
    assert (file.title, file.place, file.enclosure.kind) == ("Et skema", "et-brev", "pdf")
    assert "Et skema" in client.get(page).content.decode()
    client.post(reverse("library_desk:remove_file", args=[file.pk]))
    assert "fjernes" in client.get(page).content.decode()


def test_a_page_with_a_file_says_its_kind_and_size(client, personas, version):
    client.force_login(personas.member)
    content = client.get("/bibliotek/breve/").content.decode()
    assert 'href="/bibliotek/breve/filer/skema"' in content
    assert "(PDF, 2 sider, " in content


@pytest.mark.parametrize("number", [1, 3, 20])
def test_the_page_asks_the_same_number_of_times(
    client, personas, guide, django_assert_num_queries, number
):
    make_version(guide, files=[(f"{n}.docx", word(f"Ord {n}")) for n in range(number)])
    client.force_login(personas.member)
    client.get("/bibliotek/breve/")
    with django_assert_num_queries(9):
        client.get("/bibliotek/breve/")


def test_what_was_replaced_before_readers_had_it_leaves_no_file(
    guide, django_capture_on_commit_callbacks
):
    (row,) = put_beside(make_edition(guide), LETTER)
    first = row.enclosure.file
    enclosing.change(file=row, title="Brev", upload=upload("Nyt.docx", word("Nyt")), by=None)
    with django_capture_on_commit_callbacks(execute=True):
        make_version(guide)
    assert [each.name for each in Enclosure.objects.all()] == ["Nyt.docx"]
    assert not first.storage.exists(first.name)


def test_material_that_is_deleted_leaves_no_file(guide, django_capture_on_commit_callbacks):
    put_beside(make_edition(guide), LETTER)
    kept = Enclosure.objects.get().file
    assert kept.storage.exists(kept.name)
    with django_capture_on_commit_callbacks(execute=True):
        guide.delete()
    assert not kept.storage.exists(kept.name)

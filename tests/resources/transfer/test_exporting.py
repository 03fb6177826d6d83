"""An export: what is in it, who gets it, and what becomes of it."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.tasks import TaskResultStatus
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.retention.policy import policy
from resources.care.models import Care
from resources.library.enums import Kind, Line
from resources.library.flows.publishing import withdraw_version
from resources.library.flows.retiring import retire
from resources.library.models import Edition, Guide
from resources.transfer import claiming
from resources.transfer.enums import State
from resources.transfer.flows import exporting
from resources.transfer.flows.forgetting import delete_exports
from resources.transfer.models import KEPT, Export, place_of
from tests.factories import files
from tests.factories.resources import make_guide, make_topic, make_version, write

pytestmark = pytest.mark.django_db
PAGE = reverse("transfer_desk:overview")


@pytest.fixture
def at_the_desk(client, personas):
    client.force_login(personas.editor)
    return client


def made(personas) -> Export:
    export = exporting.ask(by=personas.editor)
    exporting.make(export=export, by=None)
    export.refresh_from_db()
    return export


def unpacked(export: Export) -> dict[str, bytes]:
    with export.file.open("rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def guide_with_all():
    return make_guide(
        "Notatpligt på øen",
        klarret=7,
        slug="notatpligt",
        summary="Skriv det ned.",
        topics=[make_topic("notatpligt")],
        legal_bases=[("offentlighedsloven", "§ 13")],
    )


# --- what is in it -----------------------------------------------------------------------------------
def test_it_has_a_folder_for_each_version_with_text_pdf_and_files(personas):
    letter = files.word("Kære borger")
    version = make_version(guide_with_all(), typeset=True, files=[("Brev.docx", letter)])
    parts = unpacked(made(personas))
    folder = "materiale/notatpligt/national-v1"
    assert sorted(parts) == sorted(
        [
            "LÆSMIG.txt",
            "bibliotek.csv",
            "bibliotek.json",
            f"{folder}/tekst.txt",
            f"{folder}/tekst.html",
            f"{folder}/notatpligt.pdf",
            f"{folder}/filer/brev.docx",
        ]
    )
    with version.file.open("rb") as file:
        assert parts[f"{folder}/notatpligt.pdf"] == file.read()
    with version.beside.get().enclosure.file.open("rb") as file:
        assert parts[f"{folder}/filer/brev.docx"] == file.read()
    text = parts[f"{folder}/tekst.txt"].decode()
    assert text == f"KlarRet 7: Notatpligt på øen\n\n{version.text}\n"
    page = parts[f"{folder}/tekst.html"].decode()
    assert "<h1>KlarRet 7: Notatpligt på øen</h1>" in page
    assert "<h2>Kernen i sagen</h2>" in page
    assert "Borgeren skal høres, før du træffer afgørelse om børn på øen." in page
    assert page.count("<li>") == 2


def test_it_has_a_line_for_each_version_and_one_for_material_without(personas):
    guide = guide_with_all()
    first = make_version(guide, change="Den første.")
    withdraw_version(version=first, because="Fristen er forkert.", by=None)
    make_version(guide, change="Ny frist.")
    make_guide("Ombudsmanden", kind=Kind.LINK, slug="ombudsmanden", link="https://example.dk/")
    parts = unpacked(made(personas))
    lines = parts["bibliotek.csv"].decode("utf-8-sig").splitlines()
    head, *rows = [line.split(";") for line in lines]
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["kortnavn"], row["version"], row["ændring"]) for row in found] == [
        ("notatpligt", "1", "Den første."),
        ("notatpligt", "2", "Ny frist."),
        ("ombudsmanden", "", ""),
    ]
    assert found[0]["trukket_tilbage_fordi"] == "Fristen er forkert."
    assert found[1]["trukket_tilbage"] == ""
    assert (found[0]["nummer"], found[0]["emner"], found[0]["retsgrundlag"]) == (
        "7",
        "notatpligt",
        "offentlighedsloven § 13",
    )
    assert found[2]["link"] == "https://example.dk/"
    data = json.loads(parts["bibliotek.json"])
    assert [each["kortnavn"] for each in data] == ["notatpligt", "ombudsmanden"]
    [edition] = data[0]["udgaver"]
    assert [version["version"] for version in edition["versioner"]] == [1, 2]
    assert data[1]["udgaver"] == []


def test_it_says_where_material_comes_from_for_which_group_it_is_and_what_ended_it(personas):
    old, new = make_guide("Brev", slug="brev"), make_guide("Nyt brev", slug="nyt-brev")
    Guide.objects.filter(pk=new.pk).update(audience="group", group=personas.group)
    Care.objects.create(guide=new, source="Aarhus", licence="other", licence_words="Fri brug")
    retire(guide=old, because="Der er et nyere.", instead=new, by=personas.editor)
    parts = unpacked(made(personas))
    head, *rows = [
        line.split(";") for line in parts["bibliotek.csv"].decode("utf-8-sig").splitlines()
    ]
    first, second = [dict(zip(head, row, strict=True)) for row in rows]
    assert (first["udgået_fordi"], first["læs_i_stedet"]) == ("Der er et nyere.", "nyt-brev")
    assert (second["gruppe"], second["kilde"], second["licens"]) == (
        personas.group.name,
        "Aarhus",
        "Fri brug",
    )
    assert second["udgået"] == ""


def test_a_cell_that_would_run_as_a_formula_does_not(personas):
    make_version(make_guide('=HYPERLINK("http://example.dk")'), change="+1")
    table = unpacked(made(personas))["bibliotek.csv"].decode("utf-8-sig")
    assert ";'+1;" in table
    assert "'=HYPERLINK" in table


def test_what_is_being_written_and_who_writes_is_left_out(personas):
    version = make_version(guide_with_all())
    Edition.objects.update(writers="Wilhelmine Skriver")
    write(version.edition, personas.editor, [{"heading": "Hemmeligt udkast", "paragraphs": ["x"]}])
    whole = b"".join(unpacked(made(personas)).values()).decode()
    for words in ("Wilhelmine", "Hemmeligt udkast", personas.editor.name, personas.editor.email):
        assert words not in whole


def test_a_file_that_the_storage_has_lost_is_named_and_the_rest_is_there(personas):
    version = make_version(guide_with_all(), typeset=True)
    version.file.storage.delete(version.file.name)
    export = made(personas)
    assert (export.state, export.missing) == (State.READY, 1)
    parts = unpacked(export)
    assert parts["mangler.txt"].decode() == "materiale/notatpligt/national-v1/notatpligt.pdf\n"
    assert "materiale/notatpligt/national-v1/tekst.txt" in parts


def test_both_editions_of_a_guide_are_there(personas):
    guide = guide_with_all()
    make_version(guide, line=Line.COPENHAGEN)
    make_version(guide, line=Line.NATIONAL)
    names = set(unpacked(made(personas)))
    assert "materiale/notatpligt/koebenhavn-v1/tekst.txt" in names
    assert "materiale/notatpligt/national-v1/tekst.txt" in names


@pytest.mark.parametrize("count", [1, 3, 30])
def test_more_material_is_not_more_questions_than_its_progress(
    personas, count, django_assert_num_queries
):
    for _each in range(count):
        make_version()
    export = exporting.ask(by=personas.editor)
    # Of every twenty materials six questions, and of each an answer how far it is.
    batches = -(-count // 20)
    with django_assert_num_queries(10 + 6 * batches + count):
        exporting.make(export=export, by=None)


# --- making it ---------------------------------------------------------------------------------------
def test_asked_for_twice_it_is_made_once(personas, run_jobs):
    first = exporting.ask(by=personas.editor)
    assert exporting.ask(by=personas.administrator) == first
    assert run_jobs() == 1
    first.refresh_from_db()
    assert (first.state, first.asked_by) == (State.READY, personas.editor)
    assert exporting.ask(by=personas.editor) != first


def test_a_finished_one_is_not_made_again(personas):
    export = made(personas)
    name = export.file.name
    exporting.make(export=export, by=None)
    export.refresh_from_db()
    assert export.file.name == name
    assert Entry.objects.filter(action="transfer.export_made").count() == 1


def test_what_a_killed_worker_left_is_begun_anew_and_never_done_by_two(personas):
    export = exporting.ask(by=personas.editor)
    Export.objects.update(seen_at=timezone.now())
    exporting.make(export=export, by=None)
    export.refresh_from_db()
    assert export.state == State.MAKING
    Export.objects.update(seen_at=timezone.now() - claiming.SILENT - timedelta(seconds=1))
    exporting.make(export=export, by=None)
    export.refresh_from_db()
    assert export.state == State.READY


def test_while_another_worker_seems_to_be_at_it_it_is_looked_at_again_later(personas, run_jobs):
    export = exporting.ask(by=personas.editor)
    Export.objects.update(seen_at=timezone.now())
    assert run_jobs() == 1
    export.refresh_from_db()
    assert export.state == State.MAKING
    [later] = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    assert later.run_after > timezone.now() + claiming.SILENT - timedelta(minutes=1)
    assert later.args_kwargs["kwargs"] == {"export_id": export.pk}


def test_one_that_goes_wrong_says_so_and_leaves_room_for_the_next(personas, monkeypatch):
    export = exporting.ask(by=personas.editor)
    with monkeypatch.context() as patch:
        patch.setattr(exporting.Packer, "pack", lambda *_args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            exporting.make(export=export, by=None)
    export.refresh_from_db()
    assert (export.state, export.file.name) == (State.FAILED, "")
    assert made(personas).state == State.READY


def test_only_those_who_keep_the_library_can_ask(personas):
    with pytest.raises(Refused):
        exporting.ask(by=personas.member)
    assert not Export.objects.exists()


# --- the desk ----------------------------------------------------------------------------------------
def test_the_desk_shows_how_far_it_is_without_script_and_offers_the_file_then(
    at_the_desk, personas, run_jobs
):
    make_version()
    page = at_the_desk.post(reverse("transfer_desk:ask"), follow=True).content.decode()
    assert '<progress class="desk-bar" value="0" max="1"' in page
    assert f'href="{PAGE}"' in page
    assert "Lav en eksport" not in page
    part = at_the_desk.get(reverse("transfer_desk:progress")).content.decode()
    assert 'hx-trigger="every 2s"' in part
    run_jobs()
    export = Export.objects.get()
    page = at_the_desk.get(PAGE).content.decode()
    assert "<progress" not in page
    assert "hx-trigger" not in page
    assert reverse("transfer_desk:fetch", args=[export.pk]) in page
    assert personas.editor.name in page


def test_an_editor_gets_the_file_whole_and_nobody_keeps_it_on_the_way(at_the_desk, personas):
    export = made(personas)
    response = at_the_desk.get(reverse("transfer_desk:fetch", args=[export.pk]))
    with export.file.open("rb") as file:
        assert response.getvalue() == file.read()
    assert response["Content-Length"] == str(export.size)
    assert response["Content-Disposition"] == f'attachment; filename="{export.saved_name}"'
    assert response["Cache-Control"] == "private, no-store"
    assert Entry.objects.filter(action="transfer.export_fetched").count() == 1


def test_nobody_else_gets_it(client, personas):
    export = made(personas)
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        response = client.get(reverse("transfer_desk:fetch", args=[export.pk]))
        assert (response.status_code == 200) == (name in {"editor", "administrator"}), name


def test_one_that_is_not_ready_and_one_that_is_lost_are_not_there(at_the_desk, personas):
    waiting = exporting.ask(by=personas.editor)
    address = reverse("transfer_desk:fetch", args=[waiting.pk])
    assert at_the_desk.get(address).status_code == 404
    exporting.make(export=waiting, by=None)
    waiting.refresh_from_db()
    waiting.file.storage.delete(waiting.file.name)
    assert at_the_desk.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 9])
def test_the_desk_asks_no_more_of_many(at_the_desk, personas, count, django_assert_num_queries):
    for _each in range(count):
        made(personas)
    at_the_desk.get(PAGE)
    with django_assert_num_queries(11):
        assert at_the_desk.get(PAGE).content.decode().count("/bibliotek.zip") == count


# --- how long ----------------------------------------------------------------------------------------
def test_after_a_week_row_and_file_are_gone(
    personas, own_storage, django_capture_on_commit_callbacks
):
    export = made(personas)
    storage, name = export.file.storage, export.file.name
    deadline = policy().deadlines["library_exports"]
    now = timezone.localtime()
    assert deadline.before(now) == now - KEPT
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_exports(before=export.asked_at, by=None) == 0
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_exports(before=export.asked_at + timedelta(seconds=1), by=None) == 1
    assert not Export.objects.exists()
    assert not storage.exists(name)


def test_a_file_that_a_killed_worker_left_without_a_row_goes_too(personas, own_storage):
    """Written, and killed before its row named it: nothing else leads to the whole library in one file."""
    export = made(personas)
    storage, name = export.file.storage, export.file.name
    left = storage.save(place_of(Export(), ""), ContentFile(b"PK"))
    hour_ago, soon = timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1)
    Export.objects.update(asked_at=soon)
    assert delete_exports(before=hour_ago, by=None) == 0
    assert storage.exists(left)
    assert delete_exports(before=soon, by=None) == 1
    assert not storage.exists(left) and storage.exists(name)
    assert Entry.objects.get(action="transfer.exports_deleted").facts == {"count": 1}
    assert delete_exports(before=soon, by=None) == 0

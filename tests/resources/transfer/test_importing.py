"""Bringing in what was tried: each line once, by whom, and nothing published by it; the desk."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.kit.problems import Refused
from portal.retention.policy import policy
from resources.library.bodies import plain_text
from resources.library.enums import Audience, Kind, Line, Status
from resources.library.models import EditionFile, Guide, Version
from resources.library.models.approval import writers_of
from resources.transfer import claiming
from resources.transfer.enums import Outcome, Step
from resources.transfer.flows import importing
from resources.transfer.flows.forgetting import delete_imports
from resources.transfer.models import IMPORTS_KEPT, Batch, BatchRow
from resources.transfer.tasks import bring_batch
from tests.factories import files
from tests.factories.resources import make_guide, make_topic, make_version, make_waiting
from tests.resources.transfer.sending import LETTER, outcomes, tried, why, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_the_desk(client, personas):
    client.force_login(personas.editor)
    return client


def brought(content: bytes, by) -> Batch:
    batch = importing.begin(batch=tried(content, by), by=by)
    importing.bring(batch=batch, by=None)
    batch.refresh_from_db()
    return batch


# --- bringing in -------------------------------------------------------------------------------------
def test_what_is_brought_in_is_being_written_with_its_file_and_never_published(personas):
    make_topic("notatpligt")
    batch = brought(
        zipped(
            "a.docx;Notatpligt på øen;KlarRet-vejledning;7;;Skriv <det> ned.;Notatpligt;"
            "offentlighedsloven § 13 | forvaltningsloven § 6;alle;københavn",
            a=LETTER,
        ),
        personas.editor,
    )
    guide = Guide.objects.get()
    assert (guide.full_title, guide.kind, guide.audience, guide.slug) == (
        "KlarRet 7: Notatpligt på øen",
        Kind.KLARRET,
        Audience.PUBLIC,
        "klarret-7",
    )
    assert [str(basis) for basis in guide.bases] == [
        "forvaltningsloven § 6",
        "offentlighedsloven § 13",
    ]
    assert [topic.name for topic in guide.topics.all()] == ["notatpligt"]
    edition = guide.editions.get()
    assert (edition.line, edition.status, edition.live) == (
        Line.COPENHAGEN,
        Status.BEING_WRITTEN,
        False,
    )
    shown = edition.get_latest_revision_as_object()
    assert plain_text(shown.body) == "Skriv <det> ned."
    assert [(file.title, file.place) for file in edition.files.all()] == [
        ("Notatpligt på øen", "notatpligt-paa-oeen")
    ]
    assert not Version.objects.exists()
    assert writers_of(edition) == {personas.editor.pk}
    assert (batch.state, batch.rows.get().guide) == (Step.DONE, guide)


def test_a_published_text_stays_as_it_is_and_gets_the_file_with_its_next_version(personas):
    guide = make_guide("Partshøring", slug="partshoering", summary="Som den er.")
    version = make_version(guide)
    brought(zipped("a.docx;Nyt navn;skabelon;;partshoering;Nyt resume", a=LETTER), personas.editor)
    guide.refresh_from_db()
    assert (guide.title, guide.summary) == ("Partshøring", "Som den er.")
    assert Version.objects.get() == version
    assert not version.beside.exists()
    edition = guide.editions.get()
    assert (edition.status, edition.newest) == (Status.BEING_WRITTEN, version)
    assert [file.title for file in edition.files.all()] == ["Nyt navn"]


def test_the_same_zip_again_adds_nothing(personas):
    content = zipped("a.docx;Notatpligt;skabelon", a=LETTER)
    brought(content, personas.editor)
    assert why(tried(content, personas.editor)) == "Filen ligger allerede ved den tekst."
    assert EditionFile.objects.count() == 1


def test_begun_twice_it_is_brought_in_once(personas, run_jobs):
    batch = tried(zipped("a.docx;Notatpligt;skabelon", a=LETTER), personas.editor)
    run_jobs()
    importing.begin(batch=batch, by=personas.editor)
    importing.begin(batch=Batch.objects.get(), by=personas.administrator)
    assert DBTaskResult.objects.filter(task_path=bring_batch.module_path).count() == 1
    run_jobs()
    batch.refresh_from_db()
    assert (batch.state, batch.brought_by) == (Step.DONE, personas.editor)
    assert EditionFile.objects.count() == 1


def test_a_worker_killed_in_between_is_gone_on_with_and_each_line_is_in_once(personas, monkeypatch):
    lines = [f"{name}.docx;Tekst {name};skabelon" for name in "abc"]
    batch = tried(zipped(*lines, a=LETTER, b=LETTER, c=LETTER), personas.editor)
    importing.begin(batch=batch, by=personas.editor)

    class Killed(BaseException):
        pass

    put, seen = importing.enclosing.add, []

    def add(**facts):
        seen.append(facts)
        if len(seen) == 2:
            raise Killed
        return put(**facts)

    with monkeypatch.context() as patch:
        patch.setattr(importing.enclosing, "add", add)
        with pytest.raises(Killed):
            importing.bring(batch=batch, by=None)
    assert list(Guide.objects.values_list("title", flat=True)) == ["Tekst a"]
    importing.bring(batch=batch, by=None)  # somebody may still be at it
    assert Guide.objects.count() == 1
    Batch.objects.update(seen_at=timezone.now() - claiming.SILENT - timedelta(seconds=1))
    importing.bring(batch=batch, by=None)
    batch.refresh_from_db()
    assert (batch.state, batch.done, batch.total) == (Step.DONE, 3, 3)
    assert Guide.objects.count() == EditionFile.objects.count() == 3


def test_what_was_stopped_in_between_can_be_begun_again_from_the_page(
    at_the_desk, personas, monkeypatch
):
    lines = [f"{name}.docx;Tekst {name};skabelon" for name in "ab"]
    batch = importing.begin(
        batch=tried(zipped(*lines, a=LETTER, b=LETTER), personas.editor), by=personas.editor
    )
    with monkeypatch.context() as patch:
        patch.setattr(claiming, "say", lambda *_args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            importing.bring(batch=batch, by=None)
    page = at_the_desk.get(reverse("transfer_desk:batch", args=[batch.pk])).content.decode()
    assert "1 linje er taget ind." in page
    assert "Importér denne ene" in page
    importing.bring(batch=importing.begin(batch=batch, by=personas.editor), by=None)
    batch.refresh_from_db()
    assert batch.state == Step.DONE
    assert list(Guide.objects.values_list("title", flat=True)) == ["Tekst a", "Tekst b"]


def test_what_has_changed_since_it_was_tried_is_left_out_and_the_rest_comes_in(personas):
    lines = ["a.docx;Partshøring;skabelon;;partshoering", "b.docx;Notatpligt;skabelon"]
    batch = tried(zipped(*lines, a=LETTER, b=LETTER), personas.editor)
    make_waiting(personas.editor, make_guide("Partshøring", slug="partshoering"))
    importing.begin(batch=batch, by=personas.editor)
    importing.bring(batch=batch, by=None)
    assert outcomes(batch) == [
        (2, Outcome.LEFT_OUT, "Den venter på godkendelse, så ingen kan skrive i den."),
        (3, Outcome.NEW, ""),
    ]
    assert batch.rows.get(number=2).brought_at is None


def test_only_those_who_keep_the_library_send_or_bring_in(personas):
    batch = tried(zipped("a.docx;Notatpligt;skabelon", a=LETTER), personas.editor)
    with pytest.raises(Refused):
        importing.send(file=ContentFile(b"x"), name="x.zip", by=personas.member)
    with pytest.raises(Refused):
        importing.begin(batch=batch, by=personas.member)


def test_what_holds_nothing_cannot_be_brought_in(personas):
    batch = tried(zipped("b.docx;Notatpligt;skabelon"), personas.editor)
    with pytest.raises(Refused):
        importing.begin(batch=batch, by=personas.editor)


# --- the desk ----------------------------------------------------------------------------------------
def test_from_the_zip_to_the_report_at_the_desk(at_the_desk, run_jobs):
    content = zipped("a.docx;Notatpligt;skabelon", "b.docx;=1+1;skabelon", a=LETTER)
    page = at_the_desk.post(
        reverse("transfer_desk:imports"),
        {"file": SimpleUploadedFile("bibliotek.zip", content)},
        follow=True,
    ).content.decode()
    assert 'hx-trigger="every 2s"' in page
    batch = Batch.objects.get()
    address = reverse("transfer_desk:batch", args=[batch.pk])
    run_jobs()
    page = at_the_desk.get(address).content.decode()
    assert "Importér denne ene" in page
    assert "Filen er ikke i zip-filen." in page
    at_the_desk.post(reverse("transfer_desk:bring", args=[batch.pk]))
    run_jobs()
    page = at_the_desk.get(address).content.decode()
    assert "1 linje er taget ind." in page
    assert "Importér denne ene" not in page
    table = at_the_desk.get(reverse("transfer_desk:report", args=[batch.pk]))
    assert table.content.decode("utf-8-sig").splitlines() == [
        "Linje;Fil;Titel;Hvad der sker med den;Hvorfor",
        "2;a.docx;Notatpligt;taget ind;",
        "3;b.docx;'=1+1;udeladt;Filen er ikke i zip-filen.",
    ]


def test_the_template_can_be_read_back(at_the_desk, personas):
    table = at_the_desk.get(reverse("transfer_desk:template")).content
    batch = tried(
        files.archive({"metadata.csv": table, "partshoering.docx": LETTER}), personas.editor
    )
    assert [row.why for row in batch.rows.filter(number__gt=0)] == [
        "Filen er ikke i zip-filen."
    ] * 2


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_report_asks_no_more_of_many_lines(
    at_the_desk, personas, count, django_assert_num_queries
):
    batch = Batch.objects.create(name="b.zip", state=Step.DONE, asked_by=personas.editor)
    BatchRow.objects.bulk_create(
        BatchRow(batch=batch, number=each, outcome=Outcome.NEW, title="T", guide=make_guide())
        for each in range(2, count + 2)
    )
    address = reverse("transfer_desk:batch", args=[batch.pk])
    at_the_desk.get(address)
    with django_assert_num_queries(12):
        at_the_desk.get(address)


# --- how long ----------------------------------------------------------------------------------------
def test_after_a_month_report_and_zip_are_gone(personas, django_capture_on_commit_callbacks):
    batch = tried(zipped("a.docx;Notatpligt;skabelon", a=LETTER), personas.editor)
    storage, name = batch.file.storage, batch.file.name
    now = timezone.localtime()
    assert policy().deadlines["library_imports"].before(now) == now - IMPORTS_KEPT
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_imports(before=batch.asked_at, by=None) == 0
        assert delete_imports(before=batch.asked_at + timedelta(seconds=1), by=None) == 1
    assert not BatchRow.objects.exists()
    assert not storage.exists(name)

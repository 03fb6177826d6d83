"""Trying an import: what a zip may be, and what would become of each line, without anything coming in."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile

from resources.library.models import Edition, Enclosure, Guide
from resources.transfer import bundles
from resources.transfer.enums import Outcome, Step
from resources.transfer.flows import importing
from tests.factories import files
from tests.factories.resources import make_guide, make_waiting
from tests.resources.transfer.sending import LETTER, outcomes, tried, why, zipped

pytestmark = pytest.mark.django_db

NUMBER = "010190-1234"


# --- trying ------------------------------------------------------------------------------------------
def test_trying_says_what_becomes_of_each_line_and_brings_in_nothing(personas):
    make_guide("Partshøring", slug="partshoering")
    batch = tried(
        zipped(
            "a.docx;Notatpligt;skabelon",
            "b.docx;Mere om notatpligt;skabelon;;notatpligt",
            "c.docx;Partshøring;introduktion;;partshoering",
            "d.docx;Uden fil;skabelon",
            a=LETTER,
            b=LETTER,
            c=LETTER,
            x=LETTER,
        ),
        personas.editor,
    )
    assert batch.state == Step.TRIED
    assert outcomes(batch) == [
        (0, Outcome.LEFT_OUT, "Ingen linje i metadata.csv handler om den."),
        (2, Outcome.NEW, ""),
        (3, Outcome.ADDED, ""),
        (4, Outcome.ADDED, ""),
        (5, Outcome.LEFT_OUT, "Filen er ikke i zip-filen."),
    ]
    assert Guide.objects.count() == 1
    assert not Edition.objects.exists()
    assert not Enclosure.objects.exists()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (";Titel;skabelon", "Kolonnen »fil« er tom."),
        ("a.docx;;skabelon", "Kolonnen »titel« er tom."),
        ("a.docx;Titel;roman", "Slagsen »roman« er ukendt."),
        ("a.docx;Titel;link", "Slagsen »link« er ukendt."),
        ("a.docx;Titel;klarret", "En KlarRet-vejledning skal have sit nummer i kolonnen »nummer«."),
        ("a.docx;Titel;skabelon;4", "Kun en KlarRet-vejledning har et nummer."),
        (
            "a.docx;Titel;skabelon;;Æ ø",
            "Et kortnavn har kun bogstaverne a til z, tal og bindestreger.",
        ),
        ("a.docx;Titel;skabelon;;;;intet emne", "Der er intet emne, der hedder »intet emne«."),
        (
            "a.docx;Titel;skabelon;;;;;en lov",
            "»en lov« er ikke et retsgrundlag. Skriv for eksempel: forvaltningsloven § 19",
        ),
        ("a.docx;Titel;skabelon;;;;;;nogle", "»nogle« er ukendt i kolonnen »hvem«."),
        ("a.docx;Titel;skabelon;;;;;;;oslo", "Udgaven er enten »national« eller »københavn«."),
        (
            f"a.docx;Titel;skabelon;;;{NUMBER}",
            "Der ser ud til at være et CPR-nummer i kolonnen »resume«.",
        ),
    ],
)
def test_a_line_that_says_something_wrong_is_left_out_and_says_why(personas, line, words):
    assert why(tried(zipped(line, a=LETTER), personas.editor)) == words


def test_a_file_whose_line_is_left_out_is_not_also_said_to_have_none(personas):
    batch = tried(zipped("a.docx;Titel;roman", a=LETTER, b=LETTER), personas.editor)
    assert list(batch.rows.values_list("number", "file_name")) == [(0, "b.docx"), (2, "a.docx")]


def test_a_file_with_a_number_in_it_is_left_out_with_its_spot_and_kept_nowhere(personas):
    content = zipped("a.docx;Titel;skabelon", a=files.word(f"Sagen om {NUMBER}"))
    batch = importing.send(file=ContentFile(content), name="b.zip", by=personas.editor)
    sent = batch.file.name
    importing.attempt(batch=batch, by=None)
    batch.refresh_from_db()
    assert "CPR-nummer" in why(batch)
    assert "Sagen om" in why(batch)
    assert NUMBER not in why(batch)
    assert not batch.file.storage.exists(sent)
    with batch.file.open("rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as kept:
        assert kept.namelist() == []


def test_two_lines_of_one_file_are_one(personas):
    batch = tried(zipped("a.docx;En;skabelon", "a.docx;To;skabelon", a=LETTER), personas.editor)
    assert outcomes(batch) == [
        (2, Outcome.NEW, ""),
        (3, Outcome.LEFT_OUT, "Linje 2 har samme fil."),
    ]


def test_what_waits_for_approval_gets_no_file(personas):
    waiting = make_waiting(personas.editor, make_guide("Partshøring", slug="partshoering"))
    line = "a.docx;Partshøring;introduktion;;partshoering"
    batch = tried(zipped(line, a=LETTER), personas.editor)
    assert why(batch) == "Den venter på godkendelse, så ingen kan skrive i den."
    assert not waiting.files.exists()


@pytest.mark.parametrize("name", ["../a.docx", "/a.docx", "C:/a.docx", "x/../../a.docx"])
def test_a_name_that_leads_out_of_the_folder_is_left_out(personas, name):
    table = f"fil;titel;slags\n{name};Titel;skabelon\n".encode()
    batch = tried(files.archive({"metadata.csv": table, name: LETTER}), personas.editor)
    assert why(batch) == "Dens navn fører ud af mappen."


def test_a_zip_within_the_zip_and_a_bomb_are_left_out_unread(personas, monkeypatch):
    def read(*_args):
        raise AssertionError("read")

    table = b"fil;titel;slags\nx.zip;En;skabelon\nb.docx;To;skabelon\n"
    parts = {"metadata.csv": table, "x.zip": files.archive({"a": b"b"}), "b.docx": b"0" * 2**21}
    monkeypatch.setattr(bundles.Bundle, "read", read)
    batch = tried(files.archive(parts), personas.editor)
    assert [row[2] for row in outcomes(batch)] == [
        "Den er en zip-fil i zip-filen. Pak den ud først.",
        "Den vokser for meget, når den pakkes ud.",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not a zip", "Det er ikke en zip-fil, eller den er beskadiget."),
        (
            files.archive({"a.docx": LETTER}),
            "Der skal være én metadata.csv i den; skabelonen viser, hvordan den ser ud.",
        ),
        (files.archive({"metadata.csv": b""}), "metadata.csv er tom."),
        (
            files.archive({"metadata.csv": b"navn;titel\na;b\n"}),
            "metadata.csv mangler kolonnerne: fil, slags.",
        ),
    ],
)
def test_a_zip_that_cannot_be_used_says_why(personas, content, words):
    batch = tried(content, personas.editor)
    assert (batch.state, batch.why, batch.file.name) == (Step.FAILED, words, "")


def test_too_many_files_or_too_much_is_refused_as_a_whole(personas, monkeypatch):
    monkeypatch.setattr(bundles, "MOST_FILES", 1)
    content = zipped("a.docx;En;skabelon", a=LETTER, b=LETTER)
    assert (
        tried(content, personas.editor).why == "Den har flere end 1 filer. Send den i mindre dele."
    )
    monkeypatch.setattr(bundles, "MOST_FILES", 5)
    monkeypatch.setattr(bundles, "MOST_UNPACKED", 10)
    assert tried(content, personas.editor).state == Step.FAILED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [";", ","])
def test_the_table_is_read_as_excel_saves_it(personas, encoding, mark):
    head, line = (
        "Fil;Titel;Slags".replace(";", mark),
        "a.docx;Børn på øen;Skabelon".replace(";", mark),
    )
    batch = tried(zipped(line, head=head, encoding=encoding, a=LETTER), personas.editor)
    assert list(batch.rows.values_list("title", "outcome")) == [("Børn på øen", Outcome.NEW)]

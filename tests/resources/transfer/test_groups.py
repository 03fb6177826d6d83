"""Material for one group in an import, and what an export says of it brought in again."""

import csv
import io
import zipfile

import pytest
from django.core.files.base import ContentFile

from members.groups.models import Group
from resources.library.enums import Audience, Kind
from resources.library.models import Guide
from resources.library.rules import may_read
from resources.transfer.enums import Outcome
from resources.transfer.flows import exporting, importing
from resources.transfer.models import Batch
from tests.factories import files
from tests.factories.people import make_group
from tests.factories.resources import make_guide, make_topic, make_version
from tests.resources.transfer import sending
from tests.resources.transfer.sending import LETTER, why

pytestmark = pytest.mark.django_db
HEAD = "fil;titel;slags;kortnavn;hvem;gruppe"


def tried(line: str, by) -> Batch:
    return sending.tried(sending.zipped(line, head=HEAD, a=LETTER), by)


def brought(batch: Batch, by) -> Batch:
    importing.bring(batch=importing.begin(batch=batch, by=by), by=None)
    batch.refresh_from_db()
    return batch


@pytest.fixture
def group(db):
    return make_group("Øst på øerne", "Odense")


@pytest.mark.parametrize(
    "cells",
    ["gruppe;Øst på øerne", "group;øst på øerne", "Gruppe;oest-paa-oeerne", ";Øst på øerne"],
)
def test_a_line_for_a_group_becomes_material_for_that_group_alone(personas, group, cells):
    brought(tried(f"a.docx;Notat;skabelon;notat;{cells}", personas.editor), personas.editor)
    guide = Guide.objects.get()
    assert (guide.audience, guide.group) == (Audience.GROUP, group)
    assert not may_read(personas.applicant, guide)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("gruppe;Vest", "Der er ingen gruppe, der hedder »Vest«."),
        (";Vest", "Der er ingen gruppe, der hedder »Vest«."),
        ("gruppe;", "Skriv i kolonnen »gruppe«, hvilken gruppe det er til."),
        (
            "medlemmer;Øst på øerne",
            "Der er nævnt en gruppe, men kolonnen »hvem« siger, at andre også må læse det.",
        ),
    ],
)
def test_what_names_no_group_of_ours_is_left_out_and_says_why(personas, group, cells, words):
    assert why(tried(f"a.docx;Notat;skabelon;notat;{cells}", personas.editor)) == words


def test_a_file_for_a_group_never_lies_beside_what_others_read(personas, group):
    make_guide("Notat", slug="notat")
    batch = tried("a.docx;Notat;skabelon;notat;gruppe;Øst på øerne", personas.editor)
    assert why(batch) == ("Det er til én gruppe, og andre må læse det materiale, der hedder sådan.")


def test_a_group_that_is_gone_since_it_was_tried_is_said(personas, group):
    batch = tried("a.docx;Notat;skabelon;notat;gruppe;Øst på øerne", personas.editor)
    Group.objects.filter(pk=group.pk).delete()
    brought(batch, personas.editor)
    assert why(batch) == "Gruppen, det er til, er der ikke mere."
    assert not Guide.objects.exists()


def test_an_export_brought_in_again_is_the_same_material(personas, group):
    """Its table has the import's columns and words; only the files' names have to be written to the lines."""
    for audience in Audience:
        guide = make_guide(
            f"Notat for {audience}",
            slug=f"notat-{audience}",
            kind=Kind.TEMPLATE,
            audience=audience,
            group=group if audience == Audience.GROUP else None,
            summary="Skriv det ned.",
            topics=[make_topic("notatpligt"), make_topic("journal")]
            if audience == Audience.GROUP
            else (),
            legal_bases=[("offentlighedsloven", "§ 13"), ("forvaltningsloven", "§ 6")],
        )
        make_version(guide, files=[(f"Brev til {audience}.docx", LETTER)])
    before = {guide.slug: facts_of(guide) for guide in Guide.objects.all()}
    export = exporting.ask(by=personas.editor)
    exporting.make(export=export, by=None)
    export.refresh_from_db()
    batch = importing.send(
        file=ContentFile(as_import(export, "-igen")), name="b.zip", by=personas.editor
    )
    importing.attempt(batch=batch, by=None)
    assert not batch.rows.filter(number__gt=0, outcome=Outcome.LEFT_OUT).exists()
    brought(batch, personas.editor)
    after = Guide.objects.filter(slug__endswith="-igen")
    assert {guide.slug.removesuffix("-igen"): facts_of(guide) for guide in after} == before
    assert [edition.files.count() for guide in after for edition in guide.editions.all()] == [1] * 3


def facts_of(guide: Guide) -> tuple:
    return (
        guide.title,
        guide.kind,
        guide.audience,
        guide.group,
        guide.summary,
        sorted(topic.name for topic in guide.topics.all()),
        [str(basis) for basis in guide.bases],
        [edition.line for edition in guide.editions.all()],
    )


def as_import(export, ending: str) -> bytes:
    """The export's table with a line for each file that lies beside a text, under other short names."""
    with export.file.open("rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        table = archive.read("bibliotek.csv").decode("utf-8-sig")
        lines = [
            {**line, "fil": name, "kortnavn": line["kortnavn"] + ending}
            for line in csv.DictReader(io.StringIO(table), delimiter=";")
            for name in line["filer"].split(" | ")
            if "/filer/" in name
        ]
        kept = {line["fil"]: archive.read(line["fil"]) for line in lines}
    out = io.StringIO()
    writer = csv.DictWriter(out, list(lines[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(lines)
    return files.archive({"metadata.csv": out.getvalue().encode(), **kept})

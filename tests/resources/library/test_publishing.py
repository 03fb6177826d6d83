"""Versions are numbered, kept and typeset."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfReader

from portal.audit.models import Entry
from portal.kit.problems import Refused
from resources.library.bodies import from_sections
from resources.library.enums import Line, Status
from resources.library.flows.filing import typeset_version
from resources.library.flows.publishing import publish_version, set_edition_status
from resources.library.models import Version
from resources.library.queries import national_progress, with_editions
from resources.library.reach import guides_for
from tests.factories.resources import SECTIONS, make_edition, make_guide, make_version

pytestmark = pytest.mark.django_db


def test_versions_count_upwards_and_the_edition_is_published():
    guide = make_guide()
    first, second = make_version(guide), make_version(guide, change="Nyt afsnit.")
    assert (first.number, second.number) == (1, 2)
    assert second.edition.status == Status.PUBLISHED
    assert second.edition.newest == second


def test_an_older_number_is_refused():
    guide = make_guide()
    version = make_version(guide, number=3)
    with pytest.raises(Refused) as refused:
        publish_version(edition=version.edition, body=from_sections(SECTIONS), number=3, by=None)
    assert refused.value.codes == ["number_taken"]


def test_no_edition_is_published_without_a_version():
    with pytest.raises(Refused) as refused:
        set_edition_status(guide=make_guide(), line=Line.NATIONAL, status=Status.PUBLISHED, by=None)
    assert refused.value.codes == ["no_version"]


@pytest.mark.parametrize(
    "body", [[], [{"type": "heading", "value": " "}], [{"type": "x", "value": "A"}]]
)
def test_a_version_needs_a_text(body):
    with pytest.raises(Refused) as refused:
        publish_version(edition=make_edition(make_guide()), body=body, by=None)
    assert refused.value.codes == ["no_text"]


def test_a_cpr_number_in_the_text_stops_the_publication():
    body = [{"type": "text", "value": "<p>Borgeren 0101<b>90-12</b>34 ringer.</p>"}]
    with pytest.raises(ValidationError):
        publish_version(edition=make_edition(make_guide()), body=body, by=None)
    assert not Version.objects.exists()


def test_the_job_makes_a_tagged_pdf_that_says_what_it_is(run_jobs):
    guide = make_guide("Notatpligt på øen", klarret=7)
    version = make_version(guide)
    assert not version.file
    assert run_jobs() >= 1
    version.refresh_from_db()
    with version.file.open("rb") as file:
        content = file.read()
    pdf = PdfReader(BytesIO(content))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "da"
    assert pdf.metadata.title == "Notatpligt på øen"
    assert (version.pages, version.size) == (len(pdf.pages), len(content))
    for page in pdf.pages:
        words = page.extract_text()
        assert "Netværket for borgerrådgivere" in words
        assert "Version 1, " in words
    assert "børn på øen" in pdf.pages[0].extract_text()


def test_what_an_editor_writes_is_never_a_command():
    hostile = '#read("/etc/passwd") $x$ *fed* <b>'
    sections = [{"heading": "Fælde", "paragraphs": [hostile], "points": [hostile]}]
    version = make_version(sections=sections, typeset=True)
    with version.file.open("rb") as file:
        words = PdfReader(BytesIO(file.read())).pages[0].extract_text()
    assert words.count('#read("/etc/passwd") $x$ *fed* <b>') == 2


def test_typesetting_twice_is_typesetting_once():
    version = make_version(typeset=True)
    name = version.file.name
    assert typeset_version(version=version, by=None).file.name == name
    assert Entry.objects.filter(action="library.typeset").count() == 1


def test_progress_counts_published_national_editions_only(personas):
    make_version(make_guide("Et", klarret=1), line=Line.NATIONAL)
    make_version(make_guide("To", klarret=2), line=Line.COPENHAGEN)
    make_edition(make_guide("Tre", klarret=3))
    make_version(make_guide("Ikke KlarRet"))
    progress = national_progress(list(with_editions(guides_for(personas.member))))
    assert (progress.done, progress.total) == (1, 3)

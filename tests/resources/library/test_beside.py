"""Files beside a text: they stand with a version that a second person has approved, at lasting addresses."""

import pytest
from wagtail.models import TaskState

from portal.kit.problems import Refused
from resources.library.comparing import file_changes
from resources.library.desk_queries import files_at_the_desk
from resources.library.enums import Part
from resources.library.flows import approving, enclosing, writing
from resources.library.models import (
    EditionFile,
    Enclosure,
    Version,
)
from resources.library.queries import beside
from tests.factories.files import word
from tests.factories.resources import (
    make_edition,
    make_guide,
    make_version,
    make_waiting,
    put_beside,
    write,
)
from tests.resources.library.files_beside import FORM, LETTER, upload

pytestmark = pytest.mark.django_db


def approve(edition, by):
    return approving.approve(edition=edition, seen=edition.seen, by=by)


@pytest.fixture
def guide():
    return make_guide("Sagsbehandlingsbreve", slug="breve")


@pytest.fixture
def version(guide):
    return make_version(guide, files=[LETTER, FORM])


# --- what stands with a version -------------------------------------------------------------------
def test_a_version_has_the_files_in_their_order_with_names_out_of_theirs(version):
    assert [(file.place, file.title, file.enclosure.facts) for file in beside(version)] == [
        ("brev-til-borgeren", "Brev til borgeren", "Word, 1 kB"),
        ("skema", "Skema", f"PDF, 2 sider, {round(len(FORM[1]) / 1000)} kB"),
    ]


def test_each_page_is_kept_by_its_number_and_a_letter_as_a_whole(version):
    letter, form = beside(version)
    assert [(page.part, page.number, page.text) for page in form.enclosure.texts.all()] == [
        (Part.PAGE, 1, "Side et"),
        (Part.PAGE, 2, "Side to"),
    ]
    assert [(page.part, page.number, page.text) for page in letter.enclosure.texts.all()] == [
        (Part.WHOLE, 0, "Kære borger")
    ]


def test_two_files_of_one_name_get_two_addresses(guide):
    version = make_version(guide, files=[LETTER, LETTER])
    assert [file.place for file in beside(version)] == ["brev-til-borgeren", "brev-til-borgeren-2"]


def test_the_next_version_begins_with_the_same_files(guide, version):
    later = make_version(guide)
    assert [file.enclosure_id for file in beside(later)] == [
        file.enclosure_id for file in beside(version)
    ]


def test_a_replaced_file_keeps_its_address_and_the_earlier_one_stays_at_its_own(
    client, personas, guide, version
):
    client.force_login(personas.member)
    edition = version.edition
    letter = edition.files.first()
    enclosing.change(
        file=letter, title="Brev", upload=upload("Nyt.docx", word("Hej borger")), by=None
    )
    make_version(guide)
    newest = client.get("/bibliotek/breve/filer/brev-til-borgeren")
    earlier = client.get("/bibliotek/breve/v1/filer/brev-til-borgeren")
    assert b"".join(newest) == Enclosure.objects.get(name="Nyt.docx").file.read()
    assert b"".join(earlier) == Enclosure.objects.get(name=LETTER[0]).file.read()


def test_what_becomes_of_each_file_is_said_at_the_desk_and_in_the_comparison(guide, version):
    edition = version.edition
    letter, form = edition.files.all()
    put_beside(edition, ("Plan.docx", word("Plan")))
    enclosing.change(file=letter, title="Brev", by=None)
    enclosing.remove(file=form, by=None)
    rows = [(row.file.title, str(row.becomes)) for row in files_at_the_desk(edition)]
    assert rows == [("Brev", "hedder noget andet"), ("Plan", "ny"), ("Skema", "fjernes")]
    changes = file_changes(version, make_version(guide))
    assert [(change.title, change.words) for change in changes] == [
        ("Plan", "ny"),
        ("Brev", "hed før »Brev til borgeren«"),
        ("Skema", "fjernet"),
    ]
    assert not EditionFile.objects.filter(is_removed=True).exists()


def test_what_was_taken_away_can_be_kept_after_all(guide, version):
    form = version.edition.files.last()
    enclosing.remove(file=form, by=None)
    enclosing.bring_back(file=form, by=None)
    assert len(beside(make_version(guide))) == 2


@pytest.mark.parametrize(("up", "order"), [(True, ["C", "B", "A"]), (False, ["B", "A", "C"])])
def test_a_file_moves_one_place(guide, up, order):
    rows = put_beside(make_edition(guide), *((f"{name}.docx", word(name)) for name in "ABC"))
    if up:
        enclosing.move(file=rows[2], up=True, by=None)
        enclosing.move(file=rows[2], up=True, by=None)
        enclosing.move(file=rows[1], up=True, by=None)
    else:
        enclosing.move(file=rows[0], up=False, by=None)
        enclosing.move(file=rows[2], up=False, by=None)
    found = [file.title for file in rows[0].edition.files.all()]
    assert found == order


# --- a second person ------------------------------------------------------------------------------
def test_whoever_has_put_a_file_beside_it_does_not_approve_it(personas, guide):
    personas.all()
    edition = write(make_edition(guide), personas.administrator)
    put_beside(edition, LETTER, by=personas.editor)
    writing.submit(edition=edition, by=personas.administrator)
    edition.refresh_from_db()
    with pytest.raises(Refused) as refused:
        approve(edition, personas.editor)
    assert [blocker.code for blocker in refused.value.blockers] == ["own_text"]


@pytest.mark.parametrize("deed", ["remove", "change", "move"])
def test_whoever_has_changed_or_taken_away_a_file_does_not_approve_it(
    personas, guide, version, deed
):
    personas.all()
    edition = version.edition
    first = edition.files.first()
    if deed == "remove":
        enclosing.remove(file=first, by=personas.editor)
    elif deed == "change":
        enclosing.change(file=first, title="Et brev", by=personas.editor)
    else:
        enclosing.move(file=first, up=False, by=personas.editor)
    write(edition, personas.administrator)
    writing.submit(edition=edition, by=personas.administrator)
    edition.refresh_from_db()
    with pytest.raises(Refused):
        approve(edition, personas.editor)


def test_who_wrote_the_last_version_may_approve_the_next(personas, guide):
    """What went out is done with: its writers count for it alone."""
    personas.all()
    edition = make_edition(guide)
    put_beside(edition, LETTER, by=personas.editor)
    make_version(guide)
    write(edition, personas.administrator)
    writing.submit(edition=edition, by=personas.administrator)
    edition.refresh_from_db()
    approve(edition, personas.editor)
    assert Version.objects.filter(edition=edition).count() == 2


@pytest.mark.parametrize("deed", ["add", "change", "move", "remove"])
def test_nothing_is_changed_while_a_second_person_reads(personas, guide, version, deed):
    edition = make_waiting(personas.editor, guide)
    file = edition.files.first()
    deeds = {
        "add": lambda: put_beside(edition, FORM, by=personas.administrator),
        "change": lambda: enclosing.change(file=file, title="Nyt", by=personas.administrator),
        "move": lambda: enclosing.move(file=file, up=False, by=personas.administrator),
        "remove": lambda: enclosing.remove(file=file, by=personas.administrator),
    }
    with pytest.raises(Refused) as refused:
        deeds[deed]()
    assert [blocker.code for blocker in refused.value.blockers] == ["waiting"]
    assert [file.title for file in edition.files.all()] == ["Brev til borgeren", "Skema"]


def test_an_approval_is_of_the_files_that_were_read(personas, guide):
    """The text stays word for word, but the file was replaced since the page was opened."""
    personas.all()
    edition = write(make_edition(guide), personas.editor)
    (row,) = put_beside(edition, LETTER, by=personas.editor)
    writing.submit(edition=edition, by=personas.editor)
    edition.refresh_from_db()
    read = edition.seen
    writing.take_back(edition=edition, by=personas.editor)
    enclosing.change(
        file=row, title="Brev", upload=upload("Nyt.docx", word("Nyt")), by=personas.editor
    )
    writing.submit(edition=edition, by=personas.editor)
    edition.refresh_from_db()
    with pytest.raises(Refused) as refused:
        approving.approve(edition=edition, seen=read, by=personas.administrator)
    assert [blocker.code for blocker in refused.value.blockers] == ["changed_meanwhile"]
    assert not TaskState.objects.filter(status=TaskState.STATUS_APPROVED).exists()

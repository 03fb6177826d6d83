"""Writing in Wagtail's editor: what it saves, what it refuses, and that it sends and never publishes."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader
from wagtail.test.utils.form_data import rich_text

from resources.library.bodies import cleaned, plain_text
from resources.library.enums import Line, Status
from resources.library.flows import writing
from resources.library.models import Edition, LegalBasis, Version
from tests.factories.resources import make_guide, make_version, make_waiting, write
from tests.resources.library.editor_form import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return make_guide("Notatpligt på øen", klarret=7)


@pytest.fixture
def at_the_desk(client, personas):
    personas.all()
    client.force_login(personas.editor)
    return client


def begin(client, guide, line=Line.NATIONAL) -> Edition:
    client.post(reverse("library_desk:write", args=[guide.pk, line]))
    return Edition.objects.get(guide=guide, line=line)


def latest(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk).get_latest_revision_as_object()


def points(*lines: str) -> dict:
    items = {f"items-{at}-value": rich_text(line) for at, line in enumerate(lines)}
    for at in range(len(lines)):
        items |= {f"items-{at}-deleted": "", f"items-{at}-order": str(at), f"items-{at}-id": ""}
        items[f"items-{at}-type"] = "item"
    return {**items, "items-count": str(len(lines)), "checklist": "on"}


# --- beginning ---------------------------------------------------------------------------------------
def test_a_national_edition_begins_with_copenhagens_text_and_says_so(at_the_desk, guide):
    basis = make_version(guide, line=Line.COPENHAGEN)
    edition = begin(at_the_desk, guide)
    assert edition.based_on == basis
    assert edition.body.get_prep_value() == basis.body.get_prep_value()
    assert "Kernen i sagen" in at_the_desk.get(edition.write_url).text
    assert begin(at_the_desk, guide) == edition
    assert not Version.objects.filter(edition=edition).exists()


# --- the blocks --------------------------------------------------------------------------------------
def test_every_block_is_written_shown_and_typeset(at_the_desk, personas, guide):
    basis = LegalBasis.objects.create(act="forvaltningsloven", section="§ 19")
    edition = begin(at_the_desk, guide)
    blocks = [
        ("heading", "Kernen"),
        ("text", rich_text('<p>En <b>fed</b> <a href="https://eksempel.dk">henvisning</a>.</p>')),
        ("points", points("<p>Spørg</p>", "<p>Noter</p>")),
        ("example", {"title": "Fru Olsen", "text": rich_text("<p>Hun ringer.</p>")}),
        ("law", {"text": "Parten skal høres.", "basis": str(basis.pk), "place": "stk. 2"}),
        ("facts", {"title": "Husk", "text": rich_text("<ul><li>Fristen</li></ul>")}),
    ]
    answer = at_the_desk.post(edition.write_url, typed(*blocks, **{"action-submit": "1"}))
    assert answer["Location"] == edition.review_url
    edition = latest(edition)
    assert [part.block_type for part in edition.body] == [kind for kind, _ in blocks]
    at_the_desk.force_login(personas.administrator)
    page = at_the_desk.get(edition.review_url)
    words = ("<b>fed</b>", 'href="https://eksempel.dk"', "Spørg", "Fru Olsen", "Parten skal høres.")
    for each in (*words, "forvaltningsloven § 19, stk. 2", "Husk", 'class="checklist"'):
        assert each in page.text, each
    seen = Edition.objects.get(pk=edition.pk).seen
    at_the_desk.post(edition.review_url, {"seen": seen, "step": "approve"})
    version = Version.objects.get()
    said = "Kernen En fed henvisning. Spørg Noter Fru Olsen Hun ringer. Parten skal høres. "
    said += "forvaltningsloven § 19, stk. 2 Husk Fristen"
    assert " ".join(version.text.split()) == said
    at_the_desk.force_login(personas.member)
    read = at_the_desk.get(guide.get_absolute_url()).text
    assert all(each in read for each in words)
    sheet = pdf(at_the_desk, personas, edition)
    text = " ".join(sheet.pages[0].extract_text().split())
    for each in ("En fed henvisning", "Fru Olsen", "forvaltningsloven § 19, stk. 2", "Fristen"):
        assert each in text, each


def pdf(client, personas, edition) -> PdfReader:
    client.force_login(personas.editor)
    sheet = client.get(reverse("library_desk:sheet", args=[edition.guide_id, edition.line]))
    assert sheet["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(sheet.content))


def test_each_page_of_the_sheet_says_which_text_and_which_version(at_the_desk, personas, guide):
    long = [{"heading": f"Afsnit {at}", "paragraphs": ["Ord. " * 200]} for at in range(9)]
    sheet = pdf(at_the_desk, personas, make_waiting(personas.editor, guide, sections=long))
    assert len(sheet.pages) > 2
    assert sheet.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for at, page in enumerate(sheet.pages, start=1):
        words = page.extract_text()
        assert "KlarRet 7: Notatpligt på øen" in words
        assert "Version 1, " in words and f"Side {at} af {len(sheet.pages)}" in words


def test_rich_text_keeps_only_what_the_editor_has_buttons_for():
    hostile = '<p onclick="x()">Se <script>alert(1)</script><a href="javascript:x()">her</a></p><h1>A</h1>'
    body = [{"type": "text", "value": hostile}]
    html = cleaned(body)[0].value.source
    assert not any(each in html for each in ("onclick", "script", "javascript", "<h1"))


@pytest.mark.parametrize(
    "block",
    [
        ("heading", "Om 010190-1234"),
        ("text", rich_text("<p>Om 0101<b>90-12</b>34.</p>")),
        ("points", points("<p>Om 010190-1234</p>")),
        ("example", {"title": "Om 010190-1234", "text": rich_text("<p>Hun ringer.</p>")}),
        ("example", {"title": "", "text": rich_text("<p>Om 010190-1234</p>")}),
        ("law", {"text": "Om 010190-1234", "basis": "", "place": ""}),
        ("facts", {"title": "Husk", "text": rich_text("<p>Om 010190-1234</p>")}),
    ],
)
@pytest.mark.parametrize("deed", ["save", "action-submit"])
def test_a_cpr_number_is_stopped_in_its_block_and_told_where(at_the_desk, guide, block, deed):
    edition = begin(at_the_desk, guide)
    answer = at_the_desk.post(edition.write_url, typed(block, **{deed: "1"}))
    problem = answer.context["form"].errors.as_data()["body"][0].as_json_data()
    assert "CPR-nummer" in str(problem) and "Om" in str(problem)
    assert Edition.objects.get(pk=edition.pk).latest_revision is None


# --- saving and sending ------------------------------------------------------------------------------
def test_what_is_saved_is_a_draft_that_readers_do_not_see(at_the_desk, personas, guide):
    version = make_version(guide)
    at_the_desk.post(version.edition.write_url, typed(change=""))
    edition = Edition.objects.get(pk=version.edition_id)
    assert (edition.status, edition.has_unpublished_changes) == (Status.BEING_WRITTEN, True)
    assert edition.newest == version
    at_the_desk.force_login(personas.member)
    assert "Borgeren skal høres.<" not in at_the_desk.get(guide.get_absolute_url()).text


def test_what_is_missing_is_said_before_it_is_sent(at_the_desk, guide):
    edition = begin(at_the_desk, guide)
    answer = at_the_desk.post(edition.write_url, typed(change="", **{"action-submit": "1"}))
    assert set(answer.context["form"].errors) == {"change"}
    answer = at_the_desk.post(
        edition.write_url, {**typed(**{"action-submit": "1"}), "body-count": "0"}
    )
    assert set(answer.context["form"].errors) == {"body"}
    assert not Edition.objects.get(pk=edition.pk).workflow_in_progress


def test_the_editor_has_buttons_for_saving_and_sending_alone(at_the_desk, personas, guide):
    personas.editor.__class__.objects.filter(pk=personas.editor.pk).update(is_superuser=True)
    text = at_the_desk.get(begin(at_the_desk, guide).write_url).text
    assert "Send til godkendelse" in text
    assert "action-publish" not in text and "action-unpublish" not in text


def test_while_it_waits_nobody_writes_in_it(at_the_desk, personas, guide):
    edition = make_waiting(personas.editor, guide)
    before = edition.latest_revision_id
    page = at_the_desk.get(edition.write_url)
    assert "Den venter på godkendelse, så ingen kan skrive i den." in page.text
    for user in (personas.editor, personas.administrator):
        at_the_desk.force_login(user)
        at_the_desk.post(edition.write_url, typed())
    assert Edition.objects.get(pk=edition.pk).latest_revision_id == before


def test_what_was_sent_once_is_not_written_over(at_the_desk, personas, guide):
    """A window from before the sending saves a wording of its own instead."""
    edition = make_waiting(personas.editor, guide)
    sent = edition.latest_revision
    writing.take_back(edition=edition, by=personas.editor)
    at_the_desk.post(edition.write_url, typed(overwrite_revision_id=str(sent.pk)))
    now = Edition.objects.get(pk=edition.pk)
    assert now.latest_revision_id != sent.pk
    sent.refresh_from_db()
    assert "børn på øen" in plain_text(sent.as_object().body)


def test_what_it_starts_from_is_a_version_of_copenhagens_of_the_same_guide(at_the_desk, guide):
    basis = make_version(guide, line=Line.COPENHAGEN)
    other = make_version(make_guide("Andet", klarret=8), line=Line.COPENHAGEN)
    edition = begin(at_the_desk, guide)
    answer = at_the_desk.post(edition.write_url, typed(based_on=str(other.pk)))
    assert set(answer.context["form"].errors) == {"based_on"}
    at_the_desk.post(edition.write_url, typed(based_on=str(basis.pk)))
    assert latest(edition).based_on == basis
    own = Edition.objects.get(guide=guide, line=Line.COPENHAGEN)
    assert "based_on" not in at_the_desk.get(own.write_url).context["form"].fields


def test_the_preview_shows_the_page_and_stores_nothing(at_the_desk, personas, guide):
    edition = write(make_version(guide).edition, personas.editor)
    view = reverse("wagtailsnippets_library_edition:preview_on_edit", args=[edition.pk])
    assert at_the_desk.post(view, typed()).json()["is_valid"]
    shown = at_the_desk.get(view).text
    assert "Sådan kommer version 2 til at se ud." in shown and "Borgeren skal høres." in shown
    assert Version.objects.count() == 1


# --- the page for the second person ------------------------------------------------------------------
def test_the_writer_reads_who_can_approve_and_has_no_button(at_the_desk, personas, guide):
    edition = make_waiting(personas.editor, guide)
    page = at_the_desk.get(edition.review_url).text
    assert "Du har selv skrevet i den" in page and personas.administrator.name in page
    assert 'value="approve"' not in page
    at_the_desk.post(edition.review_url, {"seen": edition.seen, "step": "approve"})
    assert not Version.objects.exists()
    at_the_desk.force_login(personas.administrator)
    assert 'value="approve"' in at_the_desk.get(edition.review_url).text


def test_an_editor_alone_reads_that_somebody_else_is_needed(at_the_desk, personas, guide):
    personas.administrator.grants.update(role="hotline_jurist")
    edition = make_waiting(personas.editor, guide)
    page = at_the_desk.get(edition.review_url).text
    assert "Der er ingen anden, der kan i dag." in page


def test_the_desk_says_what_waits(at_the_desk, personas, guide):
    edition = make_waiting(personas.editor, guide)
    assert edition.review_url in at_the_desk.get(reverse("library_desk:list")).text
    page = at_the_desk.get(reverse("library_desk:guide", args=[guide.pk])).text
    assert "Den venter på at blive godkendt af en anden." in page
    at_the_desk.post(reverse("library_desk:take_back", args=[guide.pk, edition.line]))
    assert not Edition.objects.get(pk=edition.pk).workflow_in_progress

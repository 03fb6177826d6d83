"""Files under questions and answers: attaching them, what is refused, and what they no longer say."""

import io
import uuid

import pytest
from django.urls import reverse
from PIL import Image as Picture
from PIL.ExifTags import GPS, IFD, Base
from pypdf import PdfReader

from forum.questions import problems
from forum.questions.models import Answer, Attachment, Draft, Question, QuestionEvent
from portal.audit.models import Entry
from portal.kit import contents, sheets
from portal.notices.models import OutgoingMail
from portal.ui import uploads
from tests.factories import files
from tests.factories.forum import make_question
from tests.forum.attaching import sent, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]

CPR = "010190-1234"

#: The same, as Excel keeps it where somebody typed it without the hyphen.
CPR_AMOUNT = 101901234


@pytest.fixture
def question(personas):
    return make_question(personas.member)


def ask(client, *chosen, **more):
    form = {"title": "Må jeg?", "body": "<p>Tekst</p>", "key": uuid.uuid4(), **more}
    return client.post(reverse("questions:ask"), {**form, "attached": list(chosen)})


# --- attaching ---------------------------------------------------------------------------------------
def test_a_question_is_asked_with_its_files(client, personas, own_storage):
    client.force_login(personas.member)
    answer = ask(
        client, sent("Notat.docx", files.word("Tekst")), sent("Foto.JPG", files.picture("JPEG"))
    )
    question = Question.objects.get()
    assert answer.url == reverse("questions:question", args=[question.pk])
    first, second = question.attachments.all()
    assert (first.name, first.kind, second.name, second.kind) == (
        "Notat.docx",
        "docx",
        "Foto.JPG",
        "jpg",
    )
    assert not Draft.objects.exists()
    page = client.get(answer.url).text
    assert "Notat.docx" in page and "(Word, " in page
    assert sorted(stored(own_storage)) == [".docx", ".jpg"]
    assert "Notat" not in " ".join(str(path) for path in own_storage.rglob("*"))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("Notat.pdf", b"MZ\x90", "er en type fil, der ikke kan vedhæftes"),
        ("Notat.pdf", files.word("Tekst"), "er noget andet, end navnet siger"),
        ("Notat.exe", files.word("Tekst"), "er noget andet, end navnet siger"),
        (
            "Notat.docm",
            files.word("Tekst", **{"word/vbaProject.bin": "x"}),
            "indeholder makroer",
        ),
        ("Notat.doc", contents.OLD_OFFICE + b"\0" * 600, "er i et format fra før 2007"),
        ("Notat.pdf", files.locked_pdf(), "er låst. Gem filen uden adgangskode"),
        ("Notat.docx", files.locked_archive(), "er låst. Gem filen uden adgangskode"),
        ("Notat.docx", files.torn_archive(), "er beskadiget"),
        ("Notat.docx", b"", "tom"),
        ("Notat.docx", files.word("0" * 2 * contents.HARMLESS), "fylder for meget"),
        ("Foto.png", files.picture("PNG", (6400, 6400)), "er et for stort billede"),
        ("Foto.png", files.picture("PNG")[:45], "er beskadiget"),
    ],
)
def test_a_file_that_cannot_be_taken_says_what_to_do_and_is_not_kept(
    client, personas, own_storage, name, content, words
):
    client.force_login(personas.member)
    page = ask(client, sent(name, content))
    (problem,) = page.context["form"].errors["attached"]
    assert words in problem and name in problem
    assert not Attachment.objects.exists() and not Question.objects.exists()
    assert stored(own_storage) == []


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        (f"Brev {CPR}.docx", files.word("Tekst"), "i navnet"),
        ("Brev.docx", files.word(f"Borgeren hedder {CPR}"), "efter »… Borgeren hedder«"),
        ("Brev.pdf", files.pdf("Intet", f"Om {CPR}"), "på side 2"),
        ("Ark.xlsx", files.excel({"Tal": "1", "Sager": CPR}), "på arket »Sager«"),
        ("Ark.xlsx", sheets.xlsx(["Borger"], [[CPR_AMOUNT]], "Sager"), "A2"),
        ("Brev.docx", files.word("", **{"word/header2.xml": f"<w:t>{CPR}</w:t>"}), "sidehoved"),
        ("Brev.docx", files.word("", **{"word/comments.xml": CPR}), "i en kommentar"),
        (
            "Brev.docx",
            files.word("", **{"docProps/core.xml": f"<dc:title>{CPR}</dc:title>"}),
            "i filens egenskaber",
        ),
        ("Brev.pdf", files.pdf("Intet", title=CPR), "i filens egenskaber"),
    ],
)
def test_a_cpr_number_in_a_file_is_refused_and_left_nowhere(
    client, personas, own_storage, name, content, where, caplog
):
    client.force_login(personas.member)
    page = ask(client, sent(name, content))
    (problem,) = page.context["form"].errors["attached"]
    assert "CPR-nummer" in problem and where in problem
    for written in (CPR, str(CPR_AMOUNT)):
        assert written not in page.text and written not in caplog.text
    assert not Attachment.objects.exists() and stored(own_storage) == []
    for model in (Draft, Question, QuestionEvent, Entry, OutgoingMail):
        assert CPR not in str(list(model.objects.values()))


def test_one_bad_file_loses_neither_the_text_nor_the_good_ones(client, personas):
    client.force_login(personas.member)
    page = ask(client, sent("God.docx", files.word("Tekst")), sent("Slem.pdf", b"MZ"))
    assert [file.name for file in Attachment.objects.all()] == ["God.docx"]
    assert "God.docx" in page.text and "Tekst" in page.text
    listed = Attachment.objects.get()
    assert f'name="file" value="{listed.pk}"' in page.text
    assert client.get(reverse("questions:ask")).text.count("God.docx") >= 1
    number = page.context["form"]["draft"].value()
    ask(client, file=listed.pk, draft=number)
    assert Question.objects.get().attachments.get() == listed
    assert not Draft.objects.exists()


def test_there_is_room_for_so_many_files(client, personas):
    client.force_login(personas.member)
    chosen = [sent(f"Nr{at}.docx", files.word("x")) for at in range(problems.MOST_FILES + 1)]
    page = ask(client, *chosen)
    assert page.context["form"].errors["attached"] == ["Der er plads til 5 filer. Fjern en først."]
    assert not Attachment.objects.exists()


def test_a_file_too_large_is_refused(client, personas, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 20)
    client.force_login(personas.member)
    page = ask(client, sent("Notat.docx", files.word("Tekst")))
    assert "er større end" in page.context["form"].errors["attached"][0]


def test_nobody_goes_on_reading_a_request_without_end(client, personas, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_SENT", 1000)
    client.force_login(personas.member)
    answer = ask(client, sent("Notat.docx", files.word("Tekst") + b"\0" * 100_000))
    assert answer.status_code in (400, 413)
    assert not Attachment.objects.exists() and not Question.objects.exists()


def test_an_answer_is_posted_with_its_files(client, personas, question):
    client.force_login(personas.coordinator)
    client.post(
        reverse("questions:answer", args=[question.pk]),
        {
            "body": "Se her",
            "key": uuid.uuid4(),
            "attached": [sent("Skabelon.odt", files.open_document("x"))],
        },
    )
    answer = Answer.objects.get()
    assert answer.attachments.get().kind == "odt"
    assert "Skabelon.odt" in QuestionEvent.objects.latest("seq").html, "open pages show it too"


# --- unsigned ----------------------------------------------------------------------------------------
def test_a_photo_forgets_where_it_was_taken():
    exif = Picture.Exif()
    exif[Base.Artist] = "Hemmelig Hansen"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (55.0, 40.0, 30.0)
    photo = files.picture("JPEG", exif=exif, comment=b"Hemmelig")
    upload = uploads.taken(sent("Foto.jpg", photo))
    assert b"Hemmelig" in photo and b"Hemmelig" not in upload.content
    with Picture.open(io.BytesIO(upload.content)) as bare:
        assert not bare.getexif() and bare.size == (4, 4)


def test_a_document_does_not_say_who_wrote_it():
    letter = files.word(
        "Tekst",
        **{
            "docProps/core.xml": "<dc:creator>Hemmelig</dc:creator>"
            "<cp:lastModifiedBy>Hemmelig</cp:lastModifiedBy><dc:title>Notat</dc:title>",
            "docProps/app.xml": "<Company>Læsø Kommune</Company>",
            "word/comments.xml": '<w:comment w:id="1" w:author="Hemmelig" w:initials="HH">Ja</w:comment>',
        },
    )
    upload = uploads.taken(sent("Notat.docx", letter))
    unsigned = " ".join(piece.text for piece in contents.pieces(upload.content))
    assert "Hemmelig" not in unsigned and "Læsø" not in unsigned
    assert "Tekst" in unsigned and "Notat" in unsigned and "Ja" in unsigned
    made = uploads.taken(sent("Notat.pdf", files.pdf("Tekst", title="Hemmelig")))
    reader = PdfReader(io.BytesIO(made.content))
    assert not reader.metadata and "Tekst" in reader.pages[0].extract_text()

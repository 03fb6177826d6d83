"""Files under questions and answers: who may fetch them, what is refused, and what becomes of them."""

import io
import re
import uuid

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from PIL.ExifTags import GPS, IFD, Base
from pypdf import PdfReader

from forum.questions import finding, flows, problems, queries, rules
from forum.questions.models import Answer, Attachment, Draft, Question, QuestionEvent
from portal.audit.models import Entry
from portal.kit import contents, sheets
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.ui import uploads
from tests.factories import files
from tests.factories.forum import make_answer, make_attachment, make_draft, make_question

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
#: The same, as Excel keeps it where somebody typed it without the hyphen.
CPR_AMOUNT = 101901234


@pytest.fixture(autouse=True)
def files_of_one_test(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    return tmp_path


@pytest.fixture
def question(personas):
    return make_question(personas.member)


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def ask(client, *chosen, **more):
    form = {"title": "Må jeg?", "body": "<p>Tekst</p>", "key": uuid.uuid4(), **more}
    return client.post(reverse("questions:ask"), {**form, "attached": list(chosen)})


def stored(folder) -> list[str]:
    return [path.suffix for path in folder.rglob("*") if path.is_file()]


# --- attaching ---------------------------------------------------------------------------------------
def test_a_question_is_asked_with_its_files(client, personas, files_of_one_test):
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
    assert sorted(stored(files_of_one_test)) == [".docx", ".jpg"]
    assert "Notat" not in " ".join(str(path) for path in files_of_one_test.rglob("*"))


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
    client, personas, files_of_one_test, name, content, words
):
    client.force_login(personas.member)
    page = ask(client, sent(name, content))
    (problem,) = page.context["form"].errors["attached"]
    assert words in problem and name in problem
    assert not Attachment.objects.exists() and not Question.objects.exists()
    assert stored(files_of_one_test) == []


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
    client, personas, files_of_one_test, name, content, where, caplog
):
    client.force_login(personas.member)
    page = ask(client, sent(name, content))
    (problem,) = page.context["form"].errors["attached"]
    assert "CPR-nummer" in problem and where in problem
    for written in (CPR, str(CPR_AMOUNT)):
        assert written not in page.text and written not in caplog.text
    assert not Attachment.objects.exists() and stored(files_of_one_test) == []
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


# --- fetching ----------------------------------------------------------------------------------------
def test_a_file_is_for_those_who_may_read_the_text(client, personas):
    narrow = make_question(personas.member, audience=personas.group)
    under_question = make_attachment(narrow)
    under_answer = make_attachment(make_answer(narrow, personas.coordinator))
    for file in (under_question, under_answer):
        for name, user in personas.all().items():
            allowed = rules.may_view(user, narrow)
            assert rules.may_open(user, queries.attachments().get(pk=file.pk)) == allowed, name
            if user.is_authenticated:
                client.force_login(user)
                found = client.get(file.get_absolute_url()).status_code
                assert found == (200 if allowed else 403 if not rules.may_enter(user) else 404), (
                    name
                )


def test_a_wrong_name_and_a_foreign_file_are_answered_alike(client, personas, question):
    file = make_attachment(question)
    narrow = make_attachment(make_question(personas.member, audience=personas.group))
    client.force_login(personas.other_coordinator)
    wrong = client.get(reverse("questions:attachment", args=[file.pk, "Andet.docx"]))
    foreign = client.get(narrow.get_absolute_url())
    absent = client.get(reverse("questions:attachment", args=[10**6, "Notat.docx"]))
    assert wrong.status_code == foreign.status_code == absent.status_code == 404
    same = {
        re.sub(r"/spoerg/fil/[^\"]*|(?:nonce|value)=\"[^\"]*\"", "", page.text)
        for page in (wrong, foreign, absent)
    }
    assert len(same) == 1


def test_a_file_is_handed_out_to_its_reader_alone(client, personas, question):
    file = make_attachment(question)
    photo = make_attachment(question, "Foto.png", files.picture("PNG"))
    client.force_login(personas.coordinator)
    answer = client.get(file.get_absolute_url())
    assert answer.content.startswith(b"PK")
    assert answer["Content-Disposition"] == 'attachment; filename="Notat.docx"'
    assert answer["Cache-Control"] == "private, no-store" and "ETag" not in answer
    assert answer["X-Content-Type-Options"] == "nosniff"
    shown = client.get(photo.get_absolute_url())
    assert shown["Content-Type"] == "image/png"
    assert shown["Content-Disposition"].startswith("inline")


def test_a_drafts_file_is_its_owners_alone(client, personas):
    upload = uploads.taken(sent("Notat.docx", files.word("Tekst")))
    flows.keep_files(question=None, uploads=[upload], by=personas.member)
    file = Attachment.objects.get()
    for name, user in personas.all().items():
        if user.is_authenticated:
            client.force_login(user)
            found = client.get(file.get_absolute_url()).status_code
            assert (found == 200) == (name == "member"), name


def test_a_file_that_is_lost_in_the_storage_is_not_there(client, personas, question):
    file = make_attachment(question)
    default_storage.delete(file.file.name)
    client.force_login(personas.member)
    assert client.get(file.get_absolute_url()).status_code == 404


# --- searching, changing, deleting -------------------------------------------------------------------
def test_the_search_finds_what_stands_in_a_file(personas, question):
    make_attachment(question, content=files.word("Om kvindekrisecentret"))
    other = make_question(personas.member)
    make_attachment(make_answer(other, personas.coordinator), "Husorden.docx")
    assert list(finding.search_for(personas.editor, "kvindekrisecentret")) == [question]
    assert list(finding.search_for(personas.editor, "husorden")) == [other]


def test_attaching_and_removing_stand_in_the_history(client, personas, question):
    answer = make_answer(question, personas.coordinator)
    client.force_login(personas.coordinator)
    address = reverse("questions:answer_files", args=[answer.pk])
    chosen = {"attached": [sent("Notat.docx", files.word("Om kvindekrisecentret"))]}
    assert client.post(address, chosen).status_code == 302
    file = answer.attachments.get()
    assert "Notat.docx" in client.get(address).text
    client.post(address, {"remove": file.pk})
    assert not answer.attachments.exists()
    answer.refresh_from_db()
    assert answer.edited_at is not None
    history = client.get(answer.history_address).text
    assert "<ins>" in history and "Vedhæftet: " in history and "<del>" in history
    assert not finding.search_for(personas.member, "kvindekrisecentret")
    assert not [event for event in QuestionEvent.objects.all() if "Notat.docx" in event.html]
    assert (
        list(
            Entry.objects.filter(action__contains="tached").values_list("action", flat=True)
        ).count("questions.detached")
        == 1
    )


def test_only_the_writer_attaches_and_those_who_keep_order_remove_too(client, personas, question):
    upload = uploads.taken(sent("Notat.docx", files.word("Tekst")))
    for name, user in personas.all().items():
        if name != "member":
            with pytest.raises(Refused):
                flows.attach(post=question, upload=upload, by=user)
        file = make_attachment(question)
        if name == "member" or rules.may_moderate(user):
            flows.detach(attachment=file, by=user)
        else:
            with pytest.raises(Refused):
                flows.detach(attachment=file, by=user)
            file.delete()
    assert [rules.may_moderate(user) for user in personas.all().values()].count(True) >= 1
    client.force_login(personas.coordinator)
    address = reverse("questions:question_files", args=[question.pk])
    assert client.get(address).status_code == client.post(address).status_code == 403
    client.force_login(personas.member)
    foreign = make_attachment(make_question(personas.member))
    assert client.post(address, {"remove": foreign.pk}).status_code == 404


def test_a_file_that_somebody_else_removes_is_gone_everywhere_and_its_author_told(
    client, personas, question, files_of_one_test, django_capture_on_commit_callbacks
):
    answer = make_answer(question, personas.coordinator, anonymous=True)
    file = make_attachment(answer, "Borger Hansen.docx", files.word("Om kvindekrisecentret"))
    kept = make_attachment(answer, "Skema.docx")
    client.force_login(personas.administrator)
    page = client.get(reverse("questions:delete_answer", args=[answer.pk])).text
    address = reverse("questions:answer_files", args=[answer.pk])
    assert address in page
    shown = client.get(address).text
    assert "Borger Hansen.docx" in shown and 'type="file"' not in shown
    assert "Susanne" not in shown
    assert client.post(address, {"attached": [sent("A.docx", files.word("A"))]}).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, {"remove": file.pk}).status_code == 302
        assert len(stored(files_of_one_test)) == 2, "until it is certain"
    assert len(stored(files_of_one_test)) == 1
    assert client.get(file.get_absolute_url()).status_code == 404
    assert list(answer.attachments.all()) == [kept]
    assert not finding.search_for(personas.member, "kvindekrisecentret")
    events = list(QuestionEvent.objects.filter(question=question))
    assert (events[-1].kind, "Skema.docx" in events[-1].html) == ("withdrawn", True)
    assert not [each for each in events if "Borger Hansen" in each.html]
    entry = Entry.objects.get(action="questions.detached")
    assert (entry.by_id, entry.facts["removed"]) == (personas.administrator.pk, True)
    (notice,) = Notice.objects.filter(kind="file-removed")
    assert notice.recipient == personas.coordinator and "Borger" not in notice.title
    assert "Borger Hansen.docx" in client.get(answer.history_address).text
    flows.detach(attachment=file, by=personas.administrator)
    assert Notice.objects.filter(kind="file-removed").count() == 1, (
        "the second time nothing happens"
    )


def test_nobody_is_told_of_the_file_they_remove_themselves(personas, question):
    flows.detach(attachment=make_attachment(question), by=personas.member)
    assert not Notice.objects.filter(kind="file-removed")


def test_a_locked_questions_files_are_left_to_those_who_keep_order(personas, question):
    file = make_attachment(question)
    flows.lock(question=question, note="Vi ser på det.", by=personas.administrator)
    upload = uploads.taken(sent("Notat.docx", files.word("Tekst")))
    for deed in (
        lambda: flows.detach(attachment=file, by=personas.member),
        lambda: flows.attach(post=question, upload=upload, by=personas.member),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.codes == ["locked"]
    flows.detach(attachment=file, by=personas.administrator)
    assert not Attachment.objects.exists()


def test_an_anonymous_writers_files_name_nobody(personas, question):
    answer = make_answer(question, personas.coordinator, anonymous=True)
    make_attachment(answer)
    assert Entry.objects.get(action="questions.attached").by_id is None


def test_a_deleted_text_takes_file_words_and_name_along(
    personas, question, files_of_one_test, django_capture_on_commit_callbacks
):
    answer = make_answer(question, personas.coordinator)
    make_attachment(answer, content=files.word("Om kvindekrisecentret"))
    make_attachment(question, content=files.word("Om krisecentret"))
    with django_capture_on_commit_callbacks(execute=True):
        flows.delete_answer(answer=answer, by=personas.coordinator)
        assert len(stored(files_of_one_test)) == 2, "until it is certain"
    assert not finding.search_for(personas.member, "kvindekrisecentret")
    assert len(stored(files_of_one_test)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        flows.delete_question(question=question, by=personas.member)
    assert stored(files_of_one_test) == [] and not Attachment.objects.exists()


def test_a_discarded_draft_takes_its_files_along(
    personas, files_of_one_test, django_capture_on_commit_callbacks
):
    make_draft(personas.member)
    upload = uploads.taken(sent("Notat.docx", files.word("Tekst")))
    flows.keep_files(question=None, uploads=[upload], by=personas.member)
    assert stored(files_of_one_test) == [".docx"]
    with django_capture_on_commit_callbacks(execute=True):
        flows.discard(question=None, by=personas.member)
    assert stored(files_of_one_test) == []


def test_a_file_whose_row_cannot_be_written_is_not_left_behind(
    personas, files_of_one_test, monkeypatch
):
    def broken(*args, **kwargs):
        raise RuntimeError("the table is away")

    monkeypatch.setattr(Attachment, "save_base", broken)
    upload = uploads.taken(sent("Notat.docx", files.word("Tekst")))
    with pytest.raises(RuntimeError):
        flows.keep_files(question=None, uploads=[upload], by=personas.member)
    assert stored(files_of_one_test) == []

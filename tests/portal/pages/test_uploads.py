"""What is uploaded in the CMS passes the guard, by whichever of its doors it comes."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection

from portal.kit import contents
from portal.kit.contents import Unreadable, text_of
from tests.factories.files import archive, locked_archive, locked_pdf, picture, torn_archive, word

CPR = "010190-1234"


@pytest.fixture(autouse=True)
def files_of_one_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(client, personas):
    client.force_login(personas.editor)
    return client


def bomb() -> bytes:
    """Small on the way in, and far too large unpacked."""
    return archive({"word/document.xml": "0" * (contents.MOST + 1)})


def form_of(answer):
    return answer.context["form"]


def data_of(name: str, content: bytes, title: str, **more) -> dict:
    return {
        "title": title,
        "file": SimpleUploadedFile(name, content),
        "collection": Collection.get_first_root_node().pk,
        **more,
    }


# --- documents ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "content", "title", "field", "words"),
    [
        ("brev.txt", f"Borgeren {CPR} klager.".encode(), "Brev", "file", "CPR-nummer"),
        ("brev.docx", word(f"Borgeren {CPR} klager."), "Brev", "file", "CPR-nummer"),
        (f"{CPR}.txt", b"Tekst", "Brev", "file", "Giv filen et andet navn"),
        ("brev.txt", b"Tekst", f"Om {CPR}", "title", "CPR-nummer"),
        ("brev.pdf", b"ingen pdf", "Brev", "file", "kan ikke læses"),
        ("brev.pdf", locked_pdf(), "Brev", "file", "kan ikke læses"),
        ("brev.docx", b"intet arkiv", "Brev", "file", "kan ikke læses"),
        ("brev.docx", locked_archive(), "Brev", "file", "kan ikke læses"),
        ("brev.docx", torn_archive(), "Brev", "file", "kan ikke læses"),
        ("brev.docx", bomb(), "Brev", "file", "kan ikke læses"),
        ("brev.exe", b"MZ", "Brev", "file", "»exe«"),
        ("brev.txt", b"", "Brev", "file", "tom"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_a_document_that_is_refused_says_why_and_is_not_stored(
    editor, name, content, title, field, words
):
    answer = editor.post("/admin/documents/add/", data_of(name, content, title))
    assert answer.status_code == 200
    errors = form_of(answer).errors
    assert set(errors) == {field} and len(errors[field]) == 1 and words in errors[field][0]
    assert form_of(answer)["title"].value() == title
    assert not Document.objects.exists()


def test_a_document_too_large_is_refused(editor, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
    answer = editor.post("/admin/documents/add/", data_of("brev.txt", b"Tekst " * 9, "Brev"))
    assert set(form_of(answer).errors) == {"file"}
    assert not Document.objects.exists()


def test_a_clean_document_is_stored(editor):
    data = data_of("vejledning.docx", word("Aktindsigt"), "Vejledning")
    assert editor.post("/admin/documents/add/", data).status_code == 302
    assert Document.objects.get().title == "Vejledning"


def test_a_number_split_by_markup_is_found():
    made = io.BytesIO(archive({"word/document.xml": "<w:t>0101</w:t><w:t>90-1234</w:t>"}))
    made.name = "brev.docx"
    assert CPR in text_of(made)


def test_an_archive_that_lies_of_its_size_is_no_way_round():
    made = bytearray(word("x" * 5000))
    place = made.index(b"PK\x01\x02") + 24
    made[place : place + 4] = (10).to_bytes(4, "little")
    lying = io.BytesIO(bytes(made))
    lying.name = "brev.docx"
    with pytest.raises(Unreadable):
        text_of(lying)


# --- pictures ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "content", "more", "field"),
    [
        (f"{CPR}.png", picture(), {}, "file"),
        ("foto.png", picture(), {"title": f"Om {CPR}"}, "title"),
        ("foto.png", picture(), {"description": f"Brev til {CPR}"}, "description"),
        ("foto.png", b"intet billede", {}, "file"),
        ("foto.png", picture("BMP"), {}, "file"),
        ("foto.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", {}, "file"),
        ("foto.exe", picture(), {}, "file"),
    ],
)
def test_a_picture_that_is_refused_is_not_stored(editor, name, content, more, field):
    answer = editor.post("/admin/images/add/", {**data_of(name, content, "Foto"), **more})
    assert answer.status_code == 200
    assert set(form_of(answer).errors) == {field}
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("limit", "most"),
    [("WAGTAILIMAGES_MAX_UPLOAD_SIZE", 20), ("WAGTAILIMAGES_MAX_IMAGE_PIXELS", 8)],
)
def test_a_picture_too_large_is_refused(editor, settings, limit, most):
    setattr(settings, limit, most)
    answer = editor.post("/admin/images/add/", data_of("foto.png", picture(), "Foto"))
    assert set(form_of(answer).errors) == {"file"}
    assert not Image.objects.exists()


def test_a_clean_picture_is_stored_with_its_words_for_those_who_cannot_see_it(editor):
    data = data_of("foto.png", picture(), "Rådhuset", description="Rådhuset set fra torvet")
    assert editor.post("/admin/images/add/", data).status_code == 302
    assert Image.objects.get().description == "Rådhuset set fra torvet"


# --- the other doors ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "clean", "wrong"),
    [
        ("documents", ("brev.txt", b"Tekst"), ("brev.txt", f"Om {CPR}".encode())),
        ("images", ("foto.png", picture()), (f"{CPR}.png", picture())),
    ],
)
def test_the_chooser_and_many_at_once_have_the_same_guard(editor, kind, clean, wrong):
    model = {"documents": Document, "images": Image}[kind]
    prefix = {"documents": "document", "images": "image"}[kind]
    collection = Collection.get_first_root_node().pk
    for place, (file, stored) in enumerate([(wrong, False), (clean, True)]):
        many = editor.post(
            f"/admin/{kind}/multiple/add/",
            {"files[]": SimpleUploadedFile(*file), "title": "Brev", "collection": collection},
            headers={"x-requested-with": "XMLHttpRequest"},
        ).json()
        assert many["success"] == stored, many
        if not stored:
            assert "CPR-nummer" in many["error_message"]
        assert model.objects.count() == (1 if stored else 0)
        chosen = editor.post(
            f"/admin/{kind}/chooser/create/",
            {
                f"{prefix}-chooser-upload-title": f"Brev {place}",
                f"{prefix}-chooser-upload-file": SimpleUploadedFile(*file),
                f"{prefix}-chooser-upload-collection": collection,
            },
        )
        assert chosen.status_code == 200
        assert model.objects.count() == (2 if stored else 0)


@pytest.mark.parametrize("kind", ["documents", "images"])
def test_a_title_is_guarded_when_it_is_changed_too(editor, kind):
    content = {"documents": ("brev.txt", b"Tekst"), "images": ("foto.png", picture())}[kind]
    model = {"documents": Document, "images": Image}[kind]
    editor.post(f"/admin/{kind}/add/", data_of(*content, "Brev"))
    stored = model.objects.get()
    path = {
        "documents": f"/admin/documents/edit/{stored.pk}/",
        "images": f"/admin/images/{stored.pk}/",
    }
    data = data_of("x", b"", f"Om {CPR}")
    del data["file"]
    answer = editor.post(path[kind], data)
    assert answer.status_code == 200 and set(form_of(answer).errors) == {"title"}
    stored.refresh_from_db()
    assert stored.title == "Brev"

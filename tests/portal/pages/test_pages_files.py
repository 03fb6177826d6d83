"""Images and documents: one rule, and one answer for missing and forbidden."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from portal.pages.rules import may_open

LET_IN = {"member", "coordinator", "other_coordinator", "editor", "jurist", "administrator"}


@pytest.fixture
def public(db):
    return Collection.objects.get(name="Offentligt")


@pytest.fixture
def private(db):
    return Collection.get_first_root_node().add_child(name="Internt")


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": "/media/"},
        },
    }


def image_in(collection):
    image = Image.objects.create(title="Nyborg", file=get_test_image_file(), collection=collection)
    return image, image.get_rendition("width-100")


def document_in(collection, name="vejledning.pdf"):
    return Document.objects.create(
        title="Vejledning", file=ContentFile(b"%PDF-1.7 text", name), collection=collection
    )


@pytest.mark.parametrize("where", ["public", "private"])
def test_every_persona_gets_what_the_rule_says(client, personas, where, request):
    collection = request.getfixturevalue(where)
    _image, rendition = image_in(collection)
    document = document_in(collection)
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        allowed = where == "public" or name in LET_IN
        assert may_open(user, collection) == allowed, name
        for address in (rendition.url, document.url):
            for method in (client.get, client.head):
                answer = method(address)
                assert answer.status_code == (200 if allowed else 404), (name, address)
                if allowed:
                    b"".join(answer.streaming_content)


def test_below_the_public_collection_is_public_and_a_namesake_is_not(client, public, private):
    below = public.add_child(name="Billeder til forsiden")
    namesake = private.add_child(name="Offentligt")
    assert client.get(image_in(below)[1].url).status_code == 200
    assert client.get(image_in(namesake)[1].url).status_code == 404


def test_forbidden_and_missing_cannot_be_told_apart(client, personas, private):
    document = document_in(private)
    client.force_login(personas.applicant)
    forbidden = client.get(document.url)
    wrong_name = client.get(document.url.replace("vejledning", "noget-andet"))
    missing = client.get(f"/dokumenter/{document.pk + 1000}/vejledning.pdf")
    answers = [forbidden, wrong_name, missing]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content.count(b"<") for answer in answers}) == 1
    assert not any(answer.has_header("ETag") for answer in answers)


def test_private_files_leave_no_trace_in_caches(client, personas, private):
    _image, rendition = image_in(private)
    document = document_in(private)
    client.force_login(personas.member)
    for address in (rendition.url, document.url):
        answer = client.get(
            address, headers={"If-None-Match": f'"{document.file_hash}"', "Range": "bytes=0-3"}
        )
        assert answer.status_code == 200
        assert not answer.has_header("ETag") and not answer.has_header("Last-Modified")
        assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "filename=" in answer["Content-Disposition"]
        b"".join(answer.streaming_content)


def test_originals_and_other_files_have_no_address(client, personas, public):
    image, _rendition = image_in(public)
    document = document_in(public)
    client.force_login(personas.administrator)
    assert client.get(f"/media/{image.file.name}").status_code == 404
    assert client.get(f"/media/{document.file.name}").status_code == 404
    assert client.get("/media/../portal.sqlite3").status_code == 404


def test_a_right_guess_is_no_oracle_for_a_file_gone(client, personas, private):
    document = document_in(private)
    document.file.storage.delete(document.file.name)
    client.force_login(personas.member)
    assert client.get(document.url).status_code == 404


def test_only_what_a_browser_shows_safely_is_shown(client, public):
    shown = client.get(document_in(public).url)
    saved = client.get(document_in(public, "brev.docx").url)
    assert shown["Content-Disposition"].startswith("inline")
    assert saved["Content-Disposition"].startswith("attachment")


def test_files_are_not_posted_to(client, public):
    assert client.post(document_in(public).url).status_code == 405

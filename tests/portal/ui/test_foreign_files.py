"""Files that were not made for these tests: those that installed packages and the machine's own documentation
ship. Each is taken with its words, or refused in one sentence; none is stumbled over."""

import importlib.util
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.kit.contents import ENDINGS, Where
from portal.ui.uploads import LARGEST, taken

#: Where packages and documentation lie; what a machine has not got is not looked at.
FOLDERS = [
    *(
        Path(spec.submodule_search_locations[0])
        for name in ("wagtail", "django", "docutils", "PIL", "pypdf")
        if (spec := importlib.util.find_spec(name)) and spec.submodule_search_locations
    ),
    Path("/usr/share/doc"),
]
DOCUMENTS = {".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods"}
FOUND = sorted(
    path
    for folder in FOLDERS
    if folder.is_dir()
    for path in folder.rglob("*")
    if path.suffix.lower() in DOCUMENTS and path.is_file()
)[:40]
PICTURES = sorted(
    path
    for folder in FOLDERS
    if folder.is_dir()
    for path in folder.rglob("*")
    if path.suffix.lower().removeprefix(".") in ENDINGS
    and ENDINGS[path.suffix.lower().removeprefix(".")].is_picture
    and path.is_file()
)[:25]


def sent(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


def test_what_stands_in_a_package_s_own_workbook_is_read():
    (path,) = [path for path in FOUND if path.name == "example.xlsx"]
    assert "/one | https://hello.test/one/" in taken(sent(path)).words


@pytest.mark.parametrize("path", FOUND, ids=str)
def test_a_document_is_taken_with_its_words_or_refused_in_one_sentence(path):
    try:
        upload = taken(sent(path))
    except ValidationError as problem:
        (said,) = problem.messages
        assert path.name in said
        return
    assert len(upload.content) <= LARGEST
    numbers = [piece.number for piece in upload.parts if piece.where == Where.PAGE]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", PICTURES, ids=str)
def test_a_picture_is_painted_anew_or_refused_in_one_sentence(path):
    try:
        upload = taken(sent(path))
    except ValidationError as problem:
        assert len(problem.messages) == 1
    else:
        assert upload.kind.is_picture
        assert upload.words == ""

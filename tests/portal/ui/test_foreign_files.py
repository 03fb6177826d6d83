"""Files that were not made for these tests: those that installed packages and the machine's own documentation
ship. Each is taken with its words, or refused in one sentence; none is stumbled over."""

import importlib.util
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.kit.contents import ENDINGS, Where
from portal.ui.uploads import LARGEST, taken

ROOT = Path(__file__).parents[3]
#: Word files that another project's tests are made of, in npm's package `mammoth`.
WORD = ROOT / "node_modules" / "mammoth" / "test" / "test-data"
WORDS = {
    "comments": "Ouch. A tachyon walks into a bar. Fin.",
    "embedded-style-map": "Walking on imported air",
    "empty": "",
    "endnotes": "Ouch. A tachyon walks into a bar. Fin.",
    "external-picture": "",
    "footnote-hyperlink": "Example",
    "footnotes": "Ouch. A tachyon walks into a bar. Fin.",
    "simple-list": "Apple Banana",
    "single-paragraph": "Walking on imported air",
    "strict-format": "Test",
    "strikethrough": "Today's Special: Salmon Sold out",
    "tables": "Above Top left Top right Bottom left Bottom right Below",
    "text-box": "Datum plane",
    "tiny-picture": "",
    "tiny-picture-target-base-relative": "",
    "underline": "The Sunset Tree",
    "utf8-bom": "This XML has a byte order mark.",
}
#: Where packages and documentation lie; what a machine has not got is not looked at.
FOLDERS = [
    *(
        Path(spec.submodule_search_locations[0])
        for name in ("wagtail", "django", "docutils", "PIL", "pypdf")
        if (spec := importlib.util.find_spec(name)) and spec.submodule_search_locations
    ),
    Path("/usr/share/doc"),
    WORD,
]
DOCUMENTS = {".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods"}
FOUND = sorted(
    path
    for folder in FOLDERS
    if folder.is_dir()
    for path in folder.rglob("*")
    if path.suffix.lower() in DOCUMENTS and path.is_file()
)[:60]
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


@pytest.mark.parametrize("name", WORDS)
def test_what_stands_in_somebody_else_s_letter_is_read(name):
    """Notes and comments too; a text box once, and no measures."""
    assert taken(sent(WORD / f"{name}.docx")).words == WORDS[name]


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

"""Every text of ours stands in the Danish catalogue, and none is guessed."""

import shutil
import subprocess
import sys

import polib
import pytest

from tests.house.rooms import ROOT

FILE = ROOT / "locale" / "da" / "LC_MESSAGES" / "django.po"


def entries():
    return [entry for entry in polib.pofile(str(FILE)) if not entry.obsolete]


def test_every_text_is_translated():
    assert [entry.msgid for entry in entries() if not entry.translated()] == []


def test_the_header_is_not_a_guess_either():
    """Babel skips the whole file when its header is marked so, and everything turns English."""
    assert not polib.pofile(str(FILE)).metadata_is_fuzzy


def test_no_translation_is_a_guess():
    assert [entry.msgid for entry in entries() if entry.fuzzy] == []


def test_placeholders_survive_translation():
    broken = []
    for entry in entries():
        for name in ("%(", "{"):
            for text in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
                if entry.msgid.count(name) and not text.count(name) and not entry.msgid_plural:
                    broken.append(entry.msgid)
    assert broken == []


def test_danish_words_are_quoted_the_danish_way():
    found = [text for each in entries() for text in [each.msgstr, *each.msgstr_plural.values()]]
    assert [text for text in found if "“" in text or "”" in text] == []


def test_no_text_of_the_code_is_missing_from_the_catalogue(tmp_path):
    if shutil.which("xgettext") is None:
        pytest.skip("GETTEXT IS NOT INSTALLED: the catalogue was not compared with the code")
    before = FILE.read_text(encoding="utf-8")
    try:
        subprocess.run(
            [
                *(sys.executable, "manage.py", "makemessages", "-l", "da", "--no-wrap"),
                *("--no-location", "--no-obsolete"),
                *(
                    part
                    for folder in (".venv", "node_modules", "var", "tests", "bench")
                    for part in ("--ignore", folder)
                ),
            ],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        after = {entry.msgid for entry in entries()}
    finally:
        FILE.write_text(before, encoding="utf-8")
    assert after - {entry.msgid for entry in entries()} == set()

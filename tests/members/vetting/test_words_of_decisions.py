"""Decisions from before there was a row for them get one when the portal is brought up to date."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import migrated
from tests.races import DATABASES, run_on


@pytest.mark.parametrize("database", DATABASES)
def test_the_words_of_an_old_decision_are_kept(database, tmp_path):
    address, name = "", ""
    if database == "sqlite":
        migrated.put_file(Path(tmp_path) / "portal.sqlite3")
    else:
        name = f"{urlsplit(os.environ['DATABASE_URL']).path.lstrip('/')}_old_decisions"
        address = migrated.put_database(name)
    try:
        found = run_on("tests.members.vetting.old_decisions", address, tmp_path)
    finally:
        if name:
            migrated.remove_database(name)
    assert found == [
        ["approved", "admitted", "", "", 3],
        ["rejected", "rejected", "no_function", "Fordi.", 3],
    ]

"""Running a program of contenders on a database file or, where DATABASE_URL names one, on a PostgreSQL
server: a migrated database of its own, gone afterwards."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests import migrated

ROOT = Path(__file__).resolve().parents[1]
ON_SERVER = os.environ.get("DATABASE_URL", "").startswith("postgres")
#: The suite runs on both, so each run has its own alone.
DATABASES = ["postgresql"] if ON_SERVER else ["sqlite"]


def run_program(module: str, database: str, folder: Path) -> dict:
    """What the program printed last, read from JSON."""
    with own_database(folder, on_server=database != "sqlite") as address:
        return run_on(module, address, folder)


def run_on(module: str, address: str, folder: Path) -> Any:
    """The same on the database of this address; an empty text is the file in the folder."""
    environment = {
        **os.environ,
        "PORTAL_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": address,
    }
    return _run(module, environment)


@contextmanager
def own_database(folder: Path, *, on_server: bool):
    """The address of a migrated database: on the server that DATABASE_URL names, or an empty text for the
    file in the folder."""
    if not on_server:
        migrated.put_file(folder / "portal.sqlite3")
        yield ""
        return
    name = f"race_{uuid4().hex}"
    try:
        yield migrated.put_database(name)
    finally:
        migrated.remove_database(name)


def _run(module: str, environment: dict) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])

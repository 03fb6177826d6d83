"""Running a program of contenders on a database file and, where DATABASE_URL names one, on a PostgreSQL
server: an empty database of its own, gone afterwards."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
SERVER = os.environ.get("DATABASE_URL", "")
DATABASES = ["sqlite", "postgresql"] if SERVER.startswith("postgres") else ["sqlite"]


def run_program(module: str, database: str, folder: Path) -> dict:
    """What the program printed last, read from JSON."""
    if database == "sqlite":
        return run_on(module, "", folder)
    with empty_database() as address:
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
def empty_database():
    """The address of an empty database on the server that DATABASE_URL names; without one an empty text,
    which is a file."""
    if not SERVER.startswith("postgres"):
        yield ""
        return
    import psycopg

    name = f"race_{uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


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

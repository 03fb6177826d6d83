"""Running a program of contenders on an empty database of its own: a file, or a PostgreSQL server's."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
SERVER = os.environ.get("DATABASE_URL", "")
DATABASES = ["sqlite", "postgresql"] if SERVER.startswith("postgres") else ["sqlite"]


def outcomes_of(program: str, database: str, folder: Path) -> dict:
    """What became of each race of the program (a module's name)."""
    environment = {
        **os.environ,
        "PORTAL_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": "",
    }
    if database == "sqlite":
        return _run(program, environment)
    import psycopg

    name = f"race_{uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            address = urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
            return _run(program, {**environment, "DATABASE_URL": address})
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _run(program: str, environment: dict) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])

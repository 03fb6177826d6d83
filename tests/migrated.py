"""Databases that come with all migrations, copied from one that is migrated once for as long as no
migration changes. Migrating takes longer than hundreds of tests, and each parallel process and each journey
would do it anew.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "test" / "migrated"
#: What migrations read or call besides themselves.
READ_ALONG = ("portal/pages/first_pages", "portal/pages/desk_groups.py", "members/municipalities")


def key() -> str:
    """A name for what the migrations make: another one as soon as one of them, or what it reads, changes."""
    from django.apps import apps

    found = hashlib.sha256(sys.version.encode())
    for app in apps.get_app_configs():
        module = f"{app.name}.migrations"
        if (spec := find_spec(module)) is not None:
            for folder in spec.submodule_search_locations or ():
                _add(found, Path(folder))
    for place in READ_ALONG:
        _add(found, ROOT / place)
    return found.hexdigest()[:16]


def _add(found, place: Path) -> None:
    files = sorted(place.rglob("*")) if place.is_dir() else [place]
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts:
            found.update(file.name.encode() + file.read_bytes())


def put_file(target: Path) -> None:
    """An SQLite database of its own at `target`, in place of what is there."""
    remove_file(target)
    shutil.copyfile(_pattern_file(), target)


def remove_file(target: Path) -> None:
    """The database and what lies beside it."""
    for ending in ("", "-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)


def put_database(name: str) -> str:
    """A PostgreSQL database of this name beside the one that DATABASE_URL names, in place of what is there;
    its address."""
    pattern = _pattern_database()
    with (
        _server() as server,
        _alone("postgresql"),
    ):  # one copy at a time: nobody may be connected to the pattern
        _drop(server, name)
        server.execute(_sql("CREATE DATABASE {} TEMPLATE {}", name, pattern))
    return _address(name)


def remove_database(name: str) -> None:
    with _server() as server:
        _drop(server, name)


# --- the patterns ------------------------------------------------------------------------------------
def make() -> None:
    """Make the pattern ahead of the tests, beside something else that takes as long."""
    if os.environ.get("DATABASE_URL"):
        _pattern_database()
    else:
        _pattern_file()


def _pattern_file() -> Path:
    pattern = FOLDER / f"{key()}.sqlite3"
    with _alone("sqlite"):
        if not pattern.exists():
            for older in FOLDER.glob("*.sqlite3"):
                older.unlink()
            with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
                _migrate(PORTAL_VAR=folder, DATABASE_URL="")
                Path(folder, "portal.sqlite3").rename(pattern)
    return pattern


def _pattern_database() -> str:
    base = f"{urlsplit(os.environ['DATABASE_URL']).path.lstrip('/')}_migrated"
    pattern = f"{base}_{key()}"
    with _alone("postgresql"), _server() as server:
        there = server.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{base}%"]
        ).fetchall()
        if (pattern,) not in there:
            for (older,) in there:
                _drop(server, older)
            server.execute(_sql("CREATE DATABASE {}", making := f"{base}_making"))
            with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
                _migrate(PORTAL_VAR=folder, DATABASE_URL=_address(making))
            server.execute(_sql("ALTER DATABASE {} RENAME TO {}", making, pattern))
    return pattern


def _migrate(**environment: str) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test", **environment}
    environment.pop("PYTEST_XDIST_WORKER", None)
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


@contextmanager
def _alone(what: str):
    """One process at a time for each kind of database; the others wait."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- PostgreSQL --------------------------------------------------------------------------------------
def _server():
    import psycopg

    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def _sql(words: str, *names: str):
    from psycopg import sql

    return sql.SQL(words).format(*map(sql.Identifier, names))  # type: ignore[arg-type]


def _drop(server, name: str) -> None:
    server.execute(_sql("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


def _address(name: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def put_rows() -> None:
    """Empty the tables of the test's own database and fill in what the migrations have written."""
    from django.apps import apps
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.core.management.color import no_style
    from django.db import connection

    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
    rows = json.loads(connection._written_by_migrations)
    # First the kinds: a page that is stored asks for its own, and would make it with another number.
    rows.sort(key=lambda row: row["model"] != ContentType._meta.label_lower)
    ContentType.objects.clear_cache()
    connection.creation.deserialize_db_from_string(json.dumps(rows))
    # PostgreSQL's counters do not know of rows that came with their numbers.
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()
    make()

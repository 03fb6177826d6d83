"""A database of its own for a part of the measurements, thrown away when it is done; and one in order."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit


def tidy() -> None:
    """As autovacuum does within a minute: rows that are gone are cleared away, and the others counted. Of
    rows it has never counted PostgreSQL thinks there are few, and what is gone it reads over and over."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


@contextmanager
def fresh_database(part: str):
    """The folder or the PostgreSQL database for one run of a part; sets the environment for it."""
    if url := os.environ.get("DATABASE_URL", ""):
        import psycopg
        from psycopg import sql

        parts = urlsplit(url)
        name = sql.Identifier(f"{parts.path.lstrip('/')}_{part}")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
            os.environ["DATABASE_URL"] = parts._replace(path=f"{parts.path}_{part}").geturl()
            yield
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
        return
    folder = Path(os.environ["PORTAL_VAR"]) / part
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PORTAL_VAR"] = str(folder)
    yield
    shutil.rmtree(folder)

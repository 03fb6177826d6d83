"""The two databases the portal knows, each with what keeps it safe under load."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


def sqlite(file: Path) -> dict[str, Any]:
    """SQLite as a small server's database: readers beside one writer, and writers that queue.

    IMMEDIATE takes the write lock at the start of a transaction: Django's default (DEFERRED) takes it
    at the first write and then fails at once with "database is locked" where another one is writing.
    """
    return {
        "ENGINE": "portal.databases.sqlite3",
        "NAME": file,
        # Opening costs a millisecond and keeping nothing: the threads that answer are few and stay.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728;"
            ),
        },
    }


def from_url(address: str) -> dict[str, Any]:
    """The database of `DATABASE_URL`: PostgreSQL with a pool and time limits, or an SQLite file."""
    parsed = dj_database_url.parse(address)
    if parsed["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite(Path(parsed["NAME"]))
    if parsed["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must start with postgres:// or sqlite:///.")
    from portal.databases.pools import still_there  # psycopg is loaded where it is needed

    options = {
        **parsed.get("OPTIONS", {}),
        # Persistent connections leak under ASGI; psycopg's own pool does not.
        "pool": {"min_size": 1, "max_size": 16, "timeout": 10, "check": still_there},
        # How often kept SQL (`portal.kit.prepared`) is asked on a connection before PostgreSQL keeps its
        # plan. A pooler between the two must know of prepared statements (PgBouncer does since 1.21).
        "prepare_threshold": 1,
        "options": (
            "-c lock_timeout=5000 -c statement_timeout=30000 "
            "-c idle_in_transaction_session_timeout=30000 "
            # Compiling a query to machine code and starting helpers for it pay for reports of minutes.
            # Ours take milliseconds, and a search with several parts took seconds for nothing else.
            "-c jit=off -c max_parallel_workers_per_gather=0 "
            "-c default_transaction_isolation=read\\ committed"
        ),
    }
    return {**parsed, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}

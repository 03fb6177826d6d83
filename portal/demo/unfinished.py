"""A demo network that was stopped while it was being built is taken away, and built anew.

Otherwise half a network would stay for good: its people are there, so nothing more is built, and nobody can
log in, since the log-ins come last. One transaction around all of it would be the shorter way, but the flows
that build it do their work when they are committed.
"""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError
from django.db import connections


def marker() -> Path:
    """Lies there while the demo network is being built, and is left behind when that is stopped."""
    return settings.VAR / "demo.unfinished"


def begin() -> None:
    marker().parent.mkdir(parents=True, exist_ok=True)
    marker().touch()


def end() -> None:
    marker().unlink(missing_ok=True)


def clear_away() -> bool:
    """Whether there was an unfinished demo network; its embedded database and its files are deleted. Raises
    CommandError where the database is another server's, and nobody but its owner may empty it."""
    if not (settings.EMBEDDED and settings.DEBUG and marker().exists()):
        return False
    connection = connections["default"]
    if connection.vendor != "sqlite":
        raise CommandError(
            "The demo network was not finished: empty the database, and start again."
        )
    connection.close()
    database = Path(connection.settings_dict["NAME"])
    for ending in ("", "-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    end()
    return True

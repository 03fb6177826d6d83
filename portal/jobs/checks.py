"""What must be right before the portal starts."""

import sqlite3

from django.conf import settings
from django.core.checks import Error, Tags, register

#: The WAL-reset bug that can corrupt a database is mended in these (line: first good version).
MENDED: dict[tuple[int, ...], int] = {(3, 44): 6, (3, 50): 7}
GOOD_FROM = (3, 51, 3)


def is_safe(version: tuple[int, ...]) -> bool:
    """Whether an SQLite version is free of the WAL-reset bug."""
    if version >= GOOD_FROM:
        return True
    patch = MENDED.get(tuple(version[:2]))
    return patch is not None and version[2] >= patch


@register(Tags.database)
def sqlite_is_safe(app_configs, **kwargs):
    """Refuse an SQLite that can corrupt its file in WAL mode."""
    uses_sqlite = any(
        database["ENGINE"].endswith("sqlite3") for database in settings.DATABASES.values()
    )
    if not uses_sqlite or is_safe(sqlite3.sqlite_version_info):
        return []
    return [
        Error(
            f"SQLite {sqlite3.sqlite_version} can corrupt a database in WAL mode.",
            hint="Install the package pysqlite3, or an SQLite from 3.51.3 on.",
            id="portal.E001",
        )
    ]

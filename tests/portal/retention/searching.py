"""Searching everything that the portal leaves behind for the traces of one person: the bytes of the
database's files or the server's own dump, the words of the search, the files and the folder of mails."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from django.db import connection

from portal.kit import danish
from portal.notices.folder import messages_in

FTS = "wagtailsearch_indexentry_fts"


def spellings(*words: str) -> set[bytes]:
    """A word as it may stand: in small letters, folded, in JSON's numbers and in the two encodings."""
    found: set[bytes] = set()
    for word in words:
        for text in {word, word.casefold(), danish.fold(word)}:
            found.add(text.encode())
            found.add(text.encode("latin-1", "ignore"))
            found.add(json.dumps(text)[1:-1].encode())
    return found


def has(content: bytes, marks: set[bytes]) -> bool:
    small = content.lower()
    return any(mark.lower() in small for mark in marks)


def database_places(marks: set[bytes]) -> list[str]:
    """Where the database has any of them, on disk or in its dump."""
    if connection.vendor == "sqlite":
        found = [part.name for part in database_files() if has(part.read_bytes(), marks)]
        return found + [f"{FTS}: {word}" for word in indexed_words() if has(word.encode(), marks)]
    return ["dump"] if has(dump(), marks) else []


def database_files() -> list[Path]:
    """The file with its log and its shared memory, as they lie there."""
    file = Path(connection.settings_dict["NAME"])
    beside = [file.with_name(file.name + ending) for ending in ("", "-wal", "-shm")]
    return [part for part in beside if part.exists()]


def indexed_words() -> list[str]:
    """Every word that the search keeps: in its own pages a word may be cut where it begins like the one
    before it, so the bytes alone say too little."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', '{FTS}', 'row')")
        cursor.execute("SELECT term FROM temp.words")
        words = [term for (term,) in cursor.fetchall()]
        cursor.execute("DROP TABLE temp.words")
    return words


def dump() -> bytes:
    """What `pg_dump` writes of the whole database, search and all."""
    at = connection.settings_dict
    done = subprocess.run(
        [
            "pg_dump",
            f"--host={at['HOST']}",
            f"--port={at['PORT'] or 5432}",
            f"--username={at['USER']}",
            at["NAME"],
        ],
        env={**os.environ, "PGPASSWORD": at["PASSWORD"]},
        capture_output=True,
        check=True,
        timeout=120,
    )
    return done.stdout


def file_places(root: Path, marks: set[bytes]) -> list[str]:
    """The files whose name or content has any of them; mails are read as a mail
    program shows them, and office documents unpacked."""
    return sorted(
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file() and any(has(part, marks) for part in _contents(path))
    )


def _contents(path: Path) -> Iterator[bytes]:
    yield path.name.encode()
    yield path.read_bytes()
    if is_zipfile(path):  # office documents are
        with ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    if path.suffix == ".log":
        for message in messages_in(path):
            yield from (str(value).encode() for value in message.values())
            for part in message.walk():
                if part.get_content_maintype() == "text":
                    yield str(part.get_content()).encode()

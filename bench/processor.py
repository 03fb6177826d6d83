"""How much processor a server and its database have used: a measure that says the same on a machine that has
other things to do. Read from Linux' own count."""

import os
from pathlib import Path
from urllib.parse import urlsplit

PROC = Path("/proc")


def spent(port: int) -> float:
    """Milliseconds used so far by the processes of the server that listens on a port, and by PostgreSQL for
    the database that DATABASE_URL names; one that has ended is not counted."""
    database = urlsplit(os.environ.get("DATABASE_URL", "")).path.lstrip("/")
    found = 0
    for process in PROC.iterdir():
        if not process.name.isdigit():
            continue
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if _is_server(command, port) or (database and _serves(command, database)):
                for thread in (process / "task").iterdir():
                    found += int((thread / "schedstat").read_text().split()[0])
        except OSError:  # it has ended meanwhile
            continue
    return found / 1_000_000


def _is_server(command: str, port: int) -> bool:
    return "granian" in command and str(port) in command


def _serves(command: str, database: str) -> bool:
    return command.startswith("postgres:") and f" {database} " in command

"""In which process does a socket sit? Read from what `tests.seating` notes."""

from pathlib import Path

NOTES = "sockets.txt"


def processes_of(var: Path, cookie: str) -> list[tuple[str, int]]:
    """Path and process of each socket that a session has opened, in that order."""
    notes = (line.split(" ") for line in (var / NOTES).read_text().splitlines())
    return [(path, int(process)) for session, path, process in notes if session == cookie]

"""The portal, with a note of the process in which each socket sits."""

import os
from pathlib import Path

from django.conf import settings

NOTES = "sockets.txt"


def processes_of(var: Path, cookie: str) -> list[tuple[str, int]]:
    """Path and process of each socket that a session has opened, in that order."""
    notes = (line.split(" ") for line in (var / NOTES).read_text().splitlines())
    return [(path, int(process)) for session, path, process in notes if session == cookie]


async def application(scope, receive, send):
    # Here, and not above: who only reads the notes has no use for a second portal.
    from portal.asgi import application as portal

    if scope["type"] == "websocket":
        cookies = dict(scope["headers"]).get(b"cookie", b"").decode()
        given = dict(each.split("=", 1) for each in cookies.split("; ") if "=" in each)
        session = given.get(settings.SESSION_COOKIE_NAME, "nobody")
        with (settings.VAR / NOTES).open("a") as notes:
            notes.write(f"{session} {scope['path']} {os.getpid()}\n")
    await portal(scope, receive, send)

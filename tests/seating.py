"""The portal as a test's server has it: with a note of the process in which each socket sits."""

import os

from django.conf import settings

from portal.asgi import application as portal
from tests.seats import NOTES


async def application(scope, receive, send):
    if scope["type"] == "websocket":
        cookies = dict(scope["headers"]).get(b"cookie", b"").decode()
        given = dict(each.split("=", 1) for each in cookies.split("; ") if "=" in each)
        session = given.get(settings.SESSION_COOKIE_NAME, "nobody")
        with (settings.VAR / NOTES).open("a") as notes:
            notes.write(f"{session} {scope['path']} {os.getpid()}\n")
    await portal(scope, receive, send)

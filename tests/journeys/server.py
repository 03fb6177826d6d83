"""The real portal for a journey: its own database with the demo network, server and worker."""

import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Portal:
    """A running portal: its address, and the folder that its mails are written to."""

    url: str
    mails: Path

    def mail_to(self, address: str, words: str, seconds: float = 60) -> EmailMessage:
        """The newest mail to an address with these words in its subject; waits for the worker.

        Raises AssertionError when none has come.
        """
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for mail in self._newest_first():
                if address in mail["To"] and words in mail["Subject"]:
                    return mail
            time.sleep(0.3)
        subjects = [f"{mail['To']}: {mail['Subject']}" for mail in self._newest_first()]
        raise AssertionError(f"no mail to {address} about {words!r} among {subjects}")

    def _newest_first(self) -> list[EmailMessage]:
        letters = []
        files = sorted(self.mails.glob("*.log"), key=lambda file: file.stat().st_mtime)
        for file in files:
            # Several letters of one connection share a file, parted by a line of dashes.
            for part in file.read_bytes().split(b"-" * 79 + b"\n"):
                if part.strip():
                    letters.append(message_from_bytes(part, policy=policy.default))
        return letters[::-1]


def link_in(mail: EmailMessage) -> str:
    """The path of the first link in a mail's plain text."""
    body = mail.get_body(("plain",))
    assert body is not None
    address = next(word for word in body.get_content().split() if word.startswith("http"))
    return urlsplit(address.rstrip(".,)")).path


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fresh_database(url: str) -> str:
    """An empty PostgreSQL database beside the one of DATABASE_URL."""
    import psycopg
    from psycopg import sql

    parts = urlsplit(url)
    name = f"{parts.path.lstrip('/')}_journey"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return parts._replace(path=f"/{name}").geturl()


@contextmanager
def running_portal(var: Path):
    """Build, start and in the end stop a portal whose run-time folder is `var`."""
    port = free_port()
    (var / "theme").symlink_to(ROOT / "var" / "theme", target_is_directory=True)
    (var / "mail").mkdir()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.embedded",
        "PORTAL_VAR": str(var),
        "PORTAL_PORT": str(port),
        "PORTAL_LOG_LEVEL": "WARNING",
    }
    if url := os.environ.get("DATABASE_URL"):
        environment["DATABASE_URL"] = fresh_database(url)

    def start(*command: str) -> subprocess.Popen:
        log = (var / f"{command[1].split('.')[0]}.log").open("ab")
        return subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log
        )

    built = start("manage.py", "build_demo").wait(400)
    assert built == 0, (var / "manage.log").read_text()
    parts = [
        start(
            *("-m", "granian", "--interface", "asginl", "--host", "127.0.0.1"),
            *("--port", str(port), "--workers", "1", "portal.asgi:application"),
        ),
        start("manage.py", "work", "--interval", "0.5"),
    ]
    try:
        wait_for(port)
        yield Portal(f"http://localhost:{port}", var / "mail")
    finally:
        for part in parts:
            part.terminate()
        for part in parts:
            part.wait(15)


def wait_for(port: int, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            with closing(socket.create_connection(("127.0.0.1", port), 1)):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)

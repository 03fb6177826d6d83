"""The real portal for a journey: its own database with the demo network, server and worker."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

from portal.jobs import ports
from portal.notices.folder import messages_in
from tests import migrated
from tests.seats import processes_of

#: As many processes as `serve` starts: with Redis between them, news really crosses from one to another.
PROCESSES = 2 if os.environ.get("REDIS_URL") else 1
ROOT = Path(__file__).resolve().parent.parent.parent
#: The demo network is built first; two busy cores may take this long.
BUILD_SECONDS = 400


@dataclass(frozen=True)
class Portal:
    """A running portal: its address, and the folder that its mails are written to."""

    url: str
    mails: Path
    environment: dict[str, str] = field(repr=False)

    def mail_to(
        self, address: str, words: str, seconds: float = 60, *, beside: int = 0
    ) -> EmailMessage:
        """The newest mail to an address with these words in its subject, when there are more than `beside`;
        waits for the worker.

        Raises AssertionError when none has come.
        """
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if len(found := self.mails_to(address, words)) > beside:
                return found[0]
            time.sleep(0.3)
        subjects = [f"{mail['To']}: {mail['Subject']}" for mail in self._newest_first()]
        raise AssertionError(f"no mail to {address} about {words!r} among {subjects}")

    def mails_to(self, address: str, words: str) -> list[EmailMessage]:
        """Every mail to an address with these words in its subject that has been sent by now."""
        mails = self._newest_first()
        return [mail for mail in mails if address in mail["To"] and words in mail["Subject"]]

    def _newest_first(self) -> list[EmailMessage]:
        letters = []
        files = sorted(self.mails.glob("*.log"), key=lambda file: file.stat().st_mtime)
        for file in files:
            letters += messages_in(file)
        return letters[::-1]


def link_in(mail: EmailMessage) -> str:
    """The path of the first link in a mail's plain text."""
    body = mail.get_body(("plain",))
    assert body is not None
    address = next(word for word in body.get_content().split() if word.startswith("http"))
    return urlsplit(address.rstrip(".,)")).path


@contextmanager
def running_portal(var: Path):
    """Build, start and in the end stop a portal whose run-time folder is `var`."""
    port = ports.any_free()
    (var / "theme").symlink_to(ROOT / "var" / "theme", target_is_directory=True)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.embedded",
        "PORTAL_VAR": str(var),
        "PORTAL_PORT": str(port),
        "PORTAL_LOG_LEVEL": "WARNING",
    }
    if url := os.environ.get("DATABASE_URL"):
        name = f"{urlsplit(url).path.lstrip('/')}_journey"
        environment["DATABASE_URL"] = migrated.put_database(name)
    else:
        migrated.put_file(var / "portal.sqlite3")
    log = var / "serve.log"
    with log.open("wb") as lines:
        serve = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=lines,
            stderr=lines,
        )
    try:
        if not ports.wait_until_answered(
            port, alive=lambda: serve.poll() is None, seconds=BUILD_SECONDS
        ):
            raise AssertionError(log.read_text())
        yield Portal(f"http://localhost:{port}", var / "mail", environment)
    finally:
        serve.terminate()
        assert serve.wait(20) == 0, log.read_text()
    assert not ports.is_taken(port), "a part of the portal outlived it"


class SecondServer:
    """A server beside the portal's own, on the same database, that may be killed: nobody else visits it."""

    def __init__(self, portal: Portal):
        self.port = ports.any_free()
        self.url = f"http://localhost:{self.port}"
        self._environment = {**portal.environment, "PORTAL_PORT": str(self.port)}
        self._var = portal.mails.parent
        self._log = self._var / f"server-{self.port}.log"
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it and wait until it answers; after `kill` in the same place."""
        run = (
            "from portal.jobs import parts;"
            f"parts.run_server({self.port}, {PROCESSES}, 'tests.seating:application')"
        )
        with self._log.open("ab") as lines:
            process = subprocess.Popen(
                [sys.executable, "-c", run],
                cwd=ROOT,
                env=self._environment,
                stdout=lines,
                stderr=lines,
            )
        self._process = process
        if not ports.wait_until_answered(self.port, alive=lambda: process.poll() is None):
            raise AssertionError(self._log.read_text())

    def process_of(self, cookie: str, path: str) -> int:
        """The process in which a session's newest socket of this address sits."""
        return [at for there, at in processes_of(self._var, cookie) if there == path][-1]

    def kill(self) -> None:
        """End it at once, without a word to anybody: a part of it that is left would still answer."""
        if self._process is None:
            return
        # It leads a group of its own; before it does, it has no children, either.
        if os.getpgid(self._process.pid) == self._process.pid:
            os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
        self._process.wait(10)
        self._process = None
        # Its own children are not ours to wait for: they are gone when nobody listens there any more.
        until = time.monotonic() + 10
        while ports.is_taken(self.port) and time.monotonic() < until:
            time.sleep(0.05)

"""The embedded mode's one command: database, demo network, server, worker and clock."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.kit import lines


class Command(BaseCommand):
    """Starts everything on this machine and stops it all on Ctrl-C, or when one part dies."""

    help = "Start the portal on this machine, with a demo network in an empty database."
    requires_system_checks = []

    def handle(self, *args, **options):
        if not settings.EMBEDDED:
            raise CommandError("`serve` is for the embedded mode; see the README for production.")
        refuse_taken_port(settings.PORT)
        for folder in (settings.MEDIA_ROOT, settings.STATIC_ROOT, settings.VAR / "mail"):
            folder.mkdir(parents=True, exist_ok=True)
        self.prepare_database()
        parts = [self.start_server(), self.start_worker()]
        wait_for(settings.PORT, parts)
        self.greet()
        sys.exit(keep_running(parts))

    def prepare_database(self) -> None:
        """Bring the schema up to date, and fill an empty database with the demo network."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, interactive=False)
        from portal.demo import building

        if building.is_wanted():
            self.stdout.write("Building the demo network …")
            building.build()
        connection.close()

    def start_server(self) -> subprocess.Popen:
        return start(
            *(sys.executable, "-m", "granian", "--interface", "asginl"),
            *("--host", "127.0.0.1", "--port", str(settings.PORT)),
            *("--workers", "1", "--log-level", "warning", "portal.asgi:application"),
        )

    def start_worker(self) -> subprocess.Popen:
        return start(sys.executable, "manage.py", "work", "--with-clock", "--verbosity", "0")

    def greet(self) -> None:
        from portal.demo import logins

        write = self.stdout.write
        write(f"\nThe portal is at {settings.BASE_URL}")
        write(f"Mails it sends are at {settings.BASE_URL}/dev/mail/")
        write(f"Codes for the second factor are at {settings.BASE_URL}/dev/koder/\n")
        for line in lines.table([("e-mail", "password", "who"), *logins.rows()]):
            write(f"  {line}")
        write("\nCtrl-C stops it.")
        self.stdout.flush()


def refuse_taken_port(port: int) -> None:
    """Raise CommandError with a plain sentence when something already listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CommandError(
                f"Port {port} is taken; choose another one: PORT={port + 1} make run"
            ) from None


def start(*command: str) -> subprocess.Popen:
    """A child in a group of its own, so that Ctrl-C reaches it through us, in order."""
    return subprocess.Popen(command, cwd=settings.ROOT, start_new_session=True)


def wait_for(port: int, parts: list[subprocess.Popen], seconds: float = 60) -> None:
    """Return when the server answers; raise CommandError when a part has died before."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if any(part.poll() is not None for part in parts):
            stop(parts)
            raise CommandError("The portal did not start; the lines above say why.")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    stop(parts)
    raise CommandError(f"The portal did not answer within {seconds:.0f} seconds.")


def keep_running(parts: list[subprocess.Popen]) -> int:
    """Wait until Ctrl-C (0) or until a part dies (1), and stop the others."""

    def leave(*_):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, leave)
    try:
        while all(part.poll() is None for part in parts):
            time.sleep(0.5)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        stop(parts)


def stop(parts: list[subprocess.Popen]) -> None:
    """Ask politely, then insist after five seconds."""
    for part in parts:
        if part.poll() is None:
            os.killpg(part.pid, signal.SIGTERM)
    for part in parts:
        try:
            part.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(part.pid, signal.SIGKILL)

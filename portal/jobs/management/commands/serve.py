"""The embedded mode's one command: database, demo network, server, worker and clock."""

import signal
import sys
import time

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from portal.jobs import parts, ports
from portal.kit import lines


class Command(BaseCommand):
    """Starts everything on this machine and stops it all on Ctrl-C, or when one part dies."""

    help = "Start the portal on this machine, with a demo network in an empty database."
    requires_system_checks = []

    def handle(self, *args, **options):
        if not settings.EMBEDDED:
            raise CommandError("`serve` is for the embedded mode; see the README for production.")
        if ports.is_taken(settings.PORT):
            raise CommandError(
                f"Port {settings.PORT} is taken; choose another one: "
                f"PORT={settings.PORT + 1} make run"
            )
        for folder in (settings.MEDIA_ROOT, settings.STATIC_ROOT, settings.VAR / "mail"):
            folder.mkdir(parents=True, exist_ok=True)
        signal.signal(signal.SIGTERM, _leave)
        sys.exit(self.run())

    def run(self) -> int:
        """Prepare the database, start server and worker, and stay until Ctrl-C (0) or until one of
        them dies (1)."""
        running = []
        try:
            # In a process of its own, too: the demo's typesetter starts threads, and what is forked
            # from a process with threads may wait for ever for a lock that one of them held.
            running = [parts.start(prepare_database)]
            running[0].join()
            if running[0].exitcode:
                return 1
            running = [
                parts.start(parts.run_server, settings.PORT, settings.SERVER_PROCESSES),
                parts.start(parts.run_worker),
            ]
            if not ports.wait_until_answered(settings.PORT, alive=lambda: _all_alive(running)):
                self.stderr.write("The portal did not start; the lines above say why.")
                return 1
            self.greet()
            while _all_alive(running):
                time.sleep(0.2)
            self.stderr.write("A part of the portal has ended; the lines above say why.")
            return 1
        except KeyboardInterrupt:
            return 0
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            parts.stop(running)

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


def prepare_database() -> None:
    """Bring the schema up to date, and fill an empty database with the demo network."""
    from portal.demo import building, unfinished

    parts.stand_alone()
    unfinished.clear_away()
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", flush=True)
        call_command("migrate", verbosity=0, interactive=False)
    if building.is_wanted():
        print("Building the demo network …", flush=True)
        building.build()


def _all_alive(running: list) -> bool:
    return all(part.is_alive() for part in running)


def _leave(*_) -> None:
    raise KeyboardInterrupt

"""The embedded mode's processes: the server, and the worker with its clock.

They are forked from the one that has already imported everything: three seconds each on a small machine,
which is most of what `make run` takes when nothing is new. Where there is no fork they start anew.
"""

import multiprocessing
import os
import signal
import sys
from multiprocessing.process import BaseProcess

import django

from .ports import HOST

FORKS = sys.platform == "linux"
#: Seconds that a part has to end by itself.
PATIENCE = 5


def start(target, *args) -> BaseProcess:
    """Start a function as a process. The caller must hold no database connection, and have no threads."""
    context = multiprocessing.get_context("fork") if FORKS else multiprocessing.get_context("spawn")
    part = context.Process(target=target, args=args)
    part.start()
    return part


def run_server(port: int, processes: int = 1, application: str = "portal.asgi:application") -> None:
    """Serve HTTP and WebSockets on this machine until told to end."""
    stand_alone()
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # Granian's own child is forked, too. Of several, it starts each with a thread of its own that looks after
    # it, and the next one, forked beside that, waited for ever now and then.
    alone = FORKS and processes == 1
    multiprocessing.set_start_method("fork" if alone else "spawn", force=True)
    Granian(
        application,
        address=HOST,
        port=port,
        interface=Interfaces.ASGINL,
        workers=processes,
        log_level=LogLevels.warning,
    ).serve()


def run_worker() -> None:
    """Run queued and periodic jobs until told to end."""
    stand_alone()
    from django.core.management import call_command

    call_command("work", with_clock=True, verbosity=0)


def stop(parts: list) -> None:
    """Ask each to end, then insist."""
    for part in parts:
        if part.is_alive():
            part.terminate()
    for part in parts:
        part.join(PATIENCE)
        if part.is_alive():
            os.killpg(part.pid, signal.SIGKILL)


def stand_alone() -> None:
    """Called first in a part: a group of its own, so that Ctrl-C in the terminal reaches it through
    `serve`, in order; the usual answers to signals; and Django, where it was not forked with it."""
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    django.setup()

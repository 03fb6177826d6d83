"""Ports of this machine: is one free, and does somebody answer there yet?"""

import contextlib
import socket
import time
from collections.abc import Callable

HOST = "127.0.0.1"


def is_taken(port: int) -> bool:
    """Whether something already listens there, or we may not (a port below 1024)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def any_free() -> int:
    """A port that nobody listens on just now; the system picks it."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_until_answered(port: int, *, alive: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait until somebody listens on the port; False when `alive` says no or the time has run out."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and alive():
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), 1):
            return True
        time.sleep(0.05)
    return False

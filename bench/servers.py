"""Starting the real server, and stopping it."""

import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

from portal.jobs import ports

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def running(target: str, *, workers: int = 1, **environment: str):
    """The application served by one process or several; yields its port."""
    port = ports.any_free()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "asginl", "--host", ports.HOST),
        *("--port", str(port), "--workers", str(workers), "--log-level", "error", target),
    ]
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment, "PORTAL_PORT": str(port)}
    )
    try:
        if not ports.wait_until_answered(port, alive=lambda: server.poll() is None):
            raise RuntimeError(f"{target} did not start")
        yield port
    finally:
        _end(server)


def _end(server: subprocess.Popen) -> None:
    """Ask the server to end, and ask again: a worker that is busy with a thousand sockets may lose the
    signal."""
    for _ in range(5):
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(5)
            return
    server.kill()
    raise RuntimeError("the server does not end")

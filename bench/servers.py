"""Starting the real server, and stopping it."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from portal.jobs import ports

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def running(target: str, **environment: str):
    """The application served by one process; yields its port."""
    port = ports.any_free()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "asginl", "--host", ports.HOST),
        *("--port", str(port), "--workers", "1", "--log-level", "error", target),
    ]
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment, "PORTAL_PORT": str(port)}
    )
    try:
        if not ports.wait_until_answered(port, alive=lambda: server.poll() is None):
            raise RuntimeError(f"{target} did not start")
        yield port
    finally:
        server.terminate()
        server.wait(10)

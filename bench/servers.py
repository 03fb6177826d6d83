"""Starting the real server, and stopping it."""

import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(target: str, **environment: str):
    """The application served by one process; yields its port."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "asginl", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", "1", "--log-level", "error", target),
    ]
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment, "PORTAL_PORT": str(port)}
    )
    try:
        until = time.monotonic() + 60
        while True:
            try:
                with closing(socket.create_connection(("127.0.0.1", port), 1)):
                    break
            except OSError:
                if server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"{target} did not start") from None
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(10)

"""A Redis of a test's own, which may be killed: nobody else uses it."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from portal.jobs import ports


@dataclass
class Redis:
    port: int
    folder: Path
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port)]
        kept_nowhere = ["--save", "", "--appendonly", "no", "--dir", str(self.folder)]
        process = subprocess.Popen([*command, *kept_nowhere], stdout=subprocess.DEVNULL)
        assert ports.wait_until_answered(self.port, alive=lambda: process.poll() is None)
        self.process = process

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process = None


@contextmanager
def own_redis(folder: Path):
    if shutil.which("redis-server") is None:
        if os.environ.get("CI"):
            pytest.fail("redis-server is missing")
        pytest.skip("REDIS IS MISSING: nothing was proved about two processes")
    redis = Redis(ports.any_free(), folder)
    redis.start()
    try:
        yield redis
    finally:
        redis.kill()

"""What a journey's stage is made with: a program of its own that works on the running portal's database,
and is told what to do, a deed a line, for as long as the journeys on it last."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping

from tests.journeys.server import ROOT, Portal


class Stage:
    """The program `tests.journeys.<name>` beside the portal; with it, it is there."""

    def __init__(self, portal: Portal, name: str):
        self._lines = (portal.mails.parent / f"{name}.log").open("a+", encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"tests.journeys.{name}"],
            cwd=ROOT,
            env=portal.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._lines,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.communicate(timeout=20)
        self._lines.close()

    def do(self, deed: str):
        """What the program says when it has done the deed. Raises AssertionError with its complaint."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{deed}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            self._lines.seek(0)
            raise AssertionError(self._lines.read()[-3000:])
        return json.loads(line)


def play(deeds: Mapping[str, Callable[[], object]]) -> None:
    """The program's side of it: each deed that is named on a line, until there are no more lines."""
    import django

    django.setup()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(deeds[line.strip()]()) + "\n")
        sys.stdout.flush()

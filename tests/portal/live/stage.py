"""The portal on a server of its own, with a few members who have logged in: real processes and lines.

As a program it makes the members, and prints their sessions as JSON.
"""

import json
import os
import signal
import subprocess
import sys
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
import httpx
from websockets.asyncio.client import connect

from portal.jobs import ports
from tests.races import ON_SERVER, ROOT, own_database

MEMBERS = 7
CSRF = "x" * 32
#: How many pieces of news `talk` has: more than what waits for a line and what lies on the way to it.
NEWS = 250


def build() -> dict:
    """A question for all and one for the members' group; a session for each member."""
    from django.test import Client

    from tests.factories.forum import make_question
    from tests.factories.people import make_group, make_member

    group = make_group("Fyn", "Odense")
    members = [make_member(f"Nummer {number}") for number in range(MEMBERS)]
    sessions = []
    for member in members:
        client = Client()
        client.force_login(member)
        sessions.append([member.pk, client.session.session_key])
    return {
        "members": sessions,
        "for_all": make_question(members[0]).pk,
        "for_group": make_question(members[0], audience=group).pk,
    }


@dataclass(frozen=True)
class Member:
    pk: int
    session: str
    port: int

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"sessionid={self.session}; csrftoken={CSRF}"}

    def dials(self, path: str, **more):
        """A socket of theirs."""
        return connect(
            f"ws://localhost:{self.port}{path}",
            origin=f"http://localhost:{self.port}",
            additional_headers={"Cookie": f"sessionid={self.session}"},
            proxy=None,
            open_timeout=60,  # one of several processes may still be starting
            **more,
        )


@dataclass(frozen=True)
class Stage:
    """A server that runs, and whom and what there is."""

    port: int
    var: Path
    log: Path
    processes: int
    members: list[Member]
    for_all: int
    for_group: int

    @asynccontextmanager
    async def http(self):
        async with httpx.AsyncClient(
            base_url=f"http://localhost:{self.port}", timeout=20, trust_env=False
        ) as client:
            yield client

    async def lets(self, deed: str, member: Member, question: int) -> None:
        async with self.http() as http:
            answer = await http.post(
                f"/stage/{deed}", params={"person": member.pk, "question": question}
            )
            answer.raise_for_status()

    async def post(self, http, member: Member, path: str, **fields: str) -> int:
        """Send a form as the member's browser does; the answer's status."""
        answer = await http.post(
            path, data={**fields, "csrfmiddlewaretoken": CSRF}, headers=member.headers
        )
        return answer.status_code


@contextmanager
def staged(var: Path, *, processes: int = 1, redis: str = ""):
    """Build it and serve it; with `redis`, an address, through that one."""
    (var / "theme").symlink_to(ROOT / "var" / "theme", target_is_directory=True)
    with own_database(var, on_server=ON_SERVER) as database:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.embedded",
            "PORTAL_VAR": str(var),
            "PORTAL_PORT": str(port := ports.any_free()),
            "PORTAL_LOG_LEVEL": "WARNING",
            "DATABASE_URL": database,
            "REDIS_URL": redis,
        }
        environment.pop("PYTEST_XDIST_WORKER", None)
        built = subprocess.run(
            [sys.executable, "-m", __name__],
            cwd=ROOT,
            # The quick settings, for whoever is made there.
            env={**environment, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert built.returncode == 0, built.stderr[-3000:]
        there = json.loads(built.stdout.splitlines()[-1])
        log = var / "server.log"
        run = (
            "from portal.jobs import parts;"
            f"parts.run_server({port}, {processes}, 'tests.portal.live.deeds:application')"
        )
        with log.open("wb") as lines:
            server = subprocess.Popen(
                [sys.executable, "-c", run], cwd=ROOT, env=environment, stdout=lines, stderr=lines
            )
        try:
            answers = ports.wait_until_answered(port, alive=lambda: server.poll() is None)
            assert answers, log.read_text()
            members = [Member(pk, session, port) for pk, session in there.pop("members")]
            yield Stage(port, var, log, processes, members, **there)
        finally:
            _end(server)


def _end(server: subprocess.Popen) -> None:
    """Ask it to end, and then insist: it leads a group of its own."""
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(10)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(build()))

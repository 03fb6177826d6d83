"""Ten thousand registrations at the secretariat's desk: every list, its search and its last page, and what is
taken out of it as a file. Beside each its number of queries, which may be no more than with a hundred
registrations, and its time as so many empty pages of Django's own under the same server, asked for in the
same moment. A database of its own is thrown away afterwards.
"""

import os
import sys
import time
import tracemalloc
from dataclasses import dataclass

from .databases import fresh_database
from .servers import running

MANY, FEW = 10_000, 100
YEARS = {FEW: 2091, MANY: 2092}
#: Of each address so many answers are timed, one after the other; fewer when that would take longer than
#: so many seconds.
ANSWERS, LONG = 5, 10
#: So many empty pages are asked for beside each.
EMPTY = 20


@dataclass(frozen=True)
class Asked:
    """One thing to ask of the desk; `path` has the conference's number for `{}`."""

    name: str
    path: str
    is_file: bool = False
    #: What is sent, where it is a deed.
    sent: dict | None = None


DESK = "/admin/netvaerket/aarsmoede/"
LISTS = DESK + "{}/lister/"
THINGS = [
    Asked("overview", DESK + "?aar={year}"),
    Asked("participants, first page", LISTS + "deltagere/"),
    Asked("participants, a name", LISTS + "deltagere/?q=Åse+Ørsted"),
    Asked("participants, a municipality", LISTS + "deltagere/?q=Odense"),
    Asked("participants, last page", LISTS + "deltagere/?page=999"),
    Asked("participants, all for the printer", LISTS + "deltagere/?alt=1"),
    Asked("rooming list", LISTS + "vaerelser/"),
    Asked("kitchen list", LISTS + "koekken/"),
    Asked("allergies", LISTS + "allergier/"),
    Asked("sessions", LISTS + "sessioner/"),
    Asked("first-timers", LISTS + "foerste-gang/"),
    Asked("special needs", LISTS + "hensyn/"),
    Asked("waiting lists", DESK + "{}/ventelister/"),
    Asked("who has come", DESK + "{}/dagene/"),
    Asked("badges", DESK + "{}/navneskilte/"),
    Asked("billing", DESK + "fakturering/{}/"),
    *(
        Asked(f"{name}, XLSX", f"{LISTS}{slug}.xlsx", is_file=True)
        for name, slug in [
            ("participants", "deltagere"),
            ("rooming list", "vaerelser"),
            ("kitchen list", "koekken"),
            ("allergies", "allergier"),
            ("sessions", "sessioner"),
            ("first-timers", "foerste-gang"),
            ("special needs", "hensyn"),
        ]
    ),
    Asked("not come, XLSX", DESK + "{}/dagene/ikke-kommet.xlsx", is_file=True),
    Asked("ledger, CSV", DESK + "fakturering/{}/fakturaer.csv", is_file=True),
    Asked("e-invoices, ZIP", DESK + "fakturering/{}/e-fakturaer.zip", is_file=True),
    Asked(
        "badges, PDF",
        DESK + "{}/navneskilte/ark.pdf",
        is_file=True,
        sent={"batch": "all"},
    ),
]


def measure() -> None:
    """Make both conferences, ask, and print. Ends with an error when the number of queries has grown."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from . import participants

    by, session = participants.manager()
    began = time.perf_counter()
    numbers = {size: participants.gather(size, year, by).pk for size, year in YEARS.items()}
    if connection.vendor == "postgresql":
        # As autovacuum does within a minute: of rows it has never counted PostgreSQL thinks there are few.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    print(
        f"\n{MANY} registrations at the desk, {connection.vendor}, one process, made in"
        f" {time.perf_counter() - began:.0f} s"
    )
    print(
        f"{'':36}{f'queries {FEW}':>12}{MANY:>8}{'ms':>9}{'empty pages':>13}{'kB':>8}{'MB peak':>9}"
    )
    grown = []
    with (
        running("portal.asgi:application") as port,
        running("bench.empty_django:application") as beside,
    ):
        for thing in THINGS:
            few, _ = _asked_here(thing, numbers[FEW], FEW, session)
            many, peak = _asked_here(thing, numbers[MANY], MANY, session)
            took, empty, size = _asked_there(thing, port, beside, numbers[MANY], session)
            print(
                f"{thing.name:36}{few:12}{many:8}{took:9.0f}{took / empty:13.0f}{size / 1024:8.0f}"
                + (f"{peak / 2**20:9.1f}" if thing.is_file else "")
            )
            if many > few:
                grown.append(thing.name)
    if grown:
        sys.exit(f"The number of queries grows: {', '.join(grown)}.")


def _path(thing: Asked, conference: int, size: int) -> str:
    return thing.path.format(conference, year=YEARS[size])


def _asked_here(thing: Asked, conference: int, size: int, session: str) -> tuple[int, int]:
    """How many queries it takes in this process, and how much memory of Python's at most."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    ask, path = (client.get if thing.sent is None else client.post), _path(thing, conference, size)
    if thing.sent is None:
        ask(path)
    with CaptureQueriesContext(connection) as captured:
        answer = ask(path, thing.sent)
    count = len(captured)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    if not thing.is_file:
        return count, 0
    tracemalloc.start()
    ask(path, thing.sent)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return count, peak


def _asked_there(
    thing: Asked, port: int, beside: int, conference: int, session: str
) -> tuple[float, float, int]:
    """Milliseconds at the middle of it and of an empty page, and bytes, over the real server."""
    import http.client
    from urllib.parse import quote, urlencode

    from django.conf import settings

    line = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    headers = {"Host": "localhost", "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}
    path, body = quote(_path(thing, conference, MANY), safe="/?=&+"), None
    if thing.sent is not None:
        token = "a" * 32
        body = urlencode({**thing.sent, "csrfmiddlewaretoken": token})
        headers["Cookie"] += f"; {settings.CSRF_COOKIE_NAME}={token}"
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    asked = (line, "GET" if body is None else "POST", path, body, headers)
    _timed(*asked)  # the first one warms up
    empty_line = http.client.HTTPConnection("127.0.0.1", beside, timeout=300)
    times, empty, content = [], [], b""
    while len(times) < ANSWERS and sum(times) < LONG * 1000:
        empty += [
            _timed(empty_line, "GET", "/", None, {"Host": "localhost"})[0]
            for _ in range(EMPTY // ANSWERS)
        ]
        took, content = _timed(*asked)
        times.append(took)
    line.close()
    empty_line.close()
    return _middle(times), _middle(empty), len(content)


def _timed(line, method: str, path: str, body: str | None, headers: dict) -> tuple[float, bytes]:
    began = time.perf_counter()
    line.request(method, path, body, headers)
    answer = line.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return (time.perf_counter() - began) * 1000, content


def _middle(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.bench"
    with fresh_database("desk"):
        measure()
    sys.stdout.flush()

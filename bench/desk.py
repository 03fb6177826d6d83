"""Ten thousand registrations at the secretariat's desk: every list, its search and its last page, and what is
taken out of it as a file. Beside each its number of queries, which may be no more than with a hundred
registrations, and what it takes of the processor as so many empty pages of Django's own under the same
server. A database of its own is thrown away afterwards.
"""

import os
import sys
import time
import tracemalloc
from dataclasses import dataclass

from .databases import fresh_database, tidy
from .processor import spent
from .servers import running

MANY, FEW = 10_000, 100
YEARS = {FEW: 2091, MANY: 2092}
#: Of each address so many answers are timed, one after the other; fewer when that would take longer than
#: so many seconds.
ANSWERS, LONG = 5, 10
#: So many empty pages are asked for beside each.
EMPTY = 100


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
        "badges, one file of PDF",
        DESK + "{}/navneskilte/ark.pdf",
        is_file=True,
        sent={"batch": "all"},
    ),
]


def measure() -> None:
    """Make both conferences, and compare them."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from . import participants

    by, session = participants.manager()
    began = time.perf_counter()
    numbers = {size: participants.gather(size, year, by).pk for size, year in YEARS.items()}
    print(f"\n{MANY} registrations made in {time.perf_counter() - began:.0f} s")
    compare(numbers, session)


def compare(numbers: dict[int, int], session: str) -> None:
    """Ask everything of both conferences, and print. Ends with an error when the number of queries has
    grown."""
    from django.db import connection

    tidy()
    print(f"\n{MANY} registrations at the desk, {connection.vendor}, one process; processor's time")
    print(
        f"{'':36}{f'queries {FEW}':>12}{MANY:>8}{'seconds':>9}{'ms proc.':>10}{'empty pages':>13}{'kB':>8}"
        f"{'MB peak':>9}"
    )
    grown = []
    with (
        running("portal.asgi:application") as port,
        running("bench.empty_django:application") as beside,
    ):
        for thing in THINGS:
            few, _ = _asked_here(thing, numbers[FEW], FEW, session)
            many, peak = _asked_here(thing, numbers[MANY], MANY, session)
            found = _asked_there(thing, port, beside, numbers, session)
            print(
                f"{thing.name:36}{few:12}{many:8}{found.seconds:9.1f}{found.processor:10.0f}"
                f"{found.processor / found.empty:13.0f}{found.size / 1024:8.0f}"
                + (f"{peak / 2**20:9.1f}" if thing.is_file else ""),
                flush=True,
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
    if thing.sent is None and not thing.is_file:
        ask(path)
    if thing.is_file:
        tracemalloc.start()
    with CaptureQueriesContext(connection) as captured:
        answer = ask(path, thing.sent)
    peak = tracemalloc.get_traced_memory()[1] if thing.is_file else 0
    tracemalloc.stop()
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return len(captured), peak


@dataclass(frozen=True)
class Figures:
    """What an answer takes: seconds at the middle, milliseconds of processor of the server and of the
    database, the same for an empty page, and bytes."""

    seconds: float
    processor: float
    empty: float
    size: int


def _asked_there(
    thing: Asked, port: int, beside: int, numbers: dict[int, int], session: str
) -> Figures:
    """Over the real server. On a machine with other things to do seconds say little: what is laid beside an
    empty page is the processor's time."""
    import http.client
    from urllib.parse import quote, urlencode

    from django.conf import settings

    line = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    empty_line = http.client.HTTPConnection("127.0.0.1", beside, timeout=300)
    headers = {"Host": "localhost", "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}
    body = None
    if thing.sent is not None:
        token = "a" * 32
        body = urlencode({**thing.sent, "csrfmiddlewaretoken": token})
        headers["Cookie"] += f"; {settings.CSRF_COOKIE_NAME}={token}"
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    few, many = (
        quote(_path(thing, number, size), safe="/?=&+") for size, number in sorted(numbers.items())
    )
    method = "GET" if body is None else "POST"
    _timed(line, method, few, body, headers)  # the first one warms up
    before, times, content = spent(port), [], b""
    while len(times) < ANSWERS and sum(times) < LONG:
        took, content = _timed(line, method, many, body, headers)
        times.append(took)
    processor = (spent(port) - before) / len(times)
    before = spent(beside)
    for _ in range(EMPTY):
        _timed(empty_line, "GET", "/", None, {"Host": "localhost"})
    empty = (spent(beside) - before) / EMPTY
    line.close()
    empty_line.close()
    return Figures(sorted(times)[len(times) // 2], processor, empty, len(content))


def _timed(line, method: str, path: str, body: str | None, headers: dict) -> tuple[float, bytes]:
    """Seconds, and what was answered."""
    began = time.perf_counter()
    line.request(method, path, body, headers)
    answer = line.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return time.perf_counter() - began, content


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.bench"
    with fresh_database("desk"):
        measure()
    sys.stdout.flush()

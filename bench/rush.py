"""The opening rush: three hundred members want two hundred seats in the same minute, through the real server
with two workers. Each registers as a browser does: the form, the summary, the deed that the receipt answers.

What counts is a whole registration. It is told beside an empty page of Django's own under as many workers of
the same server, and beside an empty answer of the portal's to somebody who is logged in: its middlewares, the
session and the account, and no view. What came of it is held against the order in which people were answered.
"""

import asyncio
import re
import time
from dataclasses import dataclass, field
from html import unescape

from . import conferences
from .browser import Answer, Browser
from .databases import tidy
from .load import Figures
from .load import measure as load
from .servers import running

MEMBERS, SEATS, MOST_REQUESTS = 300, 200, 3
#: Members under way at once.
AT_ONCE = (16, 200)
EAN = "5798009800053"
PATH = "/aarsmoede/tilmelding/"

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_SLOT = re.compile(r'<input type="radio" name="(slot_\w+)" value="([1-9]\d*)"')
_MEAL = re.compile(r'<input type="checkbox" name="(meals)" value="(\d+)" id="\w+" checked')
_NIGHT = re.compile(r'<input type="checkbox" name="(nights)" value="(\d+)"')
_PAYER = re.compile(r'<select name="payer".*?<option value="(\d+)" selected', re.DOTALL)
_LINE = re.compile(r'<input type="checkbox" name="(line)" value="(1)" id="line" checked')
#: What the page's script goes by: the form that may be answered with the next page, and that page's address.
_ASKS_ONWARD = '<form class="form stack" method="post" data-onward>'
_ONWARD = '<meta name="onward" content="'
_CONFIRM = re.compile(r'name="confirm" value="(\w+)"')


@dataclass
class Visit:
    """One member's way through it: when it began and ended, when the deed was sent and answered, and how long
    each request took."""

    person: int
    cookie: str
    times: list[float] = field(default_factory=list)
    began: float = 0
    sent: float = 0
    answered: float = 0
    ended: float = 0


def measure(*, workers: int) -> None:
    """Print registrations a second, and what came of them. Raises RuntimeError for a seat that is sold twice
    or left, a line that is out of order, one request too many, and any answer that is an error."""
    from django.db import connection
    from django.urls import reverse

    from . import crowd

    members = crowd.gather(MEMBERS)
    print(f"\n{MEMBERS} members want {SEATS} seats, {connection.vendor}, {workers} processes")
    with (
        running("bench.empty_django:application", workers=workers) as djangos,
        running("portal.asgi:application", workers=workers) as port,
    ):
        healthz, cookie = reverse("healthz"), members.cookies[0]

        def empty() -> tuple[Figures, Figures]:
            return load(djangos, "/", connections=16), load(
                port, healthz, cookie=cookie, connections=16
            )

        print(
            f"{'':12}{'registrations/s':>17}{'an empty page':>15}{'of it':>8}{'of ours':>9}"
            f"{'p50 ms':>9}{'p95 ms':>9}{'a request p95':>15}"
        )
        for at_once in AT_ONCE:
            conference = conferences.announce(SEATS)
            tidy()
            visits = [
                Visit(person, cookie)
                for person, cookie in zip(members.people, members.cookies, strict=True)
            ]
            # A machine is quicker in one minute than in the next: what is compared is measured on both sides.
            before = empty()
            began = time.perf_counter()
            asyncio.run(_come(port, visits, at_once))
            took = time.perf_counter() - began
            _say(at_once, took, visits, before, empty())
            _judge(conference, visits)
    conferences.take_away()


def _say(
    at_once: int,
    took: float,
    visits: list[Visit],
    before: tuple[Figures, Figures],
    after: tuple[Figures, Figures],
) -> None:
    """`before` and `after` it: an empty page of Django's own, and an empty answer of the portal's."""
    rate = len(visits) / took
    empty, ours = ((one.rate + other.rate) / 2 for one, other in zip(before, after, strict=True))
    whole = sorted((each.ended - each.began) * 1000 for each in visits)
    single = sorted(took * 1000 for each in visits for took in each.times)
    print(
        f"{at_once:4} at once{rate:17.1f}{empty:15.0f}{rate / empty:8.3f}{rate / ours:9.3f}"
        f"{whole[len(whole) // 2]:9.0f}{whole[int(len(whole) * 0.95)]:9.0f}"
        f"{single[int(len(single) * 0.95)]:15.0f}"
    )


async def _come(port: int, visits: list[Visit], at_once: int) -> None:
    gate = asyncio.Semaphore(at_once)

    async def one(number: int, visit: Visit) -> None:
        async with gate, Browser(port, visit.cookie) as browser:
            visit.began = time.perf_counter()
            await _register(browser, number, visit)
            visit.ended = time.perf_counter()
            visit.times = browser.times

    await asyncio.gather(*(one(number, visit) for number, visit in enumerate(visits)))


async def _register(browser: Browser, number: int, visit: Visit) -> None:
    form = _seen(await browser.get(PATH))
    summary = _seen(await browser.post(PATH, _filled_in(form, number)))
    visit.sent = time.perf_counter()
    receipt = _seen(await browser.post(PATH, _confirmed(summary)))
    visit.answered = time.perf_counter()
    if _ONWARD not in receipt:
        raise RuntimeError("the deed was not answered with the receipt")


def _seen(answer: Answer) -> str:
    if answer.status != 200:
        raise RuntimeError(f"a page was answered with {answer.status}")
    return answer.body


def _filled_in(form: str, number: int) -> list[tuple[str, str]]:
    """One session of each slot, by turns; every meal that is ticked, and every night."""
    slots: dict[str, list[str]] = {}
    for name, value in _SLOT.findall(form):
        slots.setdefault(name, []).append(value)
    payer = _PAYER.search(form)
    assert payer is not None, "everybody has a municipality"
    return [
        *_hidden(form),
        *((name, values[number % len(values)]) for name, values in slots.items()),
        *_MEAL.findall(form),
        *_NIGHT.findall(form),
        ("room", "single"),
        ("diet", "Ingen skaldyr"),
        ("on_list", "on"),
        ("payer", payer[1]),
        ("ean", EAN),
        ("payer_reference", "Borgerrådgiveren"),
    ]


def _confirmed(summary: str) -> list[tuple[str, str]]:
    button = _CONFIRM.search(summary)
    if button is None:
        raise RuntimeError("the form came back instead of the summary")
    if _ASKS_ONWARD not in summary:
        raise RuntimeError("the summary's form does not ask for the receipt")
    return [*_hidden(summary), *_LINE.findall(summary), ("confirm", button[1]), ("onward", "1")]


def _hidden(page: str) -> list[tuple[str, str]]:
    """The form's own hidden fields; those of the frame's forms are its language's."""
    page = page[page.index("<main") : page.index("</main>")]
    return [(name, unescape(value)) for name, value in _HIDDEN.findall(page)]


def _judge(conference, visits: list[Visit]) -> None:
    """Every seat once, and the rest in line in the order in which they were answered."""
    from events.conference.enums import RegistrationState

    conference.refresh_from_db()
    rows = conference.registrations.order_by("waiting_since", "pk")
    state = {state: [] for state in RegistrationState}
    for row in rows:
        state[row.state].append(row.person_id)
    seated, line = state[RegistrationState.CONFIRMED], state[RegistrationState.WAITING]
    if (len(seated), conference.taken, len(line)) != (SEATS, SEATS, len(visits) - SEATS):
        raise RuntimeError(f"{len(seated)} seats, {conference.taken} taken, {len(line)} wait")
    for part in conference.parts.all():
        if part.taken != part.bookings.filter(place="taken").count():
            raise RuntimeError(f"{part} counts {part.taken}")
    by_person = {visit.person: visit for visit in visits}
    before = [by_person[each] for each in seated]
    for person in line:
        visit = by_person[person]
        if any(visit.answered < earlier.sent for earlier in before):
            raise RuntimeError("somebody stands behind one who came when they had been answered")
        before.append(visit)
    if (most := max(len(visit.times) for visit in visits)) > MOST_REQUESTS:
        raise RuntimeError(f"somebody needed {most} requests")

"""How the desk's form of a point is filled in."""

from datetime import time

from django.urls import reverse

from events.conference.enums import SessionKind
from events.conference.flows import arranging

ALLOWED = {"editor", "administrator"}


def point(title="Mægling", starts=10, ends=11, *, day=1, kind=SessionKind.PARALLEL, **more):
    return arranging.Point(day, time(starts), time(ends), kind, title, **more)


def address(name: str, *args) -> str:
    return reverse(f"conference_desk:{name}", args=args)


def typed(*speakers: dict, **changes) -> dict:
    """A point as the browser sends it, with the rows of those who speak."""
    rows = {
        f"oplaeg-{n}-{name}": value for n, row in enumerate(speakers) for name, value in row.items()
    }
    return {
        "day": "1",
        "starts": "10:00",
        "ends": "11:30",
        "kind": SessionKind.PLENARY,
        "title": "Velkommen",
        "hall": "",
        "track": "",
        "capacity": "",
        "abstract": "",
        "oplaeg-TOTAL_FORMS": str(len(speakers)),
        "oplaeg-INITIAL_FORMS": "0",
        **rows,
        **changes,
    }

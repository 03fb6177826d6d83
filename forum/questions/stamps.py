"""How far the questions have come that a reader may read: one number for each audience.

Each thing that open pages are told moves a question's `seq` by one, and a new question is one more: so
the sum of both moves by one with each piece of news. A page that knows another number has missed some.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet, Sum

from .models import Question


@dataclass(frozen=True)
class Stamp:
    """Of one audience's questions: how many, what has happened to them, and the newest one's key."""

    count: int
    events: int
    newest: int

    @property
    def number(self) -> int:
        return self.count + self.events


#: By audience (a group's number, None for all).
Stamps = dict[int | None, Stamp]


def stamps_of(questions: QuerySet[Question]) -> Stamps:
    """The stamps of these questions' audiences, in one query; an audience without any has none."""
    return as_stamps(stamp_rows(questions))


def stamp_rows(questions: QuerySet[Question]) -> QuerySet:
    """The question to the database behind it."""
    return (
        questions.order_by()
        .values("audience")
        .annotate(how_many=Count("pk"), happened=Sum("seq"), newest=Max("pk"))
        .values_list("audience", "how_many", "happened", "newest")
    )


def as_stamps(rows: Iterable[tuple]) -> Stamps:
    """The stamps out of its answer."""
    return {audience: Stamp(*rest) for audience, *rest in rows}


def number_of(stamps: Stamps) -> int:
    """One number for all of them."""
    return sum(stamp.number for stamp in stamps.values())


def newest_of(stamps: Stamps) -> int:
    """The key of the newest question among them; 0 where there is none."""
    return max((stamp.newest for stamp in stamps.values()), default=0)

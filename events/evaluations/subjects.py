"""What is evaluated. This room does not know those above it: they offer what they have, by the first word of
an evaluation's `subject`, and say who is asked, who asks and who sees the answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .models import Evaluation


@dataclass(frozen=True)
class Subject:
    """One thing that can be evaluated, as its pages speak of it."""

    title: str
    url: str
    ends_at: datetime
    #: Whether it takes place or did; what is called off is not evaluated.
    stands: bool = True


@dataclass(frozen=True)
class Kind:
    """One kind of subject, by number. `answerers` gives the people who are asked; `over` the numbers of what
    ended between two moments; `taken_by` and `seen_by` the numbers of what a person may answer, and of what
    they may set the questions of or see the answers to."""

    find: Callable[[int], Subject | None]
    answerers: Callable[[int], Any]
    may_set: Callable[[Any, int], bool]
    may_see: Callable[[Any, int], bool]
    overseers: Callable[[int], Iterable[Any]]
    over: Callable[[datetime, datetime], Iterable[int]]
    taken_by: Callable[[Any], Iterable[int]]
    seen_by: Callable[[Any], Iterable[int]]


KINDS: dict[str, Kind] = {}


def offer(name: str, kind: Kind) -> None:
    """Make a kind known; called by its room when the portal starts."""
    KINDS[name] = kind


def kind_of(evaluation: Evaluation) -> tuple[Kind, int]:
    """Raises `LookupError` for a subject that no room offers."""
    name, _sep, number = evaluation.subject.partition(":")
    if name not in KINDS or not number.isascii() or not number.isdecimal():
        raise LookupError(evaluation.subject)
    return KINDS[name], int(number)


def subject_of(evaluation: Evaluation) -> Subject | None:
    kind, number = kind_of(evaluation)
    return kind.find(number)


def from_address(address: str) -> str:
    """`kursus-12` as the subject `kursus:12`; empty where there is nothing of that name."""
    name, _sep, number = address.partition("-")
    known = number.isascii() and number.isdecimal() and len(number) < 10 and number[0] != "0"
    if name not in KINDS or not known:
        return ""
    return f"{name}:{number}"

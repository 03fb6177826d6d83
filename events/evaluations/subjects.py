"""What is evaluated. This room does not know those above it: they offer what they have, by the first word of
an evaluation's `subject`, and say who is asked, who asks and who sees the answers."""

from collections.abc import Callable, Collection, Iterable, Sequence
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
class Part:
    """One thing within a subject that is asked about by itself (a session of a conference), as its pages
    speak of it. `key` is a word and a number (`session-7`)."""

    key: str
    title: str
    facts: str = ""
    url: str = ""
    #: Whether anybody was at it; what nobody was at is not asked about.
    held: bool = True
    #: What it goes by from one subject to the next, where its room knows: a session that was copied.
    origin: str = ""


def _no_parts(number: int) -> Sequence[Part]:
    return ()


def _part_of_none(user: Any, number: int) -> Collection[str]:
    return frozenset()


def _seen_by_nobody(number: int) -> Iterable[tuple[str, Iterable[Any]]]:
    return ()


@dataclass(frozen=True)
class Kind:
    """One kind of subject, by number. `answerers` gives the people who are asked; `over` the numbers of what
    ended between two moments; `taken_by` and `seen_by` the numbers of what a person may answer, and of what
    they may set the questions of or see the answers to.

    A subject may have `parts`: `parts_of` gives the keys of those that a person is asked about,
    `parts_seen_by` of those whose answers they see although they do not see the rest, and `part_overseers`
    the people who do, part by part. `questions` are the usual ones, where they are not a course's. Where
    `desk` says so, questions are set and answers seen at that address and not on the evaluation's own
    page."""

    find: Callable[[int], Subject | None]
    answerers: Callable[[int], Any]
    may_set: Callable[[Any, int], bool]
    may_see: Callable[[Any, int], bool]
    overseers: Callable[[int], Iterable[Any]]
    over: Callable[[datetime, datetime], Iterable[int]]
    taken_by: Callable[[Any], Iterable[int]]
    seen_by: Callable[[Any], Iterable[int]]
    parts: Callable[[int], Sequence[Part]] = _no_parts
    parts_of: Callable[[Any, int], Collection[str]] = _part_of_none
    parts_seen_by: Callable[[Any, int], Collection[str]] = _part_of_none
    part_overseers: Callable[[int], Iterable[tuple[str, Iterable[Any]]]] = _seen_by_nobody
    questions: Callable[[], Sequence[Any]] | None = None
    desk: Callable[[int], str] | None = None


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


def parts_of_subject(evaluation: Evaluation) -> Sequence[Part]:
    """All that is asked about by itself, in its room's order."""
    kind, number = kind_of(evaluation)
    return kind.parts(number)


def desk_of(evaluation: Evaluation) -> str:
    """Where its questions are set and its answers seen; empty where that is its own page."""
    kind, number = kind_of(evaluation)
    return kind.desk(number) if kind.desk is not None else ""


def from_address(address: str) -> str:
    """`kursus-12` as the subject `kursus:12`; empty where there is nothing of that name."""
    name, _sep, number = address.partition("-")
    known = number.isascii() and number.isdecimal() and len(number) < 10 and number[0] != "0"
    if name not in KINDS or not known:
        return ""
    return f"{name}:{number}"

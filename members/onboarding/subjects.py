"""What a step can be about: one guide, one topic of the forum. This room does not know the rooms above it:
each offers what its deed can be tied to, and puts into words what a step was done with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .enums import Deed


@dataclass(frozen=True)
class Gone:
    """A subject that is not to be used any more, and what is used instead, if anything is."""

    title: str
    url: str
    instead_title: str = ""
    instead_url: str = ""


@dataclass(frozen=True)
class Subjects:
    """What one deed can be tied to. `choices()` gives pairs of a subject (`guide:7`) and its words,
    `address(number)` where it stands, and `words(numbers)` says by their numbers what things of the kind
    `done_with` are. `gone(numbers)` gives those subjects that are not to be used any more: they are no
    choice, and may stand in a step that is older."""

    choices: Callable[[], Iterable[tuple[str, str]]]
    address: Callable[[int], str]
    done_with: str = ""
    words: Callable[[Iterable[int]], dict[int, str]] = lambda numbers: {}
    gone: Callable[[Iterable[int]], dict[int, Gone]] = lambda numbers: {}


SUBJECTS: dict[str, Subjects] = {}


def offer(deed: Deed, subjects: Subjects) -> None:
    """Make known what a deed can be tied to; called by its room when the portal starts."""
    SUBJECTS[deed] = subjects


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All that a step can be tied to, by deed."""
    return [
        (str(Deed(deed).label).capitalize(), list(each.choices()))
        for deed, each in SUBJECTS.items()
    ]


def fits(deed: str, subject: str) -> bool:
    """Whether a step that this deed ticks can be about this subject."""
    known = SUBJECTS.get(deed)
    if not subject or known is None:
        return not subject
    return subject in dict(known.choices()) or subject in gone([(deed, subject)])


def gone(abouts: Iterable[tuple[str, str]]) -> dict[str, Gone]:
    """Those of the subjects, given as pairs of deed and subject, that are not to be used any more."""
    by_deed: dict[str, dict[int, str]] = {}
    for deed, subject in abouts:
        if subject and deed in SUBJECTS:
            by_deed.setdefault(deed, {})[_number(subject)] = subject
    return {
        subjects[number]: each
        for deed, subjects in by_deed.items()
        for number, each in SUBJECTS[deed].gone(list(subjects)).items()
    }


def address(deed: str, subject: str) -> str:
    """Where a subject stands, or nothing."""
    known = SUBJECTS.get(deed)
    return known.address(_number(subject)) if known and subject else ""


def in_words(abouts: Iterable[str]) -> dict[str, str]:
    """What steps were done with (`version:12`), as one says it; what nobody puts into words is missing."""
    wanted = set(abouts)
    found = {}
    for each in SUBJECTS.values():
        numbers = {
            _number(about) for about in wanted if each.done_with and _kind(about) == each.done_with
        }
        if numbers:
            named = each.words(numbers)
            found.update({f"{each.done_with}:{pk}": words for pk, words in named.items()})
    return found


def _kind(about: str) -> str:
    return about.partition(":")[0]


def _number(about: str) -> int:
    number = about.partition(":")[2]
    return int(number) if number.isdecimal() else 0

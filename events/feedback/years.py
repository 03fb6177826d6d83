"""This year's answers beside last year's. Only what each year shows by itself is laid side by side: nothing
is added up over the years or over sessions that are not shown, so nobody can take the one from the other and
find what four people said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events.conference.enums import State
from events.conference.models import Conference
from events.conference.queries import conferences_for
from events.evaluations.models import Evaluation
from events.evaluations.queries import PartResult, Result, part_results_of, results_of
from events.evaluations.rules import may_see
from events.evaluations.subjects import Part, parts_of_subject
from portal.kit import danish

from . import queries


@dataclass(frozen=True)
class Beside:
    """One question's answers, and an earlier year's to the same question where there are five of both."""

    result: Result
    earlier: Result | None = None

    @property
    def rows(self) -> list[tuple[str, int, int | None]]:
        """Words, how many this year and how many the other year (None where there is nothing to compare)."""
        then = {value: count for _words, value, count in self.earlier.rows} if self.earlier else {}
        return [
            (words, count, then.get(value, 0) if self.earlier else None)
            for words, value, count in self.result.rows
        ]


@dataclass(frozen=True)
class Line:
    """One session in the overview, and the same session in the earlier year."""

    now: PartResult
    then: PartResult | None = None


@dataclass(frozen=True)
class Sum:
    """What was answered about all sessions that are shown: how many sessions and answers, and their
    average."""

    sessions: int
    answers: int
    average: float | None


@dataclass(frozen=True)
class Overview:
    """All sessions, and what was answered about them together, this year and the earlier one."""

    lines: list[Line]
    now: Sum
    then: Sum | None = None


def earlier_than(user, conference: Conference) -> tuple[Conference, Evaluation] | None:
    """The last conference before this one whose answers are shown, for those who may see them."""
    found = {
        queries.subject_of(each): each
        for each in conferences_for(user).filter(year__lt=conference.year, state=State.PUBLISHED)
    }
    evaluations = [
        each
        for each in Evaluation.objects.filter(subject__in=found)
        if each.is_shown and may_see(user, each)
    ]
    if not evaluations:
        return None
    latest = max(evaluations, key=lambda each: found[each.subject].year)
    return found[latest.subject], latest


def beside(results: Iterable[Result], earlier: Iterable[Result] = ()) -> list[Beside]:
    """Each question with the earlier year's answers to the same one. What was written is not compared."""
    then = {each.question.wording: each for each in earlier if each.is_shown}
    return [
        Beside(
            each,
            then.get(each.question.wording) if each.is_shown and each.question.is_counted else None,
        )
        for each in results
    ]


def whole_of(evaluation: Evaluation, earlier: Evaluation | None) -> list[Beside]:
    """The conference as a whole."""
    return beside(results_of(evaluation), results_of(earlier) if earlier is not None else ())


def session_of(evaluation: Evaluation, part: str, earlier: Evaluation | None) -> list[Beside]:
    """One session, and the same one in the earlier year."""
    then: Sequence[Result] = ()
    if earlier is not None:
        same = same_parts(parts_of_subject(evaluation), parts_of_subject(earlier)).get(part)
        then = results_of(earlier, same) if same else ()
    return beside(results_of(evaluation, part), then)


def overview_of(evaluation: Evaluation, earlier: Evaluation | None) -> Overview:
    """Every session in the programme's order, and all of them together; the same number of queries for three
    and for thirty."""
    now = part_results_of(evaluation)
    then = part_results_of(earlier) if earlier is not None else []
    pairs = same_parts([each.part for each in now], [each.part for each in then])
    by_key = {each.part.key: each for each in then}
    lines = []
    for each in now:
        same = by_key.get(pairs.get(each.part.key, ""))
        alike = same is not None and _asks_the_same(each, same) and same.number is not None
        lines.append(Line(each, same if alike else None))
    before = sum_of(then) if now and then and _asks_the_same(now[0], then[0]) else None
    return Overview(lines, sum_of(now), before if before is not None and before.answers else None)


def same_parts(now: Iterable[Part], then: Iterable[Part]) -> dict[str, str]:
    """The keys of this year's sessions, with that of the earlier year's session that each was copied from,
    whatever the two are called; of the others, that of the one of the same name, if it is nobody's else."""
    now, then = list(now), list(then)
    known = {each.origin: each.key for each in then if each.origin}
    found = {each.key: known[each.origin] for each in now if each.origin in known}
    taken = set(found.values())
    named = {danish.fold(each.title): each.key for each in then if each.key not in taken}
    for each in now:
        same = named.get(danish.fold(each.title))
        if each.key not in found and same is not None:
            found[each.key] = same
    return found


def best_first(lines: Iterable[Line]) -> list[Line]:
    """By average, the highest first; those that are not shown last, in the programme's order."""
    return sorted(lines, key=lambda each: -(each.now.average or 0))


def sum_of(found: Iterable[PartResult]) -> Sum:
    """Of the sessions that are shown alone: a sum with the others in it would give them away."""
    leading = [each.leading for each in found if each.number is not None]
    shown = [each for each in leading if each is not None and each.average is not None]
    answers = sum(each.number for each in shown)
    total = sum(value * count for each in shown for _words, value, count in each.rows)
    return Sum(len(shown), answers, total / answers if answers else None)


def _asks_the_same(one: PartResult, other: PartResult) -> bool:
    mine, theirs = one.leading, other.leading
    return (
        mine is not None and theirs is not None and mine.question.wording == theirs.question.wording
    )

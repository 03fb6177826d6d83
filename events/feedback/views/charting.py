"""The answers of one year, or of two beside each other, as charts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from events.evaluations.enums import Kind
from portal.ui import charts

from ..years import Beside


@dataclass(frozen=True)
class Shown:
    """A question with its chart, where there is one."""

    beside: Beside
    chart: charts.Chart | None


def shown(rows: Iterable[Beside], year: int, earlier: int | None, key: str = "q") -> list[Shown]:
    """Each question with its chart: how many of this year alone, percent where two years stand side by side,
    for seldom do as many answer twice."""
    return [Shown(row, _chart(row, year, earlier, key)) for row in rows]


def _chart(row: Beside, year: int, earlier: int | None, key: str) -> charts.Chart | None:
    result = row.result
    if not result.rows:
        return None
    name = f"{key}{result.question.order}"
    # A scale's words stand above it: below the bars they would make it wider than a phone.
    scale = result.question.kind == Kind.SCALE
    labels = [str(value) if scale else words for words, value, _count in result.rows]
    counts = [count for _words, _value, count in result.rows]
    if row.earlier is None or earlier is None:
        values = list(zip(labels, counts, strict=True))
        return charts.bars(name, _("How the answers are spread"), values)
    then = [count or 0 for _words, _count, count in row.rows]
    return charts.beside(
        name,
        _("How the answers are spread, in percent"),
        labels,
        [(str(year), _percent(counts)), (str(earlier), _percent(then))],
        say=lambda value: number_format(round(value)),
    )


def _percent(counts: list[int]) -> list[float]:
    whole = sum(counts) or 1
    return [100 * count / whole for count in counts]

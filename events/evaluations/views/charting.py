"""The answers as charts."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from portal.ui import charts

from ..enums import Kind
from ..queries import Result


def shown(results: list[Result]) -> list[tuple[Result, charts.Chart | None, str]]:
    """Each question's answers with their chart, where there is one, and a scale's average in words."""
    return [(result, _chart(result), _average(result)) for result in results]


def _chart(result: Result) -> charts.Chart | None:
    if not result.rows:
        return None
    # A scale's words stand above it: below the bars they would make it wider than a phone.
    scale = result.question.kind == Kind.SCALE
    return charts.bars(
        f"q{result.question.order}",
        _("How the answers are spread"),
        [(str(value) if scale else words, count) for words, value, count in result.rows],
    )


def _average(result: Result) -> str:
    if result.average is None:
        return ""
    return _("%(n)s on average") % {"n": number_format(round(result.average, 1), decimal_pos=1)}

"""Charts as pure geometry: numbers go in, places come out, and `elements/chart.html` draws them.

Places are texts, for a template would write 1024 as 1.024. Colours are classes, since the policy for
styles allows no other way. The same numbers stand in a table beneath, which is the caller's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Say = Callable[[float], str]

#: All in pixels, at which a chart is drawn; where there is too little room it is scrolled.
PLOT, ABOVE, LETTER, LINE = 160, 28, 8, 18
NARROWEST_COLUMN, WIDEST_COLUMN, WIDEST_BAR, NARROWEST_CHART = 48, 144, 40, 280
#: A segment lower than this has no room for its number, which then stands in the table alone.
ROOM_FOR_A_NUMBER = 16
#: As many colours as there are, so that each series has its own.
SERIES = 4


@dataclass(frozen=True)
class Bar:
    x: str
    y: str
    width: str
    height: str
    series: int


@dataclass(frozen=True)
class Line:
    points: str
    series: int


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    series: int


@dataclass(frozen=True)
class Text:
    """Words with their middle at x and their foot at y; `inside` is the series of the bar they stand in."""

    x: str
    y: str
    words: str
    inside: int = 0


@dataclass
class Chart:
    """`key` makes the element's ids its own on the page."""

    key: str
    title: str
    description: str
    width: str
    height: str
    foot: str
    labels: list[Text]
    legend: list[tuple[int, str]]
    bars: list[Bar] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    numbers: list[Text] = field(default_factory=list)


def bars(
    key: str,
    title: str,
    values: Sequence[tuple[str, float]],
    *,
    description: str = "",
    say: Say = str,
) -> Chart:
    """One bar for each label, with its number above it."""
    labels, numbers = [label for label, _ in values], [number for _, number in values]
    return stacked(key, title, labels, [("", numbers)], description=description, say=say)


def stacked(
    key: str,
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float]]],
    *,
    description: str = "",
    say: Say = str,
) -> Chart:
    """One bar for each label, the series on top of each other: each number within its part where there is
    room, and the sum above the bar."""
    chart, column = _frame(key, title, labels, series, description, say)
    sums = [sum(numbers) for numbers in zip(*(each for _, each in series), strict=True)]
    top = max(sums, default=0) or 1
    width = min(column * 2 // 3, WIDEST_BAR)
    for place, whole in enumerate(sums):
        middle, below = column * place + column / 2, 0.0
        for number, (_, numbers) in enumerate(series, 1):
            value = numbers[place]
            foot, head = _height(below, top), _height(below + value, top)
            below += value
            if not value:
                continue
            chart.bars.append(
                Bar(_at(middle - width / 2), _at(head), _at(width), _at(foot - head), number)
            )
            if len(series) > 1 and foot - head >= ROOM_FOR_A_NUMBER:
                spot = (foot + head) / 2 + 5
                chart.numbers.append(Text(_at(middle), _at(spot), say(value), number))
        chart.numbers.append(Text(_at(middle), _at(_height(whole, top) - 6), say(whole)))
    return chart


def beside(
    key: str,
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float]]],
    *,
    description: str = "",
    say: Say = str,
) -> Chart:
    """A bar of each series beside each other for each label, with its number above it."""
    chart, column = _frame(key, title, labels, series, description, say)
    top = max((value for _, numbers in series for value in numbers), default=0) or 1
    width = min(column * 3 / 4 / len(series), WIDEST_BAR)
    for place in range(len(labels)):
        left = column * place + (column - width * len(series)) / 2
        for number, (_, numbers) in enumerate(series, 1):
            value, x = numbers[place], left + width * (number - 1)
            head = _height(value, top)
            if value:
                foot = _height(0, top)
                chart.bars.append(Bar(_at(x), _at(head), _at(width), _at(foot - head), number))
            chart.numbers.append(Text(_at(x + width / 2), _at(head - 6), say(value)))
    return chart


def line(
    key: str,
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float]]],
    *,
    description: str = "",
    say: Say = str,
) -> Chart:
    """A line for each series with a dot and a number at each label. Where two lines run so close that the
    lower one's number would stand on the upper line, it stands below its dot."""
    chart, column = _frame(key, title, labels, series, description, say)
    top = max((value for _, numbers in series for value in numbers), default=0) or 1
    for number, (_, numbers) in enumerate(series, 1):
        spots = [
            (column * place + column / 2, _height(value, top))
            for place, value in enumerate(numbers)
        ]
        chart.lines.append(Line(" ".join(f"{_at(x)},{_at(y)}" for x, y in spots), number))
        chart.dots.extend(Dot(_at(x), _at(y), number) for x, y in spots)
    for place in range(len(labels)):
        x = column * place + column / 2
        here = sorted((numbers[place] for _, numbers in series), reverse=True)
        higher = None
        for value in dict.fromkeys(here):
            y = _height(value, top)
            is_close = higher is not None and y - higher < 2 * ROOM_FOR_A_NUMBER
            chart.numbers.append(Text(_at(x), _at(y + 20 if is_close else y - 10), say(value)))
            higher = y
    return chart


def _frame(key, title, labels, series, description, say) -> tuple[Chart, int]:
    """An empty chart with its labels, and how wide a column is. Raises ValueError for what cannot be
    drawn: numbers below nothing, series of another length, more of them than there are colours."""
    if not 1 <= len(series) <= SERIES:
        raise ValueError(f"A chart has from 1 to {SERIES} series.")
    for name, numbers in series:
        if len(numbers) != len(labels):
            raise ValueError(f"The series {name!r} has not one number for each label.")
        if any(value < 0 for value in numbers):
            raise ValueError(f"The series {name!r} goes below nothing.")
    words = [_in_lines(label) for label in labels]
    widest = max((len(row) for rows in words for row in rows), default=0)
    column = min(max(widest * LETTER + LETTER, NARROWEST_COLUMN), WIDEST_COLUMN)
    column = max(column, NARROWEST_CHART // len(labels)) if labels else column
    depth = max(map(len, words), default=0)
    placed = [
        Text(_at(column * place + column / 2), _at(ABOVE + PLOT + LINE * (row + 1)), text)
        for place, rows in enumerate(words)
        for row, text in enumerate(rows)
    ]
    legend = (
        [(number, name) for number, (name, _) in enumerate(series, 1)] if len(series) > 1 else []
    )
    chart = Chart(
        key=key,
        title=title,
        description=description or _in_words(labels, series, say),
        width=_at(max(column * len(labels), NARROWEST_CHART)),
        height=_at(ABOVE + PLOT + LINE * depth + LETTER),
        foot=_at(ABOVE + PLOT),
        labels=placed,
        legend=legend,
    )
    return chart, column


def _in_lines(label: str) -> list[str]:
    """A label in one line or two, broken at the blank nearest its middle."""
    if len(label) <= 8 or " " not in label:
        return [label]
    blanks = [place for place, letter in enumerate(label) if letter == " "]
    middle = min(blanks, key=lambda place: abs(place - len(label) / 2))
    return [label[:middle], label[middle + 1 :]]


def _in_words(labels, series, say) -> str:
    """All that is drawn, for who does not see it."""
    told = []
    for name, numbers in series:
        row = ", ".join(
            f"{label}: {say(value)}" for label, value in zip(labels, numbers, strict=True)
        )
        told.append(f"{name}. {row}" if name else row)
    return "; ".join(told)


def _height(value: float, top: float) -> float:
    """How far down a value lies, counted from the upper edge."""
    return ABOVE + PLOT - value / top * PLOT


def _at(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")

"""Charts: where things lie, what is written on them, and what a template makes of it."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from portal.ui import charts

MONTHS = ["jan", "feb", "mar"]


def test_bars_are_as_high_as_their_numbers_and_carry_them():
    chart = charts.bars("received", "Modtaget", [("jan", 4), ("feb", 0), ("mar", 2)])
    assert [bar.height for bar in chart.bars] == ["160", "80"]
    assert {float(bar.y) + float(bar.height) for bar in chart.bars} == {float(chart.foot)}
    assert [text.words for text in chart.numbers] == ["4", "0", "2"]
    assert [text.words for text in chart.labels] == MONTHS
    assert [text.x for text in chart.labels] == [text.x for text in chart.numbers]
    assert chart.description == "jan: 4, feb: 0, mar: 2" and chart.legend == []


def test_stacked_parts_lie_on_each_other_and_the_sum_stands_above():
    chart = charts.stacked("out", "Udfald", MONTHS, [("optaget", [3, 1, 0]), ("afslag", [1, 1, 0])])
    low, high = (bar for bar in chart.bars if bar.x == chart.bars[0].x)
    assert float(high.y) + float(high.height) == float(low.y)
    assert (low.height, high.height, low.series, high.series) == ("120", "40", 1, 2)
    assert [(text.words, text.inside) for text in chart.numbers] == [
        ("3", 1), ("1", 2), ("4", 0), ("1", 1), ("1", 2), ("2", 0), ("0", 0),
    ]  # fmt: skip
    assert chart.legend == [(1, "optaget"), (2, "afslag")]
    assert chart.description == "optaget. jan: 3, feb: 1, mar: 0; afslag. jan: 1, feb: 1, mar: 0"


def test_two_series_stand_beside_each_other_each_with_its_number():
    chart = charts.beside("two", "Procent", MONTHS, [("2027", [50, 0, 25]), ("2026", [25, 50, 0])])
    first, second, *_rest = chart.bars
    assert (first.height, second.height, first.series, second.series) == ("160", "80", 1, 2)
    assert float(first.x) + float(first.width) == float(second.x)
    assert [text.words for text in chart.numbers] == ["50", "25", "0", "50", "25", "0"]
    assert chart.legend == [(1, "2027"), (2, "2026")]
    middle = float(second.x)
    assert middle == float(chart.labels[0].x), "the pair has its label in the middle"


def test_a_part_too_low_for_its_number_goes_without():
    chart = charts.stacked("out", "Udfald", ["jan"], [("a", [100]), ("b", [1])])
    assert [text.words for text in chart.numbers] == ["100", "101"]


def test_a_line_has_a_dot_and_a_number_at_each_label():
    chart = charts.line("cover", "Dækning", ["2024", "2025"], [("", [50.0, 75.5])])
    assert chart.lines[0].points == " ".join(f"{dot.x},{dot.y}" for dot in chart.dots)
    assert [text.words for text in chart.numbers] == ["50.0", "75.5"]
    assert float(chart.dots[1].y) == charts.ABOVE < float(chart.dots[0].y)


def test_numbers_of_lines_that_meet_do_not_stand_on_each_other():
    chart = charts.line("cover", "Dækning", ["2024"], [("a", [50]), ("b", [49]), ("c", [50])])
    assert [text.words for text in chart.numbers] == ["50", "49"]
    higher, lower = (float(text.y) for text in chart.numbers)
    assert lower - higher > 14


@pytest.mark.parametrize(
    "series", [[], [("a", [1, 2])], [("a", [-1, 0, 1])], [(str(n), [1, 2, 3]) for n in range(5)]]
)
def test_what_cannot_be_drawn_is_said_at_once(series):
    with pytest.raises(ValueError):
        charts.stacked("x", "x", MONTHS, series)


def test_nothing_is_outside_the_drawing_and_nothing_breaks_without_numbers():
    labels = [f"{year} kvartal {n}" for year in (2025, 2026) for n in range(1, 5)]
    for make in (charts.stacked, charts.line):
        chart = make("x", "x", labels, [("a", range(8)), ("b", range(8))])
        for place in [*chart.numbers, *chart.labels, *chart.dots]:
            assert 0 <= float(place.x) <= float(chart.width)
            assert 0 <= float(place.y) <= float(chart.height)
        assert make("x", "x", [], [("a", [])]).numbers == []


def test_long_labels_stand_in_two_lines():
    chart = charts.bars("x", "x", [("stillingen kunne ikke bekræftes", 1)])
    assert [text.words for text in chart.labels] == ["stillingen kunne", "ikke bekræftes"]


def test_the_element_writes_numbers_as_numbers_and_tells_all_to_who_does_not_see():
    chart = charts.bars(
        "wide",
        "Mange <måneder>",
        [(f"m{n}", n * 1000) for n in range(30)],
        say=lambda n: f"{n} kr.",
    )
    with translation.override("da"):
        html = render_to_string("elements/chart.html", {"chart": chart})
    assert 'width="1440"' in html and 'viewBox="0 0 1440' in html
    for place in re.findall(r'\b(?:x|y|x1|x2|y1|y2|width|height|cx|cy)="([^"]*)"', html):
        assert re.fullmatch(r"\d+(\.\d)?", place)
    assert 'aria-labelledby="chart-wide-title chart-wide-words"' in html and 'role="img"' in html
    assert "m29: 29000 kr.</desc>" in html and "Mange &lt;måneder&gt;</title>" in html
    assert "style=" not in html

"""What a page sends back as a number may be anything."""

import pytest

from portal.kit.numbers import number_in


@pytest.mark.parametrize(
    ("typed", "number"), [("7", 7), ("007", 7), ("999999999", 999_999_999), ("0", 0)]
)
def test_a_number_is_read(typed, number):
    assert number_in(typed) == number


@pytest.mark.parametrize("typed", ["", "-1", "1.5", " 1", "x", "²", "٣", "1" * 10, "1" * 5000])
def test_what_is_none_is_nobodys(typed):
    assert number_in(typed) == 0


def test_how_large_it_may_be_can_be_said():
    assert (number_in("99999", digits=5), number_in("100000", digits=5)) == (99_999, 0)

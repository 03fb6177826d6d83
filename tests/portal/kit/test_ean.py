import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import ean


@pytest.mark.parametrize(
    "text",
    [
        "5798009800053",
        " 5798009800053\n",
        "57 98 009 800 053",
        "5798-0098-00053",
        "5798.0098.00053",
        "5798\u00a0009\u00a0800053",
        "５７９８００９８０００５３",
    ],
)
def test_an_ean_number_is_normalised_to_thirteen_digits(text):
    assert ean.normalised(text) == "5798009800053"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", ean.Reason.LENGTH),
        ("579800980005", ean.Reason.LENGTH),
        ("57980098000531", ean.Reason.LENGTH),
        ("73513537", ean.Reason.LENGTH),  # a valid EAN-8, which addresses nobody
        ("EAN 5798009800053", ean.Reason.NOT_DIGITS),
        ("579800980005X", ean.Reason.NOT_DIGITS),
        ("5798009800054", ean.Reason.CHECK_DIGIT),
    ],
)
def test_what_is_no_ean_number_is_refused_with_the_reason(text, reason):
    with pytest.raises(ean.InvalidEan) as refused:
        ean.normalised(text)

    assert refused.value.reason is reason


@given(st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(place, off_by):
    digits = list("5798009800053")
    digits[place] = str((int(digits[place]) + off_by) % 10)

    with pytest.raises(ValueError, match="check_digit"):
        ean.normalised("".join(digits))

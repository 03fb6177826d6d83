"""EAN numbers: the 13-digit GLN by which a public body is addressed when it is invoiced."""

import unicodedata
from enum import StrEnum

from stdnum import ean as gs1


class Reason(StrEnum):
    """What is wrong with a number, so that a form can say it in the reader's language."""

    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    CHECK_DIGIT = "check_digit"


class InvalidEan(ValueError):
    """The text is no EAN number; `reason` says why."""

    def __init__(self, reason: Reason):
        super().__init__(reason.value)
        self.reason = reason


def normalised(text: str) -> str:
    """The 13 digits of an EAN number written with or without spaces, dots or hyphens.

    Raises `InvalidEan` with its reason when it is none.
    """
    digits = gs1.compact(unicodedata.normalize("NFKC", text)).replace(".", "")
    digits = "".join(digits.split())
    if digits and not (digits.isascii() and digits.isdigit()):
        raise InvalidEan(Reason.NOT_DIGITS)
    if len(digits) != 13:
        raise InvalidEan(Reason.LENGTH)
    if not gs1.is_valid(digits):
        raise InvalidEan(Reason.CHECK_DIGIT)
    return digits

"""Danish writing: alphabetical order, search keys, amounts, numbers and phone numbers."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

# The Danish alphabet, each letter as two digits from 40 on; 10 parts words, 20-29 are the digits.
_CODES = {str(digit): str(20 + digit) for digit in range(10)}
_CODES |= {letter: str(40 + place) for place, letter in enumerate("abcdefghijklmnopqrstuvwxyzæøå")}
_WORD_BREAK = "10"
# Foreign letters that Danish files elsewhere than their base letter, or that have none.
_FILED_AS = {
    "ä": "æ",
    "ǽ": "æ",
    "ǣ": "æ",
    "ö": "ø",
    "ő": "ø",
    "œ": "ø",
    "ǻ": "å",
    "ü": "y",
    "ű": "y",
    "ð": "d",
    "đ": "d",
    "þ": "th",
    "ł": "l",
    "ı": "i",
}
_APOSTROPHES = "'’‘ʼ`´"
_DANISH_MARKS = str.maketrans(",.", ".,")
_COUNTRY_CODE = re.compile(r"^(?:\+|00)45")
_PHONE_MARKS = re.compile(r"[\s.\-–/()]")


def sort_key(text: str) -> str:
    """A key that puts texts in Danish alphabetical order: … x y z æ ø å, with aa as å.

    Words are compared one by one, digits come before letters, and neither case, accents nor
    punctuation count; texts that differ only in these have the same key, so a list that must be
    stable needs a second ordering. The key consists of digits alone, two for most characters,
    because no database collation, "C" or Danish, has its own opinion on the order of digits.
    """
    words = "".join(_filed(text)).split()
    return _WORD_BREAK.join("".join(map(_code, word)) for word in words)


def fold(text: str) -> str:
    """`text` as it is compared in searches and logins: case and runs of blanks do not count."""
    folded = unicodedata.normalize("NFC", text)
    # Folding can bring forth letters that fold again once they are composed.
    while (again := unicodedata.normalize("NFC", folded.casefold())) != folded:
        folded = again
    return " ".join(folded.split())


def kroner(amount: Decimal | int, language: str = "da") -> str:
    """1.234,50 kr."""
    written = number(amount, language, decimals=2)
    return f"{written} kr." if language == "da" else f"DKK {written}"


def number(value: Decimal | int, language: str = "da", *, decimals: int | None = None) -> str:
    """1.234, with as many decimals as the value has or as asked for, rounded half up."""
    exact = _exact(value)
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    # There is no minus before nothing.
    written = f"{exact or abs(exact):,f}"
    return written.translate(_DANISH_MARKS) if language == "da" else written


def percent(share: Decimal | int, language: str = "da", *, decimals: int = 0) -> str:
    """12,5 % for a share of 0.125 and one decimal."""
    written = number(_exact(share) * 100, language, decimals=decimals)
    return f"{written} %" if language == "da" else f"{written}%"


def phone(text: str) -> str:
    """12 34 56 78, from any usual way to write a Danish phone number.

    Raises ValueError when these are not eight digits, with or without +45 in front.
    """
    compact = _PHONE_MARKS.sub("", unicodedata.normalize("NFKC", text))
    digits = _COUNTRY_CODE.sub("", compact)
    if not re.fullmatch(r"[0-9]{8}", digits):
        raise ValueError("A Danish phone number has eight digits.")
    return " ".join(digits[at : at + 2] for at in range(0, 8, 2))


def _exact(value: Decimal | int) -> Decimal:
    if isinstance(value, float):
        raise TypeError("A float holds no exact decimals: pass a Decimal or an int.")
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError("The value is no number.")
    return exact


def _filed(text: str) -> Iterator[str]:
    """The letters and digits under which each character is filed; blanks for what parts words."""
    # Composed again after case folding, which can take å apart.
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    for char in text.replace("aa", "å"):
        if char in _CODES:
            yield char
        elif char in _FILED_AS:
            yield _FILED_AS[char]
        elif char not in _APOSTROPHES:
            yield from map(_base, unicodedata.normalize("NFKD", char))


def _base(part: str) -> str:
    if part.isalnum():
        return _FILED_AS.get(part, part)
    is_accent_or_invisible = unicodedata.category(part) in ("Mn", "Mc", "Me", "Cf")
    return "" if is_accent_or_invisible else " "


def _code(char: str) -> str:
    # Other alphabets come after å, in the order of their code points.
    return _CODES.get(char) or f"99{ord(char):07d}"

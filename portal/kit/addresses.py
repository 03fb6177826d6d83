"""E-mail addresses: one way to keep each, and one key to know it by.

The same address arrives in many spellings. Some keyboards and documents take "å" apart into two
characters, input methods for other scripts write full-width letters, a pasted address brings invisible
marks along, and browsers differ on domains with Danish letters: Chromium sends them encoded
("xn--…"), others as they were typed.
"""

import unicodedata

#: No mail is ever delivered to this domain (RFC 2606), and it marks what has been erased.
ERASED = "@slettet.invalid"
_ENCODED = "xn--"
_LAST_EUROPEAN = "\u017f"


def tidy(address: str) -> str:
    """The address as it is kept, shown and written to: composed letters of normal width, nothing
    invisible, and the domain in European letters. Capitals stay; what is no address is not made one."""
    plain = _plain(address)
    name, at, domain = plain.rpartition("@")
    return f"{name}{at}{'.'.join(map(_written, domain.split('.')))}"


def key(address: str) -> str:
    """What the address is known by: two spellings of one address have the same key.

    Lower case and not case folding: "ß" and "ss" are two domains, which two people may own.
    """
    text = tidy(address)
    while (again := unicodedata.normalize("NFKC", text.lower())) != text:
        text = again
    return text


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text)
    return "".join(char for char in composed if unicodedata.category(char) != "Cf").strip()


def _written(label: str) -> str:
    """A part of a domain as it is kept: in letters when they are European ones. Others stay encoded, for
    a Cyrillic "о" in "оdense" would deceive whoever reads it."""
    letters = _decoded(label)
    if letters.isascii() or max(letters) <= _LAST_EUROPEAN or not _is_word(letters):
        return letters
    return _ENCODED + letters.lower().encode("punycode").decode("ascii")


def _decoded(label: str) -> str:
    """An encoded part in letters; as it is when it is not encoded, or not in the one right way."""
    if not label.lower().startswith(_ENCODED):
        return label
    code = label[len(_ENCODED) :].lower()
    try:
        letters = code.encode("ascii").decode("punycode")
    except UnicodeError:
        return label
    # Nothing may hide in an encoded part that could not have been typed.
    is_plain = letters == _plain(letters).lower() and _is_word(letters)
    if letters.isascii() or not is_plain or letters.encode("punycode").decode("ascii") != code:
        return label
    return letters


def _is_word(letters: str) -> bool:
    return letters.replace("-", "").isalnum()

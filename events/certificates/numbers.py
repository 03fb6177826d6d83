"""The numbers of certificates: drawn by lot, in three groups of four, of characters that are not mistaken for
each other. They say nothing of how many there are, and cannot be guessed."""

import secrets

#: Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V, and without vowels, so that they make no words.
CHARACTERS = "34679CDFGHJKMNPQRTWX"
LENGTH = 12


def drawn() -> str:
    """A new number, without its hyphens. A letter comes first, so it is never a number of another kind."""
    letters = [each for each in CHARACTERS if each.isalpha()]
    rest = "".join(secrets.choice(CHARACTERS) for _place in range(LENGTH - 1))
    return secrets.choice(letters) + rest


def shown(number: str) -> str:
    """`KT7M-4XRD-9QHN`."""
    return "-".join(number[at : at + 4] for at in range(0, LENGTH, 4))


def read(typed: str) -> str:
    """A number as it may be typed, with blanks, hyphens and small letters, as it is kept; empty for what
    cannot be one."""
    if len(typed) > 60:
        return ""
    number = "".join(each for each in typed.upper() if each.isalnum())
    fits = len(number) == LENGTH and set(number) <= set(CHARACTERS)
    return number if fits else ""

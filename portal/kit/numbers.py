"""Numbers as a page sends them back: the number of a row, of a page."""


def number_in(typed: str, *, digits: int = 9) -> int:
    """The number that is written there; 0 for what is none, or has more than `digits` figures and is too
    large for what is counted."""
    is_one = typed.isascii() and typed.isdecimal() and len(typed) <= digits
    return int(typed) if is_one else 0

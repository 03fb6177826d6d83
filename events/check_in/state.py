"""Who is in, as the deeds say it."""

from collections.abc import Iterable

from .models import Deed


def fold(deeds: Iterable[Deed]) -> Deed | None:
    """The deed by which somebody is in, of all deeds about them and one list; None when they are not. What
    counts is when each happened, not when it was heard of: two phones that were both without a line agree
    whichever is heard first. The first letting in counts, until it is taken back."""
    inside: Deed | None = None
    for deed in sorted(deeds, key=lambda each: (each.at, each.is_in, each.uid)):
        if not deed.is_in:
            inside = None
        elif inside is None:
            inside = deed
    return inside

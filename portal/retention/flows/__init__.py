"""Every write of the retention: the night's erasing, handing over, what one asks, and one person of two."""

from .erasing import erase_person
from .merging import merge
from .nightly import FORMER_MEMBER, PARTS, erase_what_has_run_out, hand_over

__all__ = ["FORMER_MEMBER", "PARTS", "erase_person", "erase_what_has_run_out", "hand_over", "merge"]

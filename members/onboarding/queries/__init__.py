"""Onboardings for a reader, and who fits as a buddy."""

from .buddies import Fit, asks_for, candidates, helped_by, helped_now, home_of
from .mine import Item, Progress, buddy_of, progress_for, slots_for, with_what_is_gone
from .overview import (
    Line,
    booked_by,
    checks_due,
    gone_steps,
    onboardings_for,
    overview,
    progress_of,
    slots_ahead,
    waiting_count,
)

__all__ = [
    "Fit",
    "Item",
    "Line",
    "Progress",
    "asks_for",
    "booked_by",
    "buddy_of",
    "candidates",
    "checks_due",
    "gone_steps",
    "helped_by",
    "helped_now",
    "home_of",
    "onboardings_for",
    "overview",
    "progress_for",
    "progress_of",
    "slots_ahead",
    "slots_for",
    "waiting_count",
    "with_what_is_gone",
]

"""The shape of check-in."""

from .badge import Badge
from .door import CheckIn, Deed, Door, Helper

__all__ = ["Badge", "CheckIn", "Deed", "Door", "Helper"]

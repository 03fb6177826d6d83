"""Every write of keeping order together."""

from .reporting import report
from .settling import settle, take

__all__ = ["report", "settle", "take"]

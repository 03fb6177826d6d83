"""Every write of keeping order together."""

from .moving import answer, lapse_moves, move, withdraw
from .reporting import report
from .settling import settle, take

__all__ = ["answer", "lapse_moves", "move", "report", "settle", "take", "withdraw"]

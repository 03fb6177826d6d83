"""Every write of the yearly confirmation: asking, reminding, confirming."""

from .asking import ask, remind
from .confirming import confirm

__all__ = ["ask", "confirm", "remind"]

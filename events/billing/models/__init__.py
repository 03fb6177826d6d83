"""The shape of billing."""

from .counter import Counter
from .deciding import Closing, LateDecision
from .document import Document, Line
from .payment import Payment
from .seller import Seller

__all__ = ["Closing", "Counter", "Document", "LateDecision", "Line", "Payment", "Seller"]

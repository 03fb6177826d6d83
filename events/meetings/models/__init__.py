"""A meeting, its agenda, and the answers to it."""

from .agenda import AgendaItem, Proposal
from .answers import HELD_FOR, IN_LINE, Guest, SignUp
from .meeting import Meeting

__all__ = ["HELD_FOR", "IN_LINE", "AgendaItem", "Guest", "Meeting", "Proposal", "SignUp"]

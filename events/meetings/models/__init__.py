"""A meeting, its agenda, the answers to it, and the mails about it."""

from .agenda import AgendaItem, Proposal
from .answers import HELD_FOR, IN_LINE, Guest, SignUp
from .letters import Silence
from .meeting import Meeting

__all__ = ["HELD_FOR", "IN_LINE", "AgendaItem", "Guest", "Meeting", "Proposal", "SignUp", "Silence"]

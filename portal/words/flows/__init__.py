"""Every write about words."""

from .gathering import keep_vocabulary
from .keeping import drop_same, join, keep_same
from .missing import forget_vain, note_vain

__all__ = ["drop_same", "forget_vain", "join", "keep_same", "keep_vocabulary", "note_vain"]

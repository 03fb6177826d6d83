"""What the desk makes of an application: notes, letters, members' words, signatures and the decision."""

from .case import Decision, Note, Signature, Vouching
from .letters import Letter, LetterText

__all__ = ["Decision", "Letter", "LetterText", "Note", "Signature", "Vouching"]

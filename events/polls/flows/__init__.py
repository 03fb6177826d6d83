"""The writes of a poll: asking, answering, ending, proposing sign-ups, telling, forgetting."""

from .answering import answer
from .asking import ask
from .ending import call_off, close, reopen
from .proposing import propose_sign_ups
from .telling import tell_of_polls

__all__ = [
    "answer",
    "ask",
    "call_off",
    "close",
    "propose_sign_ups",
    "reopen",
    "tell_of_polls",
]

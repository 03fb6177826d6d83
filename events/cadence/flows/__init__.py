"""The writes of the cadence: telling, and a group's rhythm."""

from .changing import change_rhythm
from .telling import tell_of_cadence

__all__ = ["change_rhythm", "tell_of_cadence"]

"""Every write about a new member's first months."""

from .booking import book, give_back, open_slots, take_away
from .buddies import (
    DUTY,
    accept,
    ask_buddy,
    decline,
    free_newcomers,
    hand_over_newcomer,
    help_so_many,
    pass_on_the_unanswered,
    propose,
)
from .changing import change_track
from .checking import keep_check
from .composing import keep_step, keep_track
from .starting import begin_counting, start_onboarding
from .telling import tell_of_onboardings
from .ticking import tick, tick_by_hand, tick_met

__all__ = [
    "DUTY",
    "accept",
    "ask_buddy",
    "begin_counting",
    "book",
    "change_track",
    "decline",
    "free_newcomers",
    "give_back",
    "hand_over_newcomer",
    "help_so_many",
    "keep_check",
    "keep_step",
    "keep_track",
    "open_slots",
    "pass_on_the_unanswered",
    "propose",
    "start_onboarding",
    "take_away",
    "tell_of_onboardings",
    "tick",
    "tick_by_hand",
    "tick_met",
]

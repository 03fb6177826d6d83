"""What a new member's first months are made of."""

from .buddy import BuddyAsk
from .progress import Check, Onboarding, StepDone, Told
from .slot import IntroSlot
from .track import Step, Track

__all__ = ["BuddyAsk", "Check", "IntroSlot", "Onboarding", "Step", "StepDone", "Told", "Track"]

"""The shape of the conference."""

from .booking import Booking
from .conference import Conference
from .desk import GroupLetter, Note
from .parts import Part
from .programme import Session
from .registration import Registration, RegistrationDraft
from .sharing import RoomShare

__all__ = [
    "Booking",
    "Conference",
    "GroupLetter",
    "Note",
    "Part",
    "Registration",
    "RegistrationDraft",
    "RoomShare",
    "Session",
]

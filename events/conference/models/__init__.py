"""The shape of the conference."""

from .booking import Booking
from .conference import Conference
from .desk import GroupLetter, Note
from .parts import Part
from .paying import PayerLink
from .places import Hall, Track
from .programme import Session, SessionDraft, Speaker
from .registration import Registration, RegistrationDraft
from .sharing import RoomShare
from .versions import Change, ProgrammeVersion

__all__ = [
    "Booking",
    "Change",
    "Conference",
    "GroupLetter",
    "Hall",
    "Note",
    "Part",
    "PayerLink",
    "ProgrammeVersion",
    "Registration",
    "RegistrationDraft",
    "RoomShare",
    "Session",
    "SessionDraft",
    "Speaker",
    "Track",
]

"""The shape of attendance and certificates."""

from .attendance import Attendance
from .certificate import Certificate

__all__ = ["Attendance", "Certificate"]

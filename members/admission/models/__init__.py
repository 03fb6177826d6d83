"""An application, and the invitation that an admitted one leads to."""

from .application import Application
from .invitation import Invitation

__all__ = ["Application", "Invitation"]

"""An application with the functions it names, what the applicant is asked meanwhile, and the invitation that
an admitted one leads to."""

from .application import Application
from .exchange import Exchange
from .function import Function
from .invitation import Invitation

__all__ = ["Application", "Exchange", "Function", "Invitation"]

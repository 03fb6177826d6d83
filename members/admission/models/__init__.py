"""An application with the functions it names and what is attached to it, what the applicant is asked
meanwhile, the rules it is judged by, and the invitation that an admitted one leads to."""

from .application import Application
from .attachment import Attachment
from .exchange import Exchange
from .function import Function
from .invitation import Invitation
from .membership_rules import MembershipRules

__all__ = [
    "Application",
    "Attachment",
    "Exchange",
    "Function",
    "Invitation",
    "MembershipRules",
]

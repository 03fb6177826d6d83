"""What is asked of those who plan a meeting, and of those who come."""

from .agenda import PointForm, ProposalForm, agenda_forms
from .answering import STAYS, GuestForm, RegretsForm, SignUpForm, WriteDownForm
from .planning import MeetingForm

__all__ = [
    "STAYS",
    "GuestForm",
    "MeetingForm",
    "PointForm",
    "ProposalForm",
    "RegretsForm",
    "SignUpForm",
    "WriteDownForm",
    "agenda_forms",
]

"""What this room says to the rooms above it, which it does not know."""

from django.dispatch import Signal

#: A membership is about to end: posts and roles are still as they were. Sent inside the transaction of the
#: deed with `person` and `by`, for whoever keeps what the person has taken on for others.
membership_ending = Signal()

#: A membership has ended. Sent inside the transaction of the deed, when access is gone already, with
#: `person` and `by`; a receiver calls one flow of its own room and lets errors through.
membership_ended = Signal()

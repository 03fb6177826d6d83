"""What this room says to the rooms above it, which it does not know."""

from django.dispatch import Signal

#: A membership is about to end: posts and roles are still as they were. Sent inside the transaction of the
#: deed with `person` and `by`, for whoever keeps what the person has taken on for others.
membership_ending = Signal()

#: A membership has ended. Sent inside the transaction of the deed, when access is gone already, with
#: `person` and `by`; a receiver calls one flow of its own room and lets errors through.
membership_ended = Signal()

#: Somebody has taken a duty by themself, such as being a newcomer's buddy: `kind` and `number` are those of
#: `duties`, `to` has it now. Sent inside the transaction of the deed, with `by`.
duty_taken = Signal()

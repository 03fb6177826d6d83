"""What this room says to the rooms above it, which it does not know."""

from django.dispatch import Signal

#: A meeting has been published and is still to come. Sent inside the transaction of the deed, with `meeting`
#: and `by`; a receiver calls one flow of its own room and lets errors through.
meeting_published = Signal()

#: The points of a meeting's agenda, their words or their order are others. Sent under the meeting's lock,
#: with `meeting` and `by`.
agenda_changed = Signal()

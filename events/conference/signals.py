"""What this room says to the rooms above it, which it does not know."""

from django.dispatch import Signal

#: A conference has been copied to another year. Sent inside the transaction of the deed, with `conference`,
#: `draft` (the copy) and `by`; a receiver calls one flow of its own room and lets errors through.
conference_copied = Signal()

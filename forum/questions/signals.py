"""What this room says to the rooms above it, which it does not know."""

from django.dispatch import Signal

#: A question has been asked. Sent inside the transaction of the deed, its topics in place, with `question`
#: and `by`; a receiver calls one flow of its own room and lets errors through.
asked = Signal()

#: A question has been answered; the same way, with `answer` and `by`.
answered = Signal()

#: A question's answers have moved under another that asks the same; with `question`, `into` and `by`.
merged = Signal()

#: A question has been given more topics than it had; with `question`, the added `topics` and `by`.
topics_added = Signal()

#: A question has other readers than before; with `question` and `by`.
moved = Signal()

#: The asker has taken the acceptance of an answer back; the same way, with `answer` and `by`.
unaccepted = Signal()

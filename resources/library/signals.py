"""What this room says to the rooms above it, which it does not know."""

from django.dispatch import Signal

#: The secretariat has answered an objection. Sent inside the transaction of the deed, with `voice` and `by`;
#: a receiver calls one flow or notice of its own room and lets errors through.
objection_settled = Signal()

#: Material is not to be used any more. Sent inside the transaction of the deed, with `guide` and `by`.
guide_retired = Signal()

#: A version can be read from now on. Sent inside the transaction that publishes it, with `version`, `extent`
#: and `by`. Sent once for each version. Who is told of it is another matter: see `hearing`.
version_published = Signal()

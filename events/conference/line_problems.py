"""Why somebody cannot be moved in a line, offered something by hand, or taken off, as values."""

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

from .enums import Place, RegistrationState, State
from .models import Booking, Registration
from .problems import to_manage

#: Somebody in a line: of the seats, or of one part.
Entry = Registration | Booking

NOTHING_FREE = Blocker(
    "nothing_free", _("Nothing is free. It goes to the first in line as soon as something is.")
)
NO_REASON = Blocker("no_reason", _("Write why; those who stand in the line may ask."))
OVER = Blocker("over", _("The conference is over."))
GONE = Blocker("not_waiting", _("They do not stand in the line."))


def waits(entry: Entry) -> bool:
    """Whether they stand in line with nothing held for them."""
    if isinstance(entry, Booking):
        return entry.place == Place.WAITING
    return entry.state == RegistrationState.WAITING


def to_move(entry: Entry, reason: str, user) -> list[Blocker]:
    """Why somebody cannot have another place in the line."""
    found = [*to_manage(user), *_to_wait(entry)]
    return found if reason.strip() else [*found, NO_REASON]


def to_offer(entry: Entry, reason: str, user, *, is_first: bool) -> list[Blocker]:
    """Why it cannot be offered to this one; passing somebody over has a reason."""
    found = [*to_manage(user), *_to_wait(entry)]
    registration = entry.registration if isinstance(entry, Booking) else entry
    if registration.conference.state != State.PUBLISHED:
        found.append(Blocker("not_published", _("The conference is not open.")))
    if isinstance(entry, Booking) and not registration.is_confirmed:
        found.append(Blocker("no_seat", _("They need a seat at the conference first.")))
    return found if is_first or reason.strip() else [*found, NO_REASON]


def to_take_off(reason: str, user) -> list[Blocker]:
    """Why somebody cannot be taken off a line."""
    found = to_manage(user)
    return found if reason.strip() else [*found, NO_REASON]


def _to_wait(entry: Entry) -> list[Blocker]:
    return [] if waits(entry) else [GONE]

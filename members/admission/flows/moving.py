"""The one way in which an application's state changes: a piece of this room's flows and of those of
vetting, which say on the trail what it was that moved it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker, stop_if

from ..enums import State
from ..models import Application
from ..problems import to_move


def move(application: Application, to: State, **values) -> None:
    """Let an application pass to another state, with the values that come with it, in one update.

    Raises `Refused` for a move that the machine (`enums.MOVES`) does not know, and when the row has moved
    since it was read; whoever holds it (`holding.hold`) is spared the latter.
    """
    stop_if(to_move(application, to))
    moved = Application.objects.filter(pk=application.pk, state=application.state).update(
        state=to, **values
    )
    if not moved:
        stop_if([Blocker("moved_meanwhile", _("Somebody else has just changed the application."))])
    application.state = to
    for field, value in values.items():
        setattr(application, field, value)


def close_exchange(application: Application) -> None:
    """What the applicant has been asked for is no longer waited for."""
    application.exchanges.filter(answered_at__isnull=True, closed_at__isnull=True).update(
        closed_at=timezone.now()
    )

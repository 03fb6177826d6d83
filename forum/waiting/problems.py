"""Why somebody cannot offer help or set the intervals, as values."""

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

from .models import LONGEST, MOST_OFTEN
from .rules import may_set, may_volunteer


def to_volunteer(user) -> list[Blocker]:
    if may_volunteer(user):
        return []
    return [Blocker("not_allowed", _("Only members can offer their help."))]


def to_set(user, *, days: tuple[int, ...], times: tuple[int, ...]) -> list[Blocker]:
    """Why these intervals cannot be set by this person."""
    found = []
    if not may_set(user):
        found.append(
            Blocker("not_allowed", _("Only those who keep order in the forum can do that."))
        )
    if not all(1 <= each <= LONGEST for each in days):
        found.append(Blocker("days", _("Write a number of working days from 1 to %d.") % LONGEST))
    if not all(0 <= each <= MOST_OFTEN for each in times):
        found.append(Blocker("times", _("Write a number of times from 0 to %d.") % MOST_OFTEN))
    return found

"""Why a group's rhythm stays as it is, as values."""

from django.utils.translation import gettext_lazy as _

from events.meetings.problems import to_run
from members.groups.models import Group
from portal.kit.problems import Blocker

#: A rhythm slower than once in two years is none.
SLOWEST = 104


def to_change_rhythm(group: Group, from_weeks: int, to_weeks: int, user) -> list[Blocker]:
    found = to_run(group, user)
    if not 1 <= from_weeks <= to_weeks:
        found.append(Blocker("backwards", _("The latest must not come before the earliest.")))
    if to_weeks > SLOWEST:
        words = _("A group meets at least every %(n)d weeks.") % {"n": SLOWEST}
        found.append(Blocker("too_slow", words))
    return found

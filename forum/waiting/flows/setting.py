"""How long the secretariat lets questions wait."""

from django.db import transaction

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from ..models import WaitingSettings
from ..problems import to_set


@transaction.atomic
def set_intervals(
    *, tell_after: int, tell_times: int, remind_after: int, remind_times: int, by: User
) -> WaitingSettings:
    """After how many whole working days those whom it concerns are told, and how often at most."""
    stop_if(to_set(by, days=(tell_after, remind_after), times=(tell_times, remind_times)))
    kept = WaitingSettings.load()
    kept.tell_after, kept.tell_times = tell_after, tell_times
    kept.remind_after, kept.remind_times = remind_after, remind_times
    kept.save()
    trail.record(
        "waiting.intervals_set",
        on=None,
        by=by,
        tell_after=tell_after,
        tell_times=tell_times,
        remind_after=remind_after,
        remind_times=remind_times,
    )
    return kept

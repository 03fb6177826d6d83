"""How long something has waited, as offices count: whole working days by the Danish calendar."""

import datetime

from portal.kit.dates import local, working_days_between

DAY = datetime.timedelta(days=1)
#: What has been due for longer than this is old news: switching the job on, or having it stand still for a
#: while, does not set off a wave of letters about what everybody has forgotten.
STILL_NEWS = 10


def waited(since: datetime.datetime, now: datetime.datetime) -> int:
    """The whole working days that have passed since the day it came. A question from Friday has waited one
    on Tuesday morning."""
    return max(0, working_days_between(local(since).date(), local(now).date() - DAY))


def stage_due(days: int, *, after: int, times: int) -> int:
    """Which telling is due once something has waited so long: the first, the second …; 0 for none, also
    where it has been due for so long that it is no news."""
    stage = min(days // after, times)
    return stage if days <= stage * after + STILL_NEWS else 0

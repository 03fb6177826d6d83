"""When gathered letters are due: at seven in the morning, Danish time, on days on which offices are open."""

import datetime

from forum.questions.enums import Level
from portal.kit.dates import COPENHAGEN, add_working_days, is_working_day, local

HOUR = datetime.time(7)
DAY = datetime.timedelta(days=1)


def latest(level: Level, now: datetime.datetime) -> datetime.datetime:
    """The last moment up to `now` at which letters of this kind were due."""
    here = local(now)
    day = here.date() if here.time() >= HOUR else here.date() - DAY
    while not is_due_on(level, day):
        day -= DAY
    return datetime.datetime.combine(day, HOUR, tzinfo=COPENHAGEN)


def is_due_on(level: Level, day: datetime.date) -> bool:
    """Daily letters come on each working day, weekly ones on the week's first."""
    return opens_the_week(day) if level == Level.WEEKLY else is_working_day(day)


def opens_the_week(day: datetime.date) -> bool:
    """Whether it is the first working day of its week: Tuesday after Easter Monday."""
    sunday_before = day - DAY * (day.weekday() + 1)
    return day == add_working_days(sunday_before, 1)

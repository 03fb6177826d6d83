"""What the clock does for attendance, minutes and to-dos."""

from crontask import cron
from django.tasks import task

from .flows import attending, doing, finishing


@cron("40 * * * *")
@task(priority=-5)
def tick_those_who_came() -> int:
    """Each hour: newcomers who were at a meeting that is over have been at one."""
    return attending.tick_those_who_came(by=None)


@cron("10 7 * * *")
@task(priority=-5)
def remind_of_todos() -> int:
    """Each morning: what is due on the next working day."""
    return doing.remind(by=None)


@cron("20 7 * * *")
@task(priority=-5)
def propose_final_minutes() -> int:
    """Each morning: minutes whose day for comments has passed are shown to those who run the meeting."""
    return finishing.propose_final(by=None)

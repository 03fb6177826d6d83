"""Why nothing can be ticked, written, commented on or made final, as values."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.meetings.enums import State
from events.meetings.models import Meeting
from events.meetings.problems import to_run
from members.people.rules import is_member
from portal.kit.problems import Blocker

from . import rules
from .enums import Phase
from .models import Minutes, Section, ToDo

NEWER = Blocker(
    "newer",
    _("Somebody else has changed this point since you opened it. Nothing of yours is lost."),
)
FINAL = Blocker("final", _("Final minutes are not changed. Write an addendum instead."))
NOT_YOURS = Blocker("not_allowed", _("Only those who write the minutes can do that."))
#: No promise is made for longer.
FURTHEST = timedelta(days=3 * 366)


def to_tick(meeting: Meeting, user, now: datetime | None = None) -> list[Blocker]:
    """Why attendance cannot be ticked: too early, called off, or the minutes are final."""
    found = to_run(meeting.group, user) + _near(meeting, now)
    if Minutes.objects.filter(meeting=meeting, phase=Phase.FINAL).exists():
        found.append(Blocker("final", _("The minutes are final, so the list is closed.")))
    return found


def to_be_ticked(person) -> list[Blocker]:
    if is_member(person):
        return []
    return [Blocker("no_member", _("Only members can be ticked."))]


def to_begin(meeting: Meeting, user, now: datetime | None = None) -> list[Blocker]:
    """Why its minutes cannot be begun."""
    return to_run(meeting.group, user) + _near(meeting, now)


def _near(meeting: Meeting, now: datetime | None) -> list[Blocker]:
    if meeting.state not in rules.STANDING:
        return [Blocker("not_published", _("Only a published meeting has attendance and minutes."))]
    if not rules.is_near(meeting, now):
        return [Blocker("too_early", _("It opens an hour before the meeting begins."))]
    return []


def to_write(minutes: Minutes, user) -> list[Blocker]:
    """Why this person cannot write in these minutes."""
    if not rules.may_write(user, minutes):
        return [NOT_YOURS]
    return [FINAL] if minutes.is_final else []


def to_name(minutes: Minutes, user) -> list[Blocker]:
    """Why a co-writer cannot be named."""
    return to_run(minutes.meeting.group, user) + ([FINAL] if minutes.is_final else [])


def to_open(minutes: Minutes, user, until: date, now: datetime | None = None) -> list[Blocker]:
    """Why they cannot be sent to those who were there (or be given another last day)."""
    found = to_run(minutes.meeting.group, user) + _written(minutes, now)
    if minutes.is_final:
        found.append(FINAL)
    if until < timezone.localdate(now or timezone.now()):
        found.append(Blocker("past", _("Choose a day that has not passed.")))
    return found


def to_finish(minutes: Minutes, user, now: datetime | None = None) -> list[Blocker]:
    """Why they cannot be made final."""
    return to_run(minutes.meeting.group, user) + _written(minutes, now)


def _written(minutes: Minutes, now: datetime | None) -> list[Blocker]:
    found = []
    if minutes.meeting.starts_at > (now or timezone.now()):
        found.append(Blocker("not_begun", _("The meeting has not begun yet.")))
    said = minutes.sections.exclude(body="").exists()
    if not said and not minutes.sections.filter(decisions__isnull=False).exists():
        found.append(Blocker("empty", _("Nothing has been written yet.")))
    return found


def to_comment(minutes: Minutes, user) -> list[Blocker]:
    if rules.may_comment(user, minutes):
        return []
    return [Blocker("no_comments", _("Those who were there comment, until the minutes are final."))]


def to_add(minutes: Minutes, user) -> list[Blocker]:
    """Why no addendum can be written."""
    if not rules.may_write(user, minutes):
        return [NOT_YOURS]
    if not minutes.is_final:
        return [Blocker("not_final", _("Minutes that are not final are changed themselves."))]
    return []


def to_promise(section: Section, due_on: date) -> list[Blocker]:
    """Why a day cannot be what a to-do is due on."""
    day = timezone.localdate()
    if due_on < min(day, timezone.localdate(section.minutes.meeting.starts_at)):
        return [Blocker("past", _("Choose a day that has not passed."))]
    if due_on > day + FURTHEST:
        return [Blocker("too_far", _("Choose a day within the next three years."))]
    return []


def to_follow_up(meeting: Meeting, user) -> list[Blocker]:
    """Why the group's open to-dos cannot be put on this agenda."""
    found = to_run(meeting.group, user)
    if meeting.state not in (State.DRAFT, State.PUBLISHED) or meeting.has_begun:
        found.append(Blocker("closed", _("Only a coming meeting's agenda can get it.")))
    return found


def to_do(todo: ToDo, user) -> list[Blocker]:
    if rules.may_do(user, todo):
        return []
    return [Blocker("not_yours", _("Only its owner ticks it done."))]

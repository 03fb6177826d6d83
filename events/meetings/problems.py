"""Why a meeting cannot be published, cancelled or joined, as values."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker, Warning

from .enums import State
from .models import Meeting
from .rules import may_run, may_sign_up

FULL = Blocker("full", _("All seats are taken. One may become free if somebody sends regrets."))


def to_run(group, user) -> list[Blocker]:
    """Why this person cannot plan this group's meetings."""
    if may_run(user, group):
        return []
    return [Blocker("not_allowed", _("You may not run this group's meetings."))]


def to_change(meeting: Meeting, user, capacity: int | None = None) -> list[Blocker]:
    """Why the facts and the agenda stand as they are; `capacity` is the wished number of seats."""
    found = to_run(meeting.group, user)
    if meeting.state not in (State.DRAFT, State.PUBLISHED):
        found.append(Blocker("closed", _("A meeting that was held or cancelled is not changed.")))
    if capacity is not None and capacity < meeting.taken:
        found.append(
            Blocker(
                "too_few_seats",
                _("%(taken)d have already signed up, so there must be at least as many seats.")
                % {"taken": meeting.taken},
            )
        )
    return found


def to_discard(meeting: Meeting, user) -> list[Blocker]:
    found = to_run(meeting.group, user)
    if meeting.state != State.DRAFT:
        found.append(Blocker("not_a_draft", _("What has been published is cancelled instead.")))
    return found


def to_publish(meeting: Meeting, user, now: datetime | None = None) -> list[Blocker]:
    found = to_run(meeting.group, user)
    if meeting.state != State.DRAFT:
        found.append(Blocker("not_a_draft", _("The meeting is already published.")))
    if meeting.starts_at <= (now or timezone.now()):
        found.append(
            Blocker("in_the_past", _("The meeting begins in the past. Give it a new day."))
        )
    if not meeting.place_name and not meeting.online_url:
        found.append(Blocker("nowhere", _("Write where the meeting is, or give the link to it.")))
    return found


def to_cancel(meeting: Meeting, user) -> list[Blocker]:
    found = to_run(meeting.group, user)
    if meeting.state != State.PUBLISHED:
        found.append(Blocker("not_published", _("Only a published meeting can be cancelled.")))
    return found


def to_hold(meeting: Meeting, user, now: datetime | None = None) -> list[Blocker]:
    """Why minutes cannot be written yet (or any more)."""
    found = to_run(meeting.group, user)
    if meeting.state not in (State.PUBLISHED, State.HELD):
        found.append(Blocker("not_published", _("Minutes are written of a published meeting.")))
    if meeting.starts_at > (now or timezone.now()):
        found.append(Blocker("not_begun", _("The meeting has not begun yet.")))
    return found


def to_sign_up(meeting: Meeting, user, now: datetime | None = None) -> list[Blocker]:
    """Why this person cannot have a seat now."""
    found = to_come(meeting, user, now)
    if not found and meeting.seats_left == 0:
        found.append(FULL)
    return found


def to_come(meeting: Meeting, user, now: datetime | None = None) -> list[Blocker]:
    """Why this person cannot say any more that they come, seats aside."""
    found = to_answer(meeting, user, now)
    if not found and meeting.closes_at <= (now or timezone.now()):
        found.append(
            Blocker("signup_closed", _("The deadline for signing up is past. Ask whoever runs it."))
        )
    return found


def to_answer(meeting: Meeting, user, now: datetime | None = None) -> list[Blocker]:
    """Why nobody can say any more whether they come."""
    if not may_sign_up(user):
        return [Blocker("not_allowed", _("Only members sign up for meetings."))]
    if meeting.state == State.CANCELLED:
        return [Blocker("cancelled", _("The meeting has been cancelled."))]
    if meeting.state == State.DRAFT:
        return [Blocker("not_published", _("The meeting is not published yet."))]
    if meeting.state == State.HELD or meeting.starts_at <= (now or timezone.now()):
        return [Blocker("begun", _("The meeting has begun, so the list is closed."))]
    return []


def to_notice(meeting: Meeting) -> list[Warning]:
    """What its planner should know: the agenda and the clock do not agree."""
    planned = sum(item.minutes for item in meeting.agenda.all())
    length = round((meeting.ends_at - meeting.starts_at).total_seconds() / 60)
    if planned and planned != length:
        return [
            Warning(
                "agenda_length",
                _("The agenda lasts %(planned)d minutes, the meeting %(length)d.")
                % {"planned": planned, "length": length},
            )
        ]
    return []

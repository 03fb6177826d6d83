"""Who sees, plans and attends meetings."""

import hashlib
from datetime import datetime, timedelta
from itertools import chain, count

from django.db.models import Q
from django.utils import timezone

from members.groups.queries import belongs_to
from members.people.enums import Permission
from members.people.rules import is_member, may, standing
from portal.kit import dates

from .enums import SHOWN, Answer, State
from .models import Meeting

#: How long before the meeting those who come get to see the link to it.
LINK_SHOWN = timedelta(hours=24)


def may_run(user, group) -> bool:
    """Plan, publish, cancel and close the group's meetings: its coordinator, or the secretariat."""
    return is_member(user) and may(user, Permission.RUN_GROUP_MEETINGS, group)


def may_view(user, meeting: Meeting) -> bool:
    """Members see every meeting that was published, of whatever group; a draft, those who plan it."""
    if meeting.state in SHOWN:
        return may(user, Permission.ENTER_MEMBERS_ROOMS)
    return may_run(user, meeting.group)


def next_start(meeting: Meeting, now: datetime) -> datetime:
    """When the next meeting of the series would begin: on the same weekday, be it a Saturday, at the same
    hour, in the middle of the group's rhythm, on a day to come. A holiday gives way to the nearest week of
    the rhythm, or else to the first week after it."""
    first, last = meeting.group.rhythm_from_weeks, meeting.group.rhythm_to_weeks
    middle = (first + last) // 2
    weeks = sorted(range(first, last + 1), key=lambda week: (abs(week - middle), week))
    before = dates.local(meeting.starts_at)
    for week in chain(weeks, count(last + 1)):
        day = before.date() + timedelta(weeks=week)
        starts = datetime.combine(day, before.time(), tzinfo=dates.COPENHAGEN)
        if starts > now and dates.holiday_name(day) is None:
            return starts
    raise AssertionError("weeks do not end")


def may_propose(user, meeting: Meeting) -> bool:
    """Propose points for the agenda: the group's own members, and those who run the meeting."""
    return may_run(user, meeting.group) or (is_member(user) and belongs_to(user, meeting.group))


def mark(title: str, minutes: int, owner: int | None, text: str) -> str:
    """What a point of the agenda says, as a short mark: a form sends the one that it was built on, and
    another one tells that somebody has changed the point since."""
    words = "\0".join([title, str(minutes), str(owner or ""), text])
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def may_sign_up(user) -> bool:
    return may(user, Permission.SIGN_UP)


def link_is_shown(meeting: Meeting, now: datetime | None = None) -> bool:
    """Whether the link to the meeting is out among those who come: from a day before until it ends."""
    now = now or timezone.now()
    return (
        bool(meeting.online_url)
        and meeting.state == State.PUBLISHED
        and meeting.starts_at - LINK_SHOWN <= now < meeting.ends_at
    )


def may_see_link(user, meeting: Meeting, answer: str | None, now: datetime | None = None) -> bool:
    """The link to the online meeting: those who run it always, those who come (whose `answer` says so) while
    it is shown. Page, mail and calendar file all ask here."""
    if not meeting.online_url:
        return False
    if may_run(user, meeting.group):
        return True
    return answer == Answer.COMING and link_is_shown(meeting, now) and may_view(user, meeting)


def viewable(user) -> Q:
    """`may_view` as a condition, for lists."""
    if not may(user, Permission.ENTER_MEMBERS_ROOMS):
        return Q(pk__in=[])
    shown = Q(state__in=sorted(SHOWN))
    if may(user, Permission.MANAGE_MEETINGS):
        return Q()
    return shown | Q(group__in=sorted(standing(user).groups))

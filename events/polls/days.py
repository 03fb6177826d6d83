"""What a day is like for a meeting: its holiday, its week, and what else the network has on it. And which
days a group is used to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.conference.enums import State as ConferenceState
from events.conference.models import Conference
from events.meetings.enums import State
from events.meetings.models import Meeting
from members.groups.models import Group
from portal.kit.calendar import add_working_days, holiday_name, is_working_day
from portal.kit.dates import COPENHAGEN, local

#: How many of a group's last meetings say what it is used to.
LOOKED_AT = 6
#: How many times are proposed, and from how many days ahead: people's calendars fill.
PROPOSED, AHEAD = 4, 21
#: Where a group has not met yet.
USUAL = (2, time(10), time(14))


@dataclass(frozen=True)
class Day:
    """One day's facts, in words of the reader's language."""

    day: date
    holiday: str = ""
    is_weekend: bool = False
    is_short_week: bool = False
    clashes: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """All that one should know of it: nothing where it is a day like others."""
        found = [self.holiday] if self.holiday else []
        if self.is_weekend:
            found.append(_("a weekend"))
        if self.is_short_week and not self.holiday:
            found.append(_("a week with a public holiday"))
        return [*found, *self.clashes]


def facts_of(days: Iterable[date], group: Group | None, but: int | None = None) -> dict[date, Day]:
    """The facts of each day; two queries however many. `but` is a meeting that is no clash."""
    wanted = sorted(set(days))
    if not wanted:
        return {}
    clashes = _clashes(wanted[0], wanted[-1], group, but)
    language = get_language() or "da"
    return {
        day: Day(
            day,
            holiday_name(day, language) or "",
            day.weekday() > 4,
            is_short_week(day),
            clashes.get(day, []),
        )
        for day in wanted
    }


def is_short_week(day: date) -> bool:
    """Whether a working week has lost a day to a holiday."""
    monday = day - timedelta(days=day.weekday())
    return not all(is_working_day(monday + timedelta(days=more)) for more in range(5))


def _clashes(first: date, last: date, group: Group | None, but: int | None) -> dict[date, list]:
    """What else the network has on each of these days: drafts too, but their group's alone."""
    found: dict[date, list[str]] = {}
    begin = datetime.combine(first, time(), tzinfo=COPENHAGEN)
    end = datetime.combine(last + timedelta(days=1), time(), tzinfo=COPENHAGEN)
    meetings = (
        Meeting.objects.filter(starts_at__gte=begin, starts_at__lt=end)
        .exclude(pk=but or 0)
        .exclude(state=State.CANCELLED)
        .select_related("group")
    )
    for meeting in meetings:
        own = group is not None and meeting.group_id == group.pk
        if meeting.state == State.DRAFT and not own:
            continue
        words = (
            _("the group already meets that day: %(title)s") % {"title": meeting.title}
            if own
            else _("%(group)s meets that day") % {"group": meeting.group.name}
        )
        found.setdefault(local(meeting.starts_at).date(), []).append(words)
    conferences = Conference.objects.filter(
        state=ConferenceState.PUBLISHED, starts_on__lte=last, ends_on__gte=first
    )
    for conference in conferences:
        for more in range((conference.ends_on - conference.starts_on).days + 1):
            day = conference.starts_on + timedelta(days=more)
            found.setdefault(day, []).append(
                _("the annual conference: %(title)s") % {"title": conference.title}
            )
    return found


def habit_of(group: Group) -> tuple[int, time, time]:
    """The weekday (Monday is 0) and the hours that the group's last meetings used most; of several used
    alike, the latest."""
    last = Meeting.objects.filter(group=group, state__in=[State.PUBLISHED, State.HELD]).order_by(
        "-starts_at", "-pk"
    )[:LOOKED_AT]
    used = [(local(meeting.starts_at).weekday(), *_hours(meeting)) for meeting in last]
    return Counter(used).most_common(1)[0][0] if used else USUAL


def _hours(meeting: Meeting) -> tuple[time, time]:
    begin, end = local(meeting.starts_at), local(meeting.ends_at)
    return begin.time().replace(tzinfo=None), end.time().replace(tzinfo=None)


def proposed(group: Group, today: date | None = None) -> list[tuple[date, time, time]]:
    """Times for a new poll: the group's own weekday and hours, one a week, from when its rhythm wants a
    meeting, in whole weeks and on days without anything else."""
    today = today or timezone.localdate()
    weekday, starts, ends = habit_of(group)
    last = (
        Meeting.objects.filter(
            group=group, state__in=[State.PUBLISHED, State.HELD], starts_at__date__lte=today
        )
        .order_by("-starts_at")
        .first()
    )
    day = today + timedelta(days=AHEAD)
    if last is not None:
        wanted = local(last.starts_at).date() + timedelta(weeks=group.rhythm_from_weeks)
        day = max(day, wanted)
    day += timedelta(days=(weekday - day.weekday()) % 7)
    candidates = [day + timedelta(weeks=more) for more in range(PROPOSED * 3)]
    facts = facts_of(candidates, group)
    good = [
        each
        for each in candidates
        if is_working_day(each) and not facts[each].clashes and not facts[each].is_short_week
    ]
    return [(each, starts, ends) for each in good[:PROPOSED]]


def proposed_deadline(first: date, today: date | None = None) -> date:
    """A working day to answer by: in ten working days, and five before the first proposed time."""
    today = today or timezone.localdate()
    latest = add_working_days(first, -5)
    return max(min(add_working_days(today, 10), latest), add_working_days(today, 1))

"""Why a poll cannot be made, answered or ended, as values."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.meetings.problems import to_run
from members.groups.models import Group
from portal.kit.dates import local
from portal.kit.problems import Blocker

from .enums import FEWEST, MOST, State
from .models import Poll, Slot
from .rules import may_answer

Span = tuple[datetime, datetime]

NOT_ASKED = Blocker("not_asked", _("Only the group's own members answer."))
CALLED_OFF = Blocker("called_off", _("The search for a date has been called off."))
FOUND = Blocker("found", _("The date has been found already."))
OVER = Blocker("over", _("The time for answering is past."))
HOSTLESS = Blocker("hostless", _("Choose who hosts the meeting."))


def to_ask(
    group: Group, spans: Sequence[Span], answer_by: date, user, now: datetime | None = None
) -> list[Blocker]:
    """Why these times cannot be proposed to the group."""
    now = now or timezone.now()
    found = to_run(group, user)
    if len(spans) < FEWEST:
        found.append(Blocker("too_few", _("Propose at least %(n)d times.") % {"n": FEWEST}))
    if len(spans) > MOST:
        found.append(Blocker("too_many", _("Propose at most %(n)d times.") % {"n": MOST}))
    if any(ends <= starts for starts, ends in spans):
        found.append(Blocker("backwards", _("A time must end after it begins.")))
    if any(starts <= now for starts, _ends in spans):
        found.append(Blocker("past", _("A proposed time must be in the future.")))
    if len(set(spans)) < len(spans):
        found.append(Blocker("twice", _("The same time is proposed twice.")))
    return found + to_wait(spans, answer_by, now)


def to_wait(spans: Sequence[Span], answer_by: date, now: datetime) -> list[Blocker]:
    """Why one cannot wait for answers until this day."""
    if answer_by < timezone.localdate(now):
        return [Blocker("late", _("The last day for answering must not be past."))]
    if spans and answer_by >= min(local(starts).date() for starts, _ends in spans):
        words = _("The last day for answering must come before the first proposed time.")
        return [Blocker("too_late", words)]
    return []


def to_answer(poll: Poll, person, now: datetime | None = None) -> list[Blocker]:
    """Why this person cannot say when they can."""
    if not may_answer(person, poll):
        return [NOT_ASKED]
    if poll.state == State.CALLED_OFF:
        return [CALLED_OFF]
    if poll.state == State.CLOSED:
        return [FOUND]
    return [] if (now or timezone.now()) < poll.answers_end_at else [OVER]


def to_close(poll: Poll, slot: Slot, user, now: datetime | None = None) -> list[Blocker]:
    """Why this time cannot become the meeting's."""
    found = to_run(poll.group, user)
    if poll.state == State.CALLED_OFF:
        found.append(CALLED_OFF)
    if poll.state == State.CLOSED:
        found.append(FOUND)
    if slot.poll_id != poll.pk:
        found.append(Blocker("foreign", _("This time is not one of those proposed.")))
    elif slot.starts_at <= (now or timezone.now()):
        found.append(Blocker("past", _("This time is past.")))
    return found


def to_call_off(poll: Poll, user) -> list[Blocker]:
    found = to_run(poll.group, user)
    if poll.state == State.CALLED_OFF:
        found.append(CALLED_OFF)
    if poll.state == State.CLOSED:
        found.append(FOUND)
    return found


def to_reopen(
    poll: Poll, answer_by: date | None, user, now: datetime | None = None
) -> list[Blocker]:
    """Why one cannot go on waiting for answers; without a day, why one cannot at all. A date that was found
    is searched for again only when its draft has been thrown away."""
    now = now or timezone.now()
    found = to_run(poll.group, user)
    if poll.state == State.CLOSED and poll.meeting_id is not None:
        found.append(FOUND)
    if poll.is_answerable:
        found.append(Blocker("open", _("It is still open.")))
    spans = [(slot.starts_at, slot.ends_at) for slot in poll.slots.all()]
    ahead = [span for span in spans if span[0] > now]
    if not ahead:
        found.append(Blocker("past", _("All proposed times are past. Ask anew with other ones.")))
    elif answer_by is not None:
        found += to_wait(ahead, answer_by, now)
    return found

"""Who stands at the door, and when it is open."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from events.conference.enums import State
from events.conference.models import Conference, Part
from events.conference.rules import may_manage
from members.people.rules import is_member
from portal.kit.dates import COPENHAGEN

from .enums import ARRIVALS_UNTIL, EARLY, HELPERS_UNTIL, MEALS_UNTIL
from .models import Helper


def opens_at(conference: Conference) -> datetime:
    return datetime.combine(conference.starts_on, time(), tzinfo=COPENHAGEN) - EARLY


def ends_at(conference: Conference) -> datetime:
    """Midnight after the last day."""
    over = conference.ends_on + timedelta(days=1)
    return datetime.combine(over, time(), tzinfo=COPENHAGEN)


def may_check_in(user, conference: Conference, now: datetime | None = None) -> bool:
    """Those who manage conferences, and the helpers they have named, until noon on the day after (see
    `HELPERS_UNTIL`). When the door opens is another matter (`problems.to_check_in`)."""
    if conference.state != State.PUBLISHED or not is_member(user):
        return False
    if may_manage(user):
        return True
    if _helping_day(now) > conference.ends_on:
        return False
    return Helper.objects.filter(conference=conference, person=user.pk).exists()


def may_stand_at(user, now: datetime | None = None) -> Q:
    """`may_check_in` as a condition on conferences, for lists."""
    if not is_member(user):
        return Q(pk__in=[])
    shown = Q(state=State.PUBLISHED)
    if may_manage(user):
        return shown
    return shown & Q(ends_on__gte=_helping_day(now), helpers__person=user.pk)


def _helping_day(now: datetime | None) -> date:
    """Which day it is for a helper: the morning after still belongs to the day before."""
    return timezone.localdate((now or timezone.now()) - HELPERS_UNTIL)


def closes_at(conference: Conference, part: Part | None) -> datetime:
    """Until when the secretariat can still put a list right."""
    return ends_at(conference) + (ARRIVALS_UNTIL if part is None else MEALS_UNTIL)

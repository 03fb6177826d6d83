"""Who stands at the door, and when it is open."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from events.conference.enums import State
from events.conference.models import Conference, Part
from events.conference.rules import may_manage
from members.people.rules import is_member
from portal.kit.dates import COPENHAGEN

from .enums import ARRIVALS_UNTIL, EARLY, MEALS_UNTIL
from .models import Helper


def opens_at(conference: Conference) -> datetime:
    return datetime.combine(conference.starts_on, time(), tzinfo=COPENHAGEN) - EARLY


def ends_at(conference: Conference) -> datetime:
    """Midnight after the last day: then no helper is one any more."""
    over = conference.ends_on + timedelta(days=1)
    return datetime.combine(over, time(), tzinfo=COPENHAGEN)


def may_check_in(user, conference: Conference, now: datetime | None = None) -> bool:
    """Those who manage conferences, and the helpers they have named, until the conference is over. When the
    door opens is another matter (`problems.to_check_in`)."""
    if conference.state != State.PUBLISHED or not is_member(user):
        return False
    if may_manage(user):
        return True
    if (now or timezone.now()) >= ends_at(conference):
        return False
    return Helper.objects.filter(conference=conference, person=user.pk).exists()


def may_stand_at(user, now: datetime | None = None) -> Q:
    """`may_check_in` as a condition on conferences, for lists."""
    if not is_member(user):
        return Q(pk__in=[])
    shown = Q(state=State.PUBLISHED)
    if may_manage(user):
        return shown
    today = timezone.localdate(now)
    return shown & Q(ends_on__gte=today, helpers__person=user.pk)


def closes_at(conference: Conference, part: Part | None) -> datetime:
    """Until when the secretariat can still put a list right."""
    return ends_at(conference) + (ARRIVALS_UNTIL if part is None else MEALS_UNTIL)

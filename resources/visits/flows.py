"""That a member looks around in the library. It leaves no trace on the trail: when somebody reads is their
own affair."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from members.people.rules import is_member
from portal.kit.prepared import Prepared

from .models import Visit
from .queries import PACE

#: After so long a silence the next look is a new visit; a guide is read in less.
SILENCE = timedelta(hours=2)
#: Every page of the library asks this.
_visit_of = Prepared(lambda person: Visit.objects.filter(person=person).order_by())


def came(*, at: datetime | None = None, by) -> datetime | None:
    """The member looks around; returns when the visit before this one ended, which stays the same until they
    have been away. None for the first visit, and for those who are not members, of whom nothing is kept."""
    if not is_member(by):
        return None
    moment = at or timezone.now()
    visit = next(iter(_visit_of(by.pk)), None)
    if visit is not None and moment - visit.seen_at < PACE:
        return visit.since
    with transaction.atomic():
        if visit is None:
            visit, _new = Visit.objects.get_or_create(person=by, defaults={"seen_at": moment})
            return visit.since
        since = visit.seen_at if moment - visit.seen_at >= SILENCE else visit.since
        # Of two windows that are opened at once the second finds what the first has written.
        mine = Visit.objects.filter(pk=visit.pk, seen_at=visit.seen_at)
        if not mine.update(seen_at=moment, since=since):
            visit.refresh_from_db()
            return visit.since
        return since

"""Ticking who came."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from events.meetings.enums import Answer
from events.meetings.models import Meeting, SignUp
from members.onboarding.enums import Deed
from members.onboarding.flows import tick as tick_step
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import problems, rules
from ..models import Attendance


@transaction.atomic
def tick(
    *, meeting: Meeting, person: User, came: bool, at: datetime | None = None, by
) -> Attendance:
    """Note that a member came, signed up or not, or did not; ticked again, the last one counts. Raises
    `Refused` ("too_early", "final", "no_member", …)."""
    now = at or timezone.now()
    stop_if(problems.to_tick(meeting, by, now))
    stop_if(problems.to_be_ticked(person))
    values = {"came": came, "ticked_by": by, "at": now}
    attendance, created = Attendance.objects.get_or_create(
        meeting=meeting, person=person, defaults=values
    )
    if not created and attendance.came != came:
        Attendance.objects.filter(pk=attendance.pk).update(**values)
        attendance.refresh_from_db()
    trail.record("minutes.ticked", on=meeting, by=by, about=person, came=came)
    return attendance


def tick_those_who_came(*, now: datetime | None = None, by) -> int:
    """After a meeting, a newcomer who was there has been at one: those ticked as come, or the signed-up
    where nobody has been ticked. Returns how many steps were ticked. Safe to repeat, and looks no further
    back than a week."""
    now = now or timezone.now()
    of_newcomers = {
        "person__onboarding__finished_at__isnull": True,
        "person__onboarding__isnull": False,
        "meeting__state__in": rules.STANDING,
        "meeting__ends_at__lte": now,
        "meeting__ends_at__gt": now - timedelta(days=7),
    }
    came = Attendance.objects.filter(came=True, **of_newcomers).select_related("person")
    signed_up = SignUp.objects.filter(state=Answer.COMING, **of_newcomers).exclude(
        meeting__in=Attendance.objects.values("meeting")
    )
    ticked = 0
    rows = [(row.person, row.meeting_id) for row in came]
    rows += [(row.person, row.meeting_id) for row in signed_up.select_related("person")]
    for person, meeting in rows:
        if person is None:
            continue
        about = f"meeting:{meeting}"
        with transaction.atomic():
            ticked += tick_step(person=person, deed=Deed.MEETING_JOINED, about=about, by=by)
    return ticked

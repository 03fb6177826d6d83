"""What the clock does for groups that should meet."""

from datetime import date, datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from members.groups.models import Group
from portal.audit import trail
from portal.kit.calendar import is_working_day

from .. import notices
from ..enums import Stage, Standing
from ..models import Told
from ..queries import Line, lines

log = structlog.get_logger("events.cadence")

#: The coordinators have so long after the last good day before the secretariat is told.
PATIENCE = timedelta(weeks=2)


def tell_of_cadence(*, now: datetime | None = None, by) -> int:
    """Tell the coordinators of each group that is due, and the secretariat where it has been overdue for two
    weeks; once for each due day, and not where a meeting is announced. Returns of how many. On working days.

    Safe to repeat and to run twice at once. One that fails is logged and the others are told of; then
    raises ExceptionGroup.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    if not is_working_day(today):
        return 0
    told, errors = 0, []
    for line in lines(Group.objects.all(), now):
        if line.cadence.standing == Standing.ON_TIME or line.next is not None:
            continue
        try:
            with transaction.atomic():
                told += _tell(line, today, now, by)
        except Exception as error:
            log.exception("cadence_not_told", group=line.group.pk)
            errors.append(error)
    if errors:
        raise ExceptionGroup("Not everybody could be told that their group should meet.", errors)
    return told


def _tell(line: Line, today: date, now: datetime, by) -> bool:
    told = False
    if line.coordinators and _claim(line, Stage.COORDINATORS, now):
        notices.tell_coordinators(line, by=by)
        told = True
    if today >= line.cadence.due_on + PATIENCE and _claim(line, Stage.SECRETARIAT, now):
        notices.tell_secretariat(line, by=by)
        told = True
    if told:
        trail.record("cadence.told", on=line.group, by=by)
    return told


def _claim(line: Line, stage: Stage, now: datetime) -> bool:
    """Write down that it is told; False when it has been told already."""
    _row, mine = Told.objects.get_or_create(
        group=line.group, due_on=line.cadence.due_on, stage=stage, defaults={"at": now}
    )
    return mine

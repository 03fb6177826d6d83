"""What the clock does for onboardings: a word to whoever has come no further, and to the secretariat of
checks that are due."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from members.people.queries import away, members
from portal.audit import trail
from portal.kit.dates import is_working_day

from .. import notices
from ..enums import News
from ..models import Onboarding, Step, Told
from ..queries import Progress, checks_due
from ..queries.mine import put_together

log = structlog.get_logger("members.onboarding")

#: After so many days without a step the newcomer is reminded, and so many times for the same step.
REMIND_AFTER, TIMES = 7, 2
#: What has been due for longer is no news: a job that stood still sends no wave of letters.
STILL_NEWS = timedelta(days=10)


def tell_of_onboardings(*, now: datetime | None = None, by) -> int:
    """Remind and tell, each newcomer in a transaction of its own; returns of how many. Nothing on days on
    which offices are closed, of those who have finished, left or are on leave.

    Safe to repeat and to run twice at once. One that fails is logged and the others are told of; then
    raises ExceptionGroup.
    """
    now = now or timezone.now()
    if not is_working_day(timezone.localdate(now)):
        return 0
    told, errors = 0, []
    begun = (
        Onboarding.objects.filter(person__in=members().values("pk"))
        .exclude(person__in=away(timezone.localdate(now)).values("person"))
        .filter(started_at__gt=now - timedelta(days=365))
        .select_related("person")
        .prefetch_related("done", "checks")
    )
    steps = list(Step.objects.all())
    for onboarding in begun:
        own = [step for step in steps if step.track_id == onboarding.track_id]
        try:
            with transaction.atomic():
                told += _tell(put_together(onboarding, own, onboarding.done.all()), now, by)
        except Exception as error:
            log.exception("onboarding_not_told", onboarding=onboarding.pk)
            errors.append(error)
    if errors:
        raise ExceptionGroup("Not everybody could be told of the onboardings.", errors)
    return told


def _tell(progress: Progress, now: datetime, by) -> bool:
    onboarding = progress.onboarding
    told = False
    stage = _stage_due(now - progress.moved_at)
    step = progress.next if stage and onboarding.finished_at is None else None
    if step is not None and _claim(onboarding, News.STEP, stage, progress.done, now):
        notices.next_step(onboarding, step=step.step.title, by=by)
        told = True
    for after in checks_due(onboarding, now):
        fresh = now - onboarding.started_at - timedelta(days=after) <= STILL_NEWS
        if fresh and _claim(onboarding, News.CHECK, after, 0, now):
            notices.check_due(onboarding, after=after, by=by)
            told = True
    if told:
        trail.record("onboarding.told", on=onboarding, by=by, about=onboarding.person)
    return told


def _stage_due(still: timedelta) -> int:
    """Which reminder is due once nothing has been ticked for so long: the first, the second; 0 for none,
    also where it has been due for so long that it is no news."""
    stage = min(still.days // REMIND_AFTER, TIMES)
    late = still - timedelta(days=stage * REMIND_AFTER)
    return stage if late <= STILL_NEWS else 0


def _claim(onboarding: Onboarding, news: News, stage: int, steps: int, now: datetime) -> bool:
    """Write down that it is told; False when it has been told already."""
    _row, mine = Told.objects.get_or_create(
        onboarding=onboarding, news=news, stage=stage, steps=steps, defaults={"at": now}
    )
    return mine

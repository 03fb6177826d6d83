"""Opening, reminding and telling that it is closed."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import Refused, stop_if

from .. import default, notices, problems, rules
from ..models import Evaluation
from ..queries import parts_to_tell, still_silent
from ..spreading import spread
from ..subjects import KINDS, kind_of, subject_of
from . import preparing

log = structlog.get_logger("events.evaluations")

#: What ended longer ago is no longer evaluated by itself.
LATEST = timedelta(days=7)
#: So long before it closes, those who have not answered are reminded.
REMINDED = timedelta(days=4)


@transaction.atomic
def open_now(
    *, evaluation: Evaluation, at: datetime | None = None, quietly: bool = False, by
) -> Evaluation:
    """Ask those who took part. Raises `Refused` ("too_early", "not_held", "open_already"); by the clock (`by`
    None) or by whoever may set the questions."""
    now = at or timezone.now()
    if by is not None and not rules.may_set(by, evaluation):
        raise Refused([problems.NOT_YOURS])
    stop_if(problems.to_open(evaluation, now))
    kind, number = kind_of(evaluation)
    people = list(kind.answerers(number))
    opened = Evaluation.objects.filter(
        pk=evaluation.pk, opened_at__isnull=True, dropped_at__isnull=True
    ).update(
        opened_at=now,
        closes_at=now + timedelta(days=evaluation.days_open),
        asked=len(people),
    )
    evaluation.refresh_from_db()
    if opened:
        spread(evaluation)
        trail.record("evaluations.opened", on=evaluation, by=by, count=len(people))
        if not quietly:
            notices.tell_open(evaluation, people, by=by)
    return evaluation


def open_due(*, now: datetime | None = None, by) -> int:
    """Open what is over, with the questions that were set or else the usual ones; returns how many. Safe to
    repeat, and what fails does not keep the others waiting."""
    now = now or timezone.now()
    opened = 0
    for name, kind in KINDS.items():
        for number in kind.over(now - LATEST, now):
            subject = f"{name}:{number}"
            known = Evaluation.objects.filter(subject=subject).first()
            if known is not None and (known.opened_at or known.dropped_at):
                continue
            try:
                with transaction.atomic():
                    evaluation = known or preparing.write(
                        subject=subject, questions=default.questions_of(kind), by=by
                    )
                    if kind.answerers(number).exists():
                        open_now(evaluation=evaluation, at=now, by=by)
                        opened += 1
            except Refused as refused:
                log.info("not_opened", subject=subject, codes=refused.codes)
    return opened


def remind(*, now: datetime | None = None, by) -> int:
    """Some days before it closes, remind those who have not answered, once; returns how many evaluations."""
    now = now or timezone.now()
    due = Evaluation.objects.filter(
        dropped_at__isnull=True,
        reminded_at__isnull=True,
        closes_at__gt=now,
        closes_at__lte=now + REMINDED,
    )
    reminded = 0
    for evaluation in due:
        with transaction.atomic():
            rows = Evaluation.objects.filter(pk=evaluation.pk, reminded_at__isnull=True)
            if not rows.update(reminded_at=now):
                continue
            notices.tell_soon_closed(evaluation, still_silent(evaluation), by=by)
            trail.record("evaluations.reminded", on=evaluation, by=by)
            reminded += 1
    return reminded


def tell_closed(*, now: datetime | None = None, by) -> int:
    """Those who see the answers, that there are no more to come; returns how many evaluations. Safe to
    repeat."""
    now = now or timezone.now()
    told = 0
    for evaluation in Evaluation.objects.filter(
        dropped_at__isnull=True, told_at__isnull=True, closes_at__lte=now
    ):
        with transaction.atomic():
            rows = Evaluation.objects.filter(pk=evaluation.pk, told_at__isnull=True)
            if not rows.update(told_at=now):
                continue
            kind, number = kind_of(evaluation)
            if subject_of(evaluation) is not None:
                notices.tell_closed(evaluation, kind.overseers(number), by=by)
                for part, people in parts_to_tell(evaluation):
                    notices.tell_part_closed(evaluation, part, people, by=by)
            trail.record("evaluations.closed", on=evaluation, by=by)
            told += 1
    return told

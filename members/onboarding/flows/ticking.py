"""Ticking the steps of an onboarding."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.prepared import Prepared
from portal.kit.problems import stop_if

from ..enums import ABOUT_SOMETHING, BY_WORD, Deed
from ..models import Onboarding, Step, StepDone
from ..problems import to_meet

_onboarding_of = Prepared(lambda person: Onboarding.objects.filter(person=person).order_by())


# Called in the transaction of the deed itself, by whom it is undone with all else: it needs no savepoint.
@transaction.atomic(savepoint=False)
def tick(*, person: User, deed: Deed, about: str = "", subjects: Collection[str] = (), by) -> int:
    """Tick the member's open steps that this deed fulfils; returns how many. Safe to repeat.

    `about` names what the deed was done with, a kind and a number: `version:12`, `meeting:7`.
    `subjects` are what it was about: steps that name another guide or topic stay open.
    """
    fitting = Q(subject__in=list(subjects))
    if deed not in ABOUT_SOMETHING:
        fitting |= Q(subject="")
    return _tick(person, fitting & Q(deed=deed), about, by)


@transaction.atomic
def tick_by_hand(*, step: Step, by: User) -> int:
    """The member says that a step is done; only steps that wait for their word."""
    return _tick(by, Q(pk=step.pk, deed__in=BY_WORD), "", by)


@transaction.atomic
def tick_met(*, onboarding: Onboarding, by: User) -> int:
    """The buddy says that they have met."""
    stop_if(to_meet(onboarding, by))
    return tick(person=onboarding.person, deed=Deed.BUDDY_MET, by=by)


def _tick(person, fitting: Q, about, by) -> int:
    onboarding = next(iter(_onboarding_of(person.pk)), None)
    if onboarding is None:
        return 0
    ticked = 0
    for step in Step.objects.filter(fitting, track=onboarding.track_id, is_active=True):
        _, created = StepDone.objects.get_or_create(
            onboarding=onboarding, step=step, defaults={"about": about}
        )
        if created:
            ticked += 1
            trail.record("onboarding.step_done", on=onboarding, by=by, about=person, step=step.pk)
    if ticked:
        _finish(onboarding, by)
    return ticked


def _finish(onboarding: Onboarding, by) -> None:
    """With the last step done, the reminders stop and the buddy is free for the next."""
    left = Step.objects.filter(track=onboarding.track_id, is_active=True)
    if left.exclude(done__onboarding=onboarding).exists():
        return
    now = timezone.now()
    rows = Onboarding.objects.filter(pk=onboarding.pk, finished_at__isnull=True)
    if rows.update(finished_at=now):
        trail.record("onboarding.finished", on=onboarding, by=by, about=onboarding.person)

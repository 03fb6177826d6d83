"""A member's own onboarding, ready for the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from members.people.models import User
from members.people.rules import is_member

from .. import subjects
from ..models import IntroSlot, Onboarding, Step, StepDone
from ..subjects import Gone


@dataclass(frozen=True)
class Item:
    """One step as the member sees it."""

    step: Step
    done_at: datetime | None
    about: str = ""
    #: What it asks for, where that is not to be used any more.
    gone: Gone | None = None


@dataclass(frozen=True)
class Progress:
    onboarding: Onboarding
    items: list[Item]

    @property
    def done(self) -> int:
        return sum(item.done_at is not None for item in self.items)

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def is_complete(self) -> bool:
        return self.done == self.total

    @property
    def next(self) -> Item | None:
        return next((item for item in self.items if item.done_at is None), None)

    @property
    def moved_at(self) -> datetime:
        """When the newcomer last came further."""
        return max(
            (item.done_at for item in self.items if item.done_at is not None),
            default=self.onboarding.started_at,
        )


def buddy_of(user) -> User | None:
    """Who has said yes to helping this newcomer, also before their first day."""
    own = Onboarding.objects.filter(person=user).select_related("buddy").first()
    return own.buddy if own is not None else None


def progress_for(user) -> Progress | None:
    """The member's own progress in three queries; None for someone who has no onboarding."""
    if not is_member(user):
        return None
    onboarding = Onboarding.objects.filter(person=user).select_related("buddy").first()
    if onboarding is None:
        return None
    return put_together(
        onboarding, Step.objects.filter(track=onboarding.track_id), onboarding.done.all()
    )


def put_together(
    onboarding: Onboarding, steps: Iterable[Step], done: Iterable[StepDone]
) -> Progress:
    """What stands in use or has been done, in order, with what has been done of it."""
    ticks: Mapping[int, StepDone] = {tick.step_id: tick for tick in done}
    items = []
    for step in steps:
        tick = ticks.get(step.pk)
        if tick is not None:
            items.append(Item(step, tick.done_at, tick.about))
        elif step.is_active:
            items.append(Item(step, None))
    return Progress(onboarding, items)


def with_what_is_gone(progress: Progress) -> Progress:
    """The same, where each open step says whether what it asks for is not to be used any more."""
    gone = subjects.gone(
        (item.step.deed, item.step.subject) for item in progress.items if item.done_at is None
    )
    return replace(
        progress,
        items=[
            item if item.done_at else replace(item, gone=gone.get(item.step.subject))
            for item in progress.items
        ],
    )


def slots_for(user) -> QuerySet[IntroSlot]:
    """The times ahead that a newcomer can choose, and their own; nobody else's."""
    if not is_member(user) or not Onboarding.objects.filter(person=user.pk).exists():
        return IntroSlot.objects.none()
    ahead = IntroSlot.objects.filter(starts_at__gt=timezone.now())
    return ahead.filter(Q(taken_by__isnull=True) | Q(taken_by=user.pk)).select_related("host")

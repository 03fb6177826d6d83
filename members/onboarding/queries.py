"""A member's own onboarding, ready for the page."""

from dataclasses import dataclass
from datetime import datetime

from members.people.rules import is_member

from .models import Onboarding, Step


@dataclass(frozen=True)
class Item:
    """One step as the member sees it."""

    step: Step
    done_at: datetime | None


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


def progress_for(user) -> Progress | None:
    """The member's own progress in three queries; None for someone who has no onboarding."""
    if not is_member(user):
        return None
    onboarding = Onboarding.objects.filter(person=user).select_related("buddy").first()
    if onboarding is None:
        return None
    done = dict(onboarding.done.values_list("step_id", "done_at"))
    steps = [step for step in Step.objects.all() if step.is_active or step.pk in done]
    return Progress(onboarding, [Item(step, done.get(step.pk)) for step in steps])

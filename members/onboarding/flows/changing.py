"""A newcomer goes on along another track."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from ..enums import BY_WORD
from ..models import Onboarding, Step, StepDone, Track
from ..problems import to_change_track


@transaction.atomic
def change_track(*, onboarding: Onboarding, track: Track, by: User) -> Onboarding:
    """Let a newcomer go on along another track; what has been done counts where the new one asks for the
    same. The old ticks are kept, so that changing back loses nothing. Raises `Refused`."""
    Onboarding.objects.filter(pk=onboarding.pk).update(started_at=F("started_at"))  # the lock
    onboarding.refresh_from_db()
    stop_if(to_change_track(onboarding, track, by))
    done = {
        _what(each.step): each for each in onboarding.done.select_related("step").order_by("-pk")
    }
    ticked = set(onboarding.done.values_list("step", flat=True))
    steps = list(Step.objects.filter(track=track, is_active=True))
    for step in steps:
        if step.pk not in ticked and (before := done.get(_what(step))) is not None:
            StepDone.objects.create(
                onboarding=onboarding, step=step, done_at=before.done_at, about=before.about
            )
            ticked.add(step.pk)
    onboarding.track = track
    is_done = all(step.pk in ticked for step in steps)
    onboarding.finished_at = (onboarding.finished_at or timezone.now()) if is_done else None
    onboarding.save(update_fields=["track", "finished_at"])
    trail.record("onboarding.track_of_person", on=onboarding, by=by, about=onboarding.person)
    return onboarding


def _what(step: Step) -> tuple[str, str, str]:
    """What a step asks for. One that waits for the member's word is the same where it is called the same."""
    return step.deed, step.subject, step.title if step.deed in BY_WORD else ""

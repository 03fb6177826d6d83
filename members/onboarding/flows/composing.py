"""The secretariat's tracks and their steps."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit import trail

from .. import subjects
from ..models import Step, Track
from ..problems import RETIRED


@transaction.atomic
def keep_track(*, track: Track, by) -> Track:
    """Store a new or changed track; made the usual one, it takes the place of the one that was."""
    track.full_clean(validate_constraints=False)
    if track.is_default:
        Track.objects.filter(is_default=True).exclude(pk=track.pk).update(is_default=False)
    elif not Track.objects.filter(is_default=True).exclude(pk=track.pk).exists():
        raise ValidationError(_("One track must be the usual one. Choose another one first."))
    track.full_clean()
    created = track.pk is None
    track.save()
    action = "onboarding.track_created" if created else "onboarding.track_changed"
    trail.record(action, on=track, by=by)
    return track


@transaction.atomic
def keep_step(*, step: Step, by) -> Step:
    """Store a new or changed step; raises ValidationError for what does not fit its fields. One that is
    about a guide leads there, unless another address is given."""
    step.full_clean()
    if not subjects.fits(step.deed, step.subject):
        raise ValidationError({"subject": _("Choose one that belongs to what ticks the step.")})
    if step.is_active and subjects.gone([(step.deed, step.subject)]):
        raise ValidationError({"subject": RETIRED})
    before = Step.objects.filter(pk=step.pk).first()
    is_about_another = before is not None and before.subject != step.subject
    # The address came with what it was about, and goes with it.
    if before and is_about_another and step.target == _address(before):
        step.target = ""
    step.target = step.target or _address(step)
    created = step.pk is None
    step.save()
    trail.record(
        "onboarding.step_created" if created else "onboarding.step_changed", on=step, by=by
    )
    return step


def _address(step: Step) -> str:
    return subjects.address(step.deed, step.subject)

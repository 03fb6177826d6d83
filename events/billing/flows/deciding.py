"""Whether somebody who gave their seat back late is charged."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from events.conference.flows.noting import note as write_note
from events.conference.models import Registration
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import problems
from ..models import LateDecision


@transaction.atomic
def decide(
    *, registration: Registration, is_charged: bool, note: str, at: datetime | None = None, by
) -> LateDecision:
    """Charge what they had, or nothing, and say why; a later decision takes the place of an earlier one. What
    has been billed by then shows up as changed. Safe to repeat."""
    refuse_cpr(note)
    registration = Registration.objects.select_related("person").get(pk=registration.pk)
    stop_if(problems.to_decide(registration, by))
    found = LateDecision.objects.filter(registration=registration).first()
    if found is not None and found.is_charged == is_charged:
        return found
    decided, _new = LateDecision.objects.update_or_create(
        registration=registration,
        defaults={
            "is_charged": is_charged,
            "decided_at": at or timezone.now(),
            "decided_by": by,
        },
    )
    written = write_note(registration=registration, text=note, by=by)
    trail.record(
        "billing.late_charged" if is_charged else "billing.late_let_off",
        on=registration,
        by=by,
        about=registration.person,
        note=written.pk,
    )
    return decided

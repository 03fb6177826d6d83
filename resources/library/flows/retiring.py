"""Taking material out of use, and back into it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import signals
from ..models import Guide, Retirement
from ..retiring import to_bring_back, to_retire
from .holding import hold


@transaction.atomic
def retire(
    *, guide: Guide, because: str, instead: Guide | None = None, at: datetime | None = None, by
) -> Retirement:
    """From now on the material is not used any more: no list and no search leads to it, and its address says
    why and what is read instead. Safe to repeat. Raises `Refused` without a reason, for a text that is on its
    way, and for a replacement that is retired itself or would lead back here."""
    refuse_cpr(because)
    hold(guide, instead)
    if (done := Retirement.objects.filter(guide=guide).first()) is not None:
        return done
    stop_if(to_retire(guide, because, instead, by))
    retirement = Retirement.objects.create(
        guide=guide, because=because.strip(), replaced_by=instead, retired_at=at or timezone.now()
    )
    trail.record("library.retired", on=guide, by=by)
    signals.guide_retired.send(sender=Guide, guide=guide, by=by)
    return retirement


@transaction.atomic
def bring_back(*, guide: Guide, by) -> None:
    """Into lists and search again, as if it had never been away. Safe to repeat."""
    stop_if(to_bring_back(by))
    gone, _rows = Retirement.objects.filter(guide=guide).delete()
    if gone:
        trail.record("library.brought_back", on=guide, by=by)

"""A rule has changed: what rests on it is put on a list and looked at again, piece by piece."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr
from resources.library.models import Guide, LegalBasis
from resources.library.problems import to_draft

from .. import citing, notices
from ..enums import Check
from ..models import Recheck, RuleChange
from ..problems import to_check, words_blockers
from ..queries import resting_on


@transaction.atomic
def rule_changed(
    *, basis: LegalBasis, words: str, since: date, at: datetime | None = None, by
) -> RuleChange:
    """Note that a rule is another one from a day on; what rests on it is listed, and its owners are told.
    The same again gives the first one back."""
    stop_if([*to_draft(by), *words_blockers(words)])
    refuse_cpr(words)
    # One at a time for each rule: of two clicks the second finds what the first has written.
    LegalBasis.objects.filter(pk=basis.pk).update(act=F("act"))
    same = {"basis": basis, "words": words.strip(), "since": since}
    if (first := RuleChange.objects.filter(**same).first()) is not None:
        return first
    change = RuleChange.objects.create(**same, created_at=at or timezone.now())
    guides = resting_on(basis)
    Recheck.objects.bulk_create(
        [
            *(Recheck(change=change, guide_id=number) for number in guides),
            *(Recheck(change=change, subject=each) for each in citing.found(basis, guides)),
        ]
    )
    trail.record("care.rule_changed", on=change, by=by)
    notices.rule_changed(change, list(Guide.objects.filter(pk__in=guides)), by=by)
    return change


@transaction.atomic
def check(*, recheck: Recheck, outcome: str, at: datetime | None = None, by) -> Recheck:
    """A piece has been looked at, with what came of it; `Check.WAITS` takes that back."""
    Recheck.objects.filter(pk=recheck.pk).update(outcome=F("outcome"))
    recheck = Recheck.objects.select_related("change").get(pk=recheck.pk)
    stop_if(to_check(by, recheck, outcome))
    if recheck.outcome == outcome:
        return recheck
    done = outcome != Check.WAITS
    recheck.outcome = outcome
    recheck.checked_at = (at or timezone.now()) if done else None
    recheck.checked_by = by if done else None
    recheck.save(update_fields=["outcome", "checked_at", "checked_by"])
    trail.record("care.rechecked", on=recheck, by=by, outcome=str(outcome))
    return recheck


@transaction.atomic
def take_back(*, change: RuleChange, by) -> None:
    """The rule has not changed after all: the list goes, and the line on the pages with it."""
    stop_if(to_draft(by))
    trail.record("care.rule_change_taken_back", on=change, by=by)
    change.delete()

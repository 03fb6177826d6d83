"""What readers say of material: whether it helped, and that something is out of date."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr
from resources.library.models import Guide, Version

from .. import notices
from ..models import Opinion, Report
from ..problems import to_report, to_say, to_settle, words_blockers


@transaction.atomic
def say(
    *, version: Version, helped: bool, words: str = "", at: datetime | None = None, by
) -> Opinion:
    """Whether a version helped, with or without a word to its owner; the same person's later opinion stands
    instead of the first. The trail does not say of what: what a member reads is their own affair."""
    stop_if(to_say(by, version))
    refuse_cpr(words)
    words, moment = words.strip(), at or timezone.now()
    before = Opinion.objects.filter(person=by, version=version).first()
    opinion, _new = Opinion.objects.update_or_create(
        person=by, version=version, defaults={"helped": helped, "words": words, "said_at": moment}
    )
    trail.record("care.said", on=None, by=by)
    if words and (before is None or before.words != words):
        notices.said(version.edition.guide, by=by)
    return opinion


@transaction.atomic
def report(*, guide: Guide, words: str, at: datetime | None = None, by) -> Report:
    """Somebody finds something out of date; owner and desk are told. Raises `Refused` while what they have
    reported before waits for its answer."""
    stop_if([*to_report(by, guide), *words_blockers(words)])
    refuse_cpr(words)
    try:
        with transaction.atomic():
            made = Report.objects.create(
                guide=guide, person=by, words=words.strip(), created_at=at or timezone.now()
            )
    except IntegrityError:
        # The second of two at once.
        stop_if(to_report(by, guide))
        raise
    trail.record("care.reported", on=made, by=by)
    notices.reported(made, by=by)
    return made


@transaction.atomic
def settle(*, report: Report, outcome: str, answer: str, at: datetime | None = None, by) -> Report:
    """What came of it, with a word to the one who reported it, who is told. Of two who settle it at once, the
    second is refused."""
    # The row is locked by being written first.
    Report.objects.filter(pk=report.pk).update(outcome=F("outcome"))
    report = Report.objects.select_related("guide", "person").get(pk=report.pk)
    stop_if(to_settle(by, report, outcome, answer))
    refuse_cpr(answer)
    report.outcome, report.answer = outcome, answer.strip()
    report.settled_at, report.settled_by = at or timezone.now(), by
    report.save(update_fields=["outcome", "answer", "settled_at", "settled_by"])
    trail.record("care.settled", on=report, by=by, outcome=str(outcome))
    notices.settled(report, by=by)
    return report

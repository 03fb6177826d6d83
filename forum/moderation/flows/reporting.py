"""Telling the secretariat that something is wrong with a text."""

from django.db import IntegrityError, transaction
from django.db.models import F

from forum.questions.enums import Reason
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, queries
from ..enums import OPEN
from ..models import Case, Report, Text
from ..problems import to_report


@transaction.atomic
def report(*, post: Text, reason: Reason, word: str = "", by: User) -> Report:
    """Report a text; who keeps order is told when it is the first to say so. Reporting it again, while it
    is looked at, gives the first report back.

    The trail does not say who: those who see the trail may be the ones who wrote the text.
    """
    stop_if(to_report(post, by))
    refuse_cpr(word)
    case, is_new = _case_of(post)
    mine, is_first = Report.objects.get_or_create(
        case=case, person=by, defaults={"reason": reason, "word": word.strip()}
    )
    if is_first:
        trail.record("moderation.reported", on=case, by=None, reason=str(reason))
    if is_new:
        notices.reported(case, mine, by=by)
    return mine


def _case_of(post: Text) -> tuple[Case, bool]:
    """The text's open case with its row locked, and whether it was opened just now. Two who report at
    once are held apart by the database: the slower one finds the other's case."""
    while True:
        case, is_new = queries.open_case_of(post), False
        if case is None:
            try:
                with transaction.atomic():
                    case = Case.objects.create(**{str(post._meta.model_name): post})
                    is_new = True
            except IntegrityError:
                continue
        # It may have been settled a moment ago; then this is a case of its own.
        if Case.objects.filter(pk=case.pk, state__in=OPEN).update(opened_at=F("opened_at")):
            return case, is_new

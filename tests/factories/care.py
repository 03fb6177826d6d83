"""What is said of material, made through the same flows as in the portal."""

from datetime import date

from django.utils import timezone

from resources.care.flows import answering, hearing, rechecking
from resources.care.models import Care, Report, RuleChange


def own(guide, owner, deputy=None, *, review_on: date | None = None, **facts) -> Care:
    """Somebody answers for it."""
    return answering.set_care(
        guide=guide, owner=owner, deputy=deputy, review_on=review_on, by=None, **facts
    )


def report(guide, by, words: str = "Fristen er en anden nu.") -> Report:
    return hearing.report(guide=guide, words=words, by=by)


def change(basis, words: str = "Fristen er syv arbejdsdage.", *, by, since=None) -> RuleChange:
    return rechecking.rule_changed(
        basis=basis, words=words, since=since or timezone.localdate(), by=by
    )

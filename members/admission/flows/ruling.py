"""The rules of membership: a new version is published, a former one never changed."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import trail
from portal.kit.problems import Blocker, Refused, stop_if
from portal.ui.validators import refuse_cpr

from ..models import MembershipRules
from ..problems import to_publish_rules

MEANWHILE = Blocker("published_meanwhile", _("Somebody else has just published new rules."))


@transaction.atomic
def publish_rules(*, text: str, change: str, valid_from: date, by) -> MembershipRules:
    """Publish the next version, in force from a day that has not passed and after all others.

    Raises `Refused`; ValidationError for a CPR number.
    """
    stop_if(to_publish_rules(text, valid_from, by))
    refuse_cpr(text, change)
    latest = MembershipRules.objects.first()
    try:
        with transaction.atomic():
            rules = MembershipRules.objects.create(
                number=latest.number + 1 if latest else 1,
                text=text.strip(),
                change=change,
                valid_from=valid_from,
                published_by=by,
            )
    except IntegrityError:  # the number is unique, and decides
        raise Refused([MEANWHILE]) from None
    trail.record("admission.rules_published", on=rules, by=by, number=rules.number)
    return rules

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import notices
from ..models import Confirmation
from ..problems import to_confirm


@transaction.atomic
def confirm(*, person: User, by) -> Confirmation:
    """What the network knows of the person is right, say they or, having talked to them, the secretariat.

    Answers this year's question and any of a year before that still waits; where there was none it is given
    of the person's own accord, and given again later in the year it is renewed. Twice on one day it is done
    once. Changes nothing in a suspension: the secretariat is told and lifts it. Raises `Refused`.
    """
    User.objects.select_for_update().get(pk=person.pk)
    stop_if(to_confirm(person, by))
    now, own = timezone.now(), by.pk == person.pk
    year = timezone.localdate(now).year
    found = Confirmation.objects.filter(person=person, year=year).first()
    if found is not None and found.was_confirmed_today and not (own and found.by_secretariat):
        return found
    person.confirmations.filter(confirmed_at__isnull=True, year__lt=year).update(
        confirmed_at=now, by_secretariat=not own
    )
    row = found or Confirmation(person=person, year=year)
    if row.confirmed_at is None:
        row.confirmed_at = now
    else:
        row.renewed_at = now
    row.by_secretariat = not own
    row.save()
    trail.record("confirmation.confirmed", on=row, by=by, about=person, year=year)
    notices.answered(person)
    if person.suspensions.filter(lifted_at__isnull=True).exists():
        notices.confirmed_after_hearing(person, by=by)
    return row

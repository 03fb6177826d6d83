"""A member registers colleagues of their own municipality on the same payer, in one go."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from members.municipalities.models import Municipality
from portal.audit import trail
from portal.kit.problems import Blocker, Refused, stop_if

from .. import problems
from ..models import Conference, Registration
from . import registering, stock


@transaction.atomic
def register_colleagues(
    *,
    conference: Conference,
    people: Iterable,
    payer: Municipality,
    ean: str,
    payer_reference: str,
    order_number: str = "",
    waits_for_seat: bool = False,
    key: UUID,
    at: datetime | None = None,
    by,
) -> list[Registration]:
    """A seat for each of them, or nothing at all; with `waits_for_seat` those for whom there is none stand in
    line. Each is told, and completes the rest themselves. The same key again answers with the first result.
    Raises `Refused` as `registering.register` does."""
    stock.lock(conference.pk)
    people = sorted(people, key=lambda person: person.pk)
    keys = {person.pk: uuid5(key, str(person.pk)) for person in people}
    again = Registration.objects.filter(idempotency_key__in=keys.values()).exists()
    if not again:
        stop_if(problems.to_register_colleagues(people))
    done: list[Registration] = []
    for person in people:
        try:
            done.append(
                registering.register(
                    conference=conference,
                    person=person,
                    payer=payer,
                    ean=ean,
                    payer_reference=payer_reference,
                    order_number=order_number,
                    waits_for_seat=waits_for_seat,
                    key=keys[person.pk],
                    at=at,
                    by=by,
                )
            )
        except Refused as refused:
            raise Refused(
                Blocker(each.code, f"{person.name}: {each.message}")
                if each.code != problems.FULL.code
                else problems.too_few_for_all(len(done))
                for each in refused.blockers
            ) from None
    if not again:
        trail.record("conference.colleagues_registered", on=conference, by=by, count=len(done))
    return done

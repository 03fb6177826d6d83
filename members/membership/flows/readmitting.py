"""A former member comes back without a new application."""

from datetime import date

from django.db import transaction

from members.municipalities.models import Municipality
from members.onboarding.flows import start_onboarding
from members.people.enums import PostRole
from members.people.flows import membership
from members.people.models import Membership, User
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import notices
from ..problems import to_readmit


@transaction.atomic
def readmit(
    *,
    person: User,
    municipality: Municipality,
    role: PostRole,
    starts_on: date | None = None,
    by,
) -> Membership:
    """A new membership on the old account, whose log-in and texts are still there. Raises `Refused`."""
    User.objects.select_for_update().get(pk=person.pk)
    stop_if(to_readmit(person))
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
    admitted = membership.admit(
        person=person, municipalities=[municipality], role=role, starts_on=starts_on, by=by
    )
    start_onboarding(person=person, by=by)
    trail.record("membership.readmitted", on=admitted, by=by, about=person)
    notices.readmitted(person, starts_on, by=by)
    return admitted

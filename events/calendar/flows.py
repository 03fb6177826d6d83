"""The addresses of subscribed calendars."""

from django.db import transaction
from django.utils import timezone

from members.groups.models import Group
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.kit.secret_links import new_secret

from .models import CalendarKey
from .problems import to_subscribe


@transaction.atomic
def make_address(*, group: Group | None = None, by: User) -> str:
    """A new secret for one's own calendar or a group's, which ends the one before. It is given back this
    once. Raises `Refused`."""
    stop_if(to_subscribe(by))
    token, token_hash = new_secret()
    CalendarKey.objects.update_or_create(
        person=by,
        group=group,
        defaults={"token_hash": token_hash, "created_at": timezone.now()},
    )
    trail.record("calendar.address_made", on=None, by=by)
    return token


@transaction.atomic
def drop_address(*, group: Group | None = None, by: User) -> None:
    """The calendar's address leads nowhere any more. Safe to repeat."""
    if CalendarKey.objects.filter(person=by, group=group).delete()[0]:
        trail.record("calendar.address_closed", on=None, by=by)


@transaction.atomic
def forget(*, person: User, by: User | None) -> None:
    """The membership has ended: none of the person's addresses leads anywhere any more. Safe to repeat."""
    if CalendarKey.objects.filter(person=person).delete()[0]:
        trail.record("calendar.address_closed", on=None, by=by)

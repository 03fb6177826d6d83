"""What a coordinator does for a group, offered for handing over."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.people import duties
from members.people.duties import Duty, Held
from members.people.enums import Role
from members.people.flows import roles
from members.people.models import User
from members.people.queries import in_force

from .models import Group


def held_by(person: User) -> Iterable[Held]:
    """The groups that a person coordinates today."""
    terms = person.grants.filter(in_force(), role=Role.COORDINATOR)
    for group in Group.objects.filter(pk__in=terms.values("group_id")):
        yield Held(group.pk, group.name)


@transaction.atomic
def hand_over(*, person: User, number: int, to: User | None, by) -> None:
    """The group has another coordinator, or none for now. Safe to repeat."""
    group = Group.objects.filter(pk=number).first()
    if group is None:
        return
    for term in person.grants.filter(in_force(), role=Role.COORDINATOR, group_id=group.pk):
        roles.end(grant=term, by=by)
    if to is not None:
        roles.grant(person=to, role=Role.COORDINATOR, group=group, by=by)


def offer() -> None:
    duties.offer("coordinator", Duty(_("Coordinator of a group"), held_by, hand_over))

"""Mails about a group's meetings that a member leaves, by the link in one of them or on the group's page."""

from django.db import transaction

from members.groups.models import Group
from members.people.models import User
from portal.audit import trail

from ..enums import Letters
from ..models import Silence


@transaction.atomic
def leave_news(*, person: User, number: int, by: User) -> None:
    """No more mails that the group meets, or looks for a date. Safe to repeat."""
    _leave(person, number, Letters.NEWS, by)


@transaction.atomic
def leave_reminders(*, person: User, number: int, by: User) -> None:
    """No more mails that a meeting of the group is soon. Safe to repeat."""
    _leave(person, number, Letters.REMINDERS, by)


@transaction.atomic
def hear(*, group: Group, what: Letters, wanted: bool, by: User) -> None:
    """Have the group's mails of one kind again, or leave them. Safe to repeat."""
    if not wanted:
        _leave(by, group.pk, what, by)
    elif Silence.objects.filter(person=by, group=group, what=what).delete()[0]:
        trail.record("meetings.letters_wanted", on=None, by=by, what=what)


@transaction.atomic
def forget(*, person: User, by: User | None) -> None:
    """The membership has ended: there are no mails to be left. Safe to repeat."""
    if Silence.objects.filter(person=person).delete()[0]:
        trail.record("meetings.letters_forgotten", on=None, by=by)


def _leave(person: User, number: int, what: Letters, by: User) -> None:
    for group in Group.objects.filter(pk=number):
        Silence.objects.get_or_create(person=person, group=group, what=what)
        trail.record("meetings.letters_left", on=None, by=by, what=what)

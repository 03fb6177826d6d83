"""Whom the yearly confirmation tells, and in which words."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders
from portal.notices.flows import Mail, mark_read, tell
from portal.notices.queries import notices_for

#: The kind of the notices that put the question; *Min side* shows the question itself.
KIND = "confirmation"


def asked(people: Iterable[User], *, by) -> None:
    """The members: does it still hold?"""
    _put_the_question(people, "asked", by=by)


def reminded(people: Iterable[User], *, by) -> None:
    """The members who have not answered."""
    _put_the_question(people, "reminded", by=by)


def _put_the_question(people: Iterable[User], template: str, *, by) -> None:
    tell(
        people,
        kind=KIND,
        title=lambda: _("Is what we know of you still right?"),
        url=reverse("confirmation:mine"),
        mail=Mail(f"confirmation/mail/{template}"),
        by=by,
    )


def answered(person: User) -> None:
    """The question behind the person's bell is answered."""
    unread = notices_for(person).filter(kind=KIND, read_at__isnull=True)
    mark_read(notices=list(unread.values_list("pk", flat=True)), by=person)


def confirmed_after_hearing(person: User, *, by) -> None:
    """The secretariat: somebody who is heard about a suspension, or suspended, has confirmed."""
    tell(
        holders(Permission.MANAGE_MEMBERS),
        kind="confirmed-after-hearing",
        title=lambda: _("A member with an open suspension has confirmed their data"),
        url=reverse("people_desk:person", args=[person.pk]),
        by=by,
    )

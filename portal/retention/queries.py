"""Requests about one's own data, for a reader; and what still waits for a hand after an erasing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps
from django.db.models import QuerySet
from wagtail.admin.admin_url_finder import AdminURLFinder

from members.people.enums import Permission
from members.people.models import User
from members.people.rules import may

from .models import DataRequest, Leftover

#: So many days before a request is due the secretariat is reminded.
REMINDER = timedelta(days=7)


def requests_of(person: User) -> QuerySet[DataRequest]:
    """One's own, the newest first."""
    return person.data_requests.order_by("-made_at", "-pk")


def requests_for(user) -> QuerySet[DataRequest]:
    """Everybody's, for those who manage members; nobody else sees another's."""
    if not may(user, Permission.MANAGE_MEMBERS):
        return DataRequest.objects.none()
    return DataRequest.objects.select_related("person")


def open_requests(user) -> QuerySet[DataRequest]:
    """Those that wait for an answer, whose day comes first on top."""
    return requests_for(user).filter(outcome="").order_by("due_on", "pk")


def waiting_for(user) -> int:
    """How many this reader can answer: never their own."""
    return open_requests(user).exclude(person=user).count()


def to_remind_of(today: date) -> QuerySet[DataRequest]:
    """Those that are soon due and that nobody has been reminded of."""
    return DataRequest.objects.filter(
        outcome="", reminded_at__isnull=True, due_on__lte=today + REMINDER
    )


@dataclass(frozen=True)
class Place:
    """One leftover as it is shown: what it is called today, and where it is mended (empty where no page
    of the desk's does it)."""

    leftover: Leftover
    kind: str
    name: str
    field: str
    address: str


def places(leftovers: Iterable[Leftover], user) -> list[Place]:
    """The leftovers with their names as they are now; one whose row is gone meanwhile has none."""
    finder = AdminURLFinder(user)
    found = []
    for leftover in leftovers:
        model = apps.get_model(leftover.model)
        row = model._base_manager.filter(pk=leftover.row).first()
        words = str(model._meta.verbose_name)
        field = str(getattr(model._meta.get_field(leftover.field), "verbose_name", leftover.field))
        found.append(
            Place(
                leftover,
                words[:1].upper() + words[1:],
                str(row) if row is not None else "",
                field,
                (finder.get_edit_url(row) or "") if row is not None else "",
            )
        )
    return found

"""Requests about one's own data, for a reader; and what still waits for a hand after an erasing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps
from django.db.models import Model, QuerySet
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


def accounts_with_leftovers() -> list[int]:
    """The erased accounts for which there is still something to look at."""
    return list(Leftover.objects.order_by("person").values_list("person", flat=True).distinct())


def places(leftovers: Iterable[Leftover], user) -> list[Place]:
    """The leftovers with their names as they are now; one whose row is gone meanwhile has none. One query a
    kind, besides what the desk's own rule asks for each."""
    waiting = list(leftovers)
    finder = AdminURLFinder(user)
    rows: dict[tuple[str, str], Model] = {}
    for label in {each.model for each in waiting}:
        if (model := _model(label)) is not None:
            keys = [each.row for each in waiting if each.model == label]
            rows |= {(label, str(row.pk)): row for row in model._base_manager.filter(pk__in=keys)}
    found = []
    for each in waiting:
        kind, field = _words(each)
        row = rows.get((each.model, each.row))
        address = (finder.get_edit_url(row) or "") if row is not None else ""
        found.append(Place(each, kind, "" if row is None else str(row), field, address))
    return found


def _model(label: str) -> type[Model] | None:
    """None for a kind that the portal has no more."""
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def _words(leftover: Leftover) -> tuple[str, str]:
    """What its kind and its field are called."""
    model = _model(leftover.model)
    if model is None:
        return leftover.model, leftover.field
    kind = str(model._meta.verbose_name)
    names = {field.name: field for field in model._meta.local_fields}
    field = getattr(names.get(leftover.field), "verbose_name", leftover.field)
    return kind[:1].upper() + kind[1:], str(field)

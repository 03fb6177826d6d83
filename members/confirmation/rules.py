"""When the year's question is put, how long one may be silent, and who sees an answer."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from members.people.enums import Permission
from members.people.rules import may
from portal.kit.calendar import add_working_days
from portal.kit.dates import COPENHAGEN

from .enums import REMINDERS, SILENT_DAYS, State
from .models import Confirmation


def may_view_confirmation(user, confirmation: Confirmation) -> bool:
    """The person themself, and those who manage members."""
    if not getattr(user, "is_authenticated", False):
        return False
    return confirmation.person_id == user.pk or may(user, Permission.MANAGE_MEMBERS)


def first_day(year: int) -> date:
    """The first working day of January."""
    return add_working_days(date(year - 1, 12, 31), 1)


def is_new_since(year: int) -> datetime:
    """Whoever was admitted from this moment on is not asked: their data are new. A month before the year,
    for an admission is where the data were last gone through."""
    return datetime(year - 1, 12, 1, tzinfo=COPENHAGEN)


def silent_before(today: date) -> datetime:
    """A letter from before this moment has been without an answer for `SILENT_DAYS` whole working days at
    the end of `today`."""
    day = add_working_days(today + timedelta(days=1), -SILENT_DAYS)
    return datetime.combine(day, time(), tzinfo=COPENHAGEN)


def state_of(confirmation: Confirmation, today: date | None = None) -> State:
    """How far it has come on a day (today if none); the lists are `queries.in_state`."""
    if confirmation.confirmed_at is not None:
        return State.CONFIRMED
    last_word = confirmation.reminded_at
    if (
        confirmation.reminders >= REMINDERS
        and last_word is not None
        and last_word < silent_before(today or timezone.localdate())
    ):
        return State.UNANSWERED
    return State.WAITING

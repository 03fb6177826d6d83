"""This year's confirmation of data: over for most, while the secretariat still has some to call, and one who
was on leave in January and is back has just been asked."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from members.confirmation.enums import REMINDERS, SILENT_DAYS
from members.confirmation.models import Confirmation
from members.confirmation.rules import first_day, is_new_since
from members.people.models import Absence, User
from members.people.queries import members
from portal.kit.calendar import add_working_days
from portal.kit.dates import COPENHAGEN

from .cast import Cast

#: Who has not answered; the first is one of the log-ins, so that the question can be seen on *Min side*.
SILENT = ("Aarhus", "Esbjerg", "Frederikshavn", "Svendborg#2")
#: Who was on leave when the others were asked.
AWAY = "Frederikshavn#2"
#: After how many working days each answers, over and over: most in the first week, some after a reminder.
ANSWERED_AFTER = (0, 1, 1, 2, 3, 3, 4, 6, 0, 8, 1, 2, 0, 3, 12, 4, 2, 1, 5, 0, 7, 3, 2, 21)


def write_confirmations() -> None:
    cast = Cast()
    today = timezone.localdate()
    year = today.year if _is_over(today.year, today) else today.year - 1
    asked_on = first_day(year)
    silent = [cast.named(reference) for reference in SILENT]
    away = cast.named(AWAY)
    old = [person for person in _admitted_before(year) if person not in (*silent, away)]
    Confirmation.objects.bulk_create(
        [
            *(_answered(person, asked_on, number) for number, person in enumerate(old)),
            *(_unanswered(person, asked_on) for person in silent),
            _just_asked(away, asked_on, today),
        ]
    )


def _is_over(year: int, today: date) -> bool:
    """Whether the days of grace after the last reminder have passed."""
    return add_working_days(first_day(year), (REMINDERS + 1) * SILENT_DAYS) <= today


def _admitted_before(year: int) -> list[User]:
    """Those who were members when that year's question was put: the demo admits everyone on the day it is
    built, so their posts say since when."""
    return list(members().filter(posts__starts_on__lt=is_new_since(year)).distinct().order_by("pk"))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(7, 15), tzinfo=COPENHAGEN)


def _answered(person: User, asked_on: date, number: int) -> Confirmation:
    """Who needed both reminders was called by the secretariat in the end."""
    after = ANSWERED_AFTER[number % len(ANSWERED_AFTER)]
    reminders = min(after // SILENT_DAYS, REMINDERS)
    answered_on = add_working_days(asked_on, after)
    return Confirmation(
        person=person,
        year=asked_on.year,
        asked_at=_morning(asked_on),
        reminders=reminders,
        reminded_at=_reminded_at(asked_on, reminders),
        confirmed_at=_morning(answered_on) + timedelta(hours=1, minutes=number),
        by_secretariat=reminders == REMINDERS,
    )


def _reminded_at(asked_on: date, reminders: int) -> datetime | None:
    return _morning(add_working_days(asked_on, reminders * SILENT_DAYS)) if reminders else None


def _unanswered(person: User, asked_on: date) -> Confirmation:
    return Confirmation(
        person=person,
        year=asked_on.year,
        asked_at=_morning(asked_on),
        reminders=REMINDERS,
        reminded_at=_reminded_at(asked_on, REMINDERS),
    )


def _just_asked(person: User, asked_on: date, today: date) -> Confirmation:
    """Back from leave some days ago."""
    back = add_working_days(today, -4)
    Absence.objects.create(
        person=person, starts_on=asked_on - timedelta(days=30), ends_on=back, deputy=None
    )
    return Confirmation(person=person, year=asked_on.year, asked_at=_morning(back))

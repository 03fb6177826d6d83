"""Ten clicks of one member at the same moment, and ten workers that ask or remind everybody at once: a
program of its own, run by `test_confirmation_race`."""

import json
import time
from datetime import UTC, datetime

import django

from tests.events.contenders import run

PEOPLE = 10
MONDAY = datetime(2027, 1, 4, 6, 30, tzinfo=UTC)
#: What a busy server takes between looking and writing, in seconds; ten processes are not equally quick.
PAUSE = 0.5
LATER = datetime(2027, 1, 18, 6, 30, tzinfo=UTC)


def _clean():
    from members.confirmation.models import Confirmation
    from portal.audit.models import Entry
    from portal.notices.models import Notice

    for model in (Confirmation, Notice, Entry):
        model.objects.all().delete()


def _one_member():
    from members.people.models import User

    _clean()
    return User.objects.earliest("pk")


def _click(member, _process):
    from members.confirmation import flows

    flows.confirm(person=member, by=member)


def _click_looking_first(member, _process):
    """How not to do it: look whether it is confirmed, then write."""
    from django.utils import timezone

    from members.confirmation.models import Confirmation
    from portal.audit import trail

    year = timezone.localdate().year
    if Confirmation.objects.filter(person=member, year=year).exists():
        return
    time.sleep(PAUSE)
    row, _new = Confirmation.objects.get_or_create(
        person=member, year=year, defaults={"confirmed_at": timezone.now()}
    )
    trail.record("confirmation.confirmed", on=row, by=member, about=member)


def _confirmed(_member) -> dict:
    from members.confirmation.models import Confirmation
    from portal.audit.models import Entry

    return {
        "rows": Confirmation.objects.filter(renewed_at__isnull=True).count(),
        "entries": Entry.objects.filter(action="confirmation.confirmed").count(),
    }


def _everybody():
    _clean()


def _ask(_house, _process):
    from members.confirmation import flows

    flows.ask(now=MONDAY, by=None)


def _ask_looking_first(_house, _process):
    """How not to do it: see who has not been asked, then ask them."""
    from members.confirmation import notices
    from members.confirmation.models import Confirmation
    from members.confirmation.queries import to_ask

    people = list(to_ask(MONDAY.date()))
    time.sleep(PAUSE)
    for person in people:
        Confirmation.objects.get_or_create(
            person=person, year=MONDAY.year, defaults={"asked_at": MONDAY}
        )
    notices.asked(people, by=None)


def _asked_before():
    from members.confirmation.models import Confirmation
    from members.people.models import User

    _clean()
    for person in User.objects.all():
        Confirmation.objects.create(person=person, year=MONDAY.year, asked_at=MONDAY)


def _remind(_house, _process):
    from members.confirmation import flows

    flows.remind(now=LATER, by=None)


def _remind_looking_first(_house, _process):
    """How not to do it: see who is silent, then remind them."""
    from members.confirmation import notices
    from members.confirmation.queries import to_remind

    rows = list(to_remind(LATER.date()).select_related("person"))
    time.sleep(PAUSE)
    for row in rows:
        row.reminders, row.reminded_at = row.reminders + 1, LATER
        row.save()
    notices.reminded([row.person for row in rows], by=None)


def _told(_house) -> dict:
    from members.confirmation.models import Confirmation
    from portal.notices.models import Notice

    return {"rows": Confirmation.objects.count(), "notices": Notice.objects.count()}


RACES = {
    "confirm": (_one_member, _click, _confirmed),
    "confirm-looking-first": (_one_member, _click_looking_first, _confirmed),
    "ask": (_everybody, _ask, _told),
    "ask-looking-first": (_everybody, _ask_looking_first, _told),
    "remind": (_asked_before, _remind, _told),
    "remind-looking-first": (_asked_before, _remind_looking_first, _told),
}

if __name__ == "__main__":
    django.setup()
    from django.urls import reverse

    from members.confirmation.rules import first_day, silent_before
    from members.people.models import Membership
    from tests.factories.people import make_member

    # A running server has long since loaded its addresses, and looked up the year's holidays.
    reverse("confirmation:mine")
    for moment in (MONDAY, LATER):
        silent_before(moment.date())
        first_day(moment.year)
    members = [make_member(f"Nummer {number}") for number in range(PEOPLE)]
    Membership.objects.update(admitted_at=datetime(2020, 1, 1, tzinfo=UTC))
    print(json.dumps({name: run(*race, members) for name, race in RACES.items()}))

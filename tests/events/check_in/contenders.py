"""Ten phones that let in the same person at the same moment, that send the same thing again, and that let in
everybody while another phone catches up: a program of its own, run by `test_door_race`."""

import json
import time
from datetime import timedelta
from uuid import UUID

import django

from tests.events.contenders import run

PEOPLE = 10
KEY = UUID(int=7)
#: What a busy server takes between looking and writing, in seconds.
PAUSE = 0.4
#: Who only reads along.
READER = "Nummer 0"


def _conference():
    from events.check_in.models import CheckIn, Deed, Door
    from events.conference.models import Conference

    for model in (Deed, CheckIn, Door):
        model.objects.all().delete()
    return Conference.objects.get()


def _desk():
    from members.people.models import User

    return User.objects.get(name="Rikke Redaktør")


def _first(conference):
    return conference.registrations.order_by("pk").first()


def _ago(person) -> int:
    """Each phone has let them in at another time: the last one first."""
    return int(person.name.split()[1])


def _let_in(conference, person):
    from events.check_in.flows.checking import take_in
    from tests.factories.check_in import heard

    deed = heard(_first(conference), ago=_ago(person))
    take_in(conference=conference, heard=[deed], by=_desk())


def _let_in_looking_first(conference, person):
    """How not to do it: look whether they are in, then write that they are."""
    from django.utils import timezone

    from events.check_in.models import CheckIn

    row = _first(conference)
    if not CheckIn.objects.filter(registration=row).exists():
        time.sleep(PAUSE)
        at = timezone.now() - timedelta(minutes=_ago(person))
        CheckIn.objects.create(conference=conference, registration=row, at=at)


def _inside(_conference) -> dict:
    from django.utils import timezone

    from events.check_in.models import CheckIn, Deed

    ages = [(timezone.now() - row.at) // timedelta(minutes=1) for row in CheckIn.objects.all()]
    numbers = sorted(Deed.objects.values_list("number", flat=True))
    return {"minutes": ages, "numbers": numbers}


def _send_again(conference, _person):
    from events.check_in.flows.checking import take_in
    from tests.factories.check_in import heard

    take_in(conference=conference, heard=[heard(_first(conference), uid=KEY, ago=1)], by=_desk())


def _write_or_read(conference, person, write):
    """Everybody lets in themselves, but for one who asks for what is new until all have been heard of."""
    if person.name != READER:
        write(conference, conference.registrations.get(person=person), _ago(person))
        return
    from events.check_in.queries import changed_since

    # A phone that has been here since before: from the beginning it would be told everything anew.
    after, seen, until = -1, set(), time.monotonic() + PAUSE * 8
    while len(seen) < PEOPLE - 1 and time.monotonic() < until:
        after, rows = changed_since(conference, after)
        seen |= {registration for registration, _part, since in rows if since is not None}
        time.sleep(0.01)
    assert len(seen) == PEOPLE - 1, f"missed {PEOPLE - 1 - len(seen)}"


def _write(conference, row, _ago):
    from events.check_in.flows.checking import take_in
    from tests.factories.check_in import heard

    take_in(conference=conference, heard=[heard(row)], by=_desk())


def _write_without_queueing(conference, row, ago):
    """How not to do it: numbers from a counter that does not hold whoever comes next until one is done."""
    from django.db import transaction
    from django.db.models import F
    from django.utils import timezone

    from events.check_in.models import CheckIn, Deed, Door

    Door.objects.get_or_create(conference=conference)
    with transaction.atomic():
        Door.objects.filter(conference=conference).update(number=F("number") + 1)
        door = Door.objects.get(conference=conference)
    with transaction.atomic():
        now = timezone.now()
        Deed.objects.create(
            uid=UUID(int=row.pk),
            door=door,
            number=door.number,
            registration=row,
            is_in=True,
            at=now,
        )
        CheckIn.objects.create(conference=conference, registration=row, at=now)
        time.sleep(PAUSE if ago % 2 else 0)


def _follow(conference, person):
    _write_or_read(conference, person, _write)


def _follow_without_queueing(conference, person):
    _write_or_read(conference, person, _write_without_queueing)


RACES = {
    "same person": (_conference, _let_in, _inside),
    "same person, looking first": (_conference, _let_in_looking_first, _inside),
    "sent again": (_conference, _send_again, _inside),
    "catching up": (_conference, _follow, _inside),
    "catching up, without queueing": (_conference, _follow_without_queueing, _inside),
}

if __name__ == "__main__":
    django.setup()
    from members.people.enums import Role
    from tests.factories.check_in import make_days
    from tests.factories.people import make_member, make_secretariat

    desk = make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør", second_factor=False)
    people = [make_member(f"Nummer {number}") for number in range(PEOPLE)]
    make_days(*people, by=desk)
    print(json.dumps({name: run(*race, people) for name, race in RACES.items()}))

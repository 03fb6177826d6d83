"""One letter that is sent ten times at the same moment, and one free room that ten hands offer at once: a
program of its own, run by `test_desk_race`."""

import json
import time
from datetime import timedelta
from uuid import UUID

import django

from tests.events.contenders import run

PEOPLE = 10
KEY = UUID(int=7)
#: What a busy server takes between looking and writing, in seconds.
PAUSE = 0.5


def _conference():
    from django.utils import timezone

    from events.conference.models import Booking, Conference, GroupLetter, Part
    from portal.notices.models import OutgoingMail

    for model in (GroupLetter, OutgoingMail):
        model.objects.all().delete()
    today = timezone.localdate()
    # So close to the day nothing is offered by itself.
    Conference.objects.update(starts_on=today, ends_on=today + timedelta(days=2))
    Part.objects.update(taken=0)
    Booking.objects.update(place="waiting", waiting_since=timezone.now(), offered_until=None)
    return Conference.objects.get()


def _desk():
    from members.people.models import User

    return User.objects.get(name="Rikke Redaktør")


def _send(conference, _person):
    from events.conference.flows import writing

    writing.send(
        conference=conference,
        selection="all",
        subject="Husk sko",
        body="Vi går en tur.",
        key=KEY,
        by=_desk(),
    )


def _send_looking_first(conference, _person):
    """How not to do it: look whether it has been sent, then send it."""
    from events.conference import desk_notices
    from events.conference.models import GroupLetter
    from events.conference.recipients import recipients

    if GroupLetter.objects.filter(key=KEY).exists():
        return
    time.sleep(PAUSE)
    letter = GroupLetter(conference=conference, subject="Husk sko", body="Vi går en tur.")
    desk_notices.tell_letter(letter, recipients(conference, "all"), by=None)


def _sent(_conference) -> dict:
    from events.conference.models import GroupLetter
    from portal.notices.models import OutgoingMail

    return {"letters": GroupLetter.objects.count(), "mails": OutgoingMail.objects.count()}


def _offer(_conference, person):
    from events.conference.flows import lines
    from events.conference.models import Booking

    entry = Booking.objects.get(registration__person=person)
    lines.offer(entry=entry, reason="Haster", by=_desk())


def _offer_looking_first(_conference, person):
    """How not to do it: look whether there is one, then give it away."""
    from django.utils import timezone

    from events.conference.models import Booking

    entry = Booking.objects.select_related("part").get(registration__person=person)
    if not entry.part.seats_left:
        return
    time.sleep(PAUSE)
    Booking.objects.filter(pk=entry.pk).update(
        place="offered", offered_until=timezone.now() + timedelta(days=1)
    )


def _held(_conference) -> dict:
    from events.conference.models import Booking, Part

    return {
        "held": Booking.objects.filter(place="offered").count(),
        "taken": Part.objects.get().taken,
    }


RACES = {
    "letter": (_conference, _send, _sent),
    "letter-looking-first": (_conference, _send_looking_first, _sent),
    "offer": (_conference, _offer, _held),
    "offer-looking-first": (_conference, _offer_looking_first, _held),
}

if __name__ == "__main__":
    django.setup()
    from django.urls import reverse

    from events.conference.models import Booking, Registration
    from members.people.enums import Role
    from tests.factories.events import make_conference, make_part, register
    from tests.factories.people import make_member, make_secretariat

    reverse("conference:home")
    desk = make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør", second_factor=False)
    conference = make_conference(by=desk)
    night = make_part(conference, capacity=1, by=desk)
    people = [make_member(f"Nummer {number}") for number in range(PEOPLE)]
    for person in people:
        register(conference, person)
    for registration in Registration.objects.all():
        Booking.objects.create(
            registration=registration,
            part=night,
            place="waiting",
            waiting_since=registration.created_at,
        )
    print(json.dumps({name: run(*race, people) for name, race in RACES.items()}))

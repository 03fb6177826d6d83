"""One button that bills two payers, clicked ten times at the same moment, and ten conferences billed at once
that draw numbers from one counter: a program of its own, run by `test_race`."""

import json
import time

import django

from tests.events.contenders import run

HANDS = 10
#: What a busy server takes between looking and writing, in seconds.
PAUSE = 0.4


def _clean():
    from events.billing.models import Counter, Document, Line

    Line.objects.all().delete()
    for kind in ("credit_note", "invoice"):
        Document.objects.filter(kind=kind).delete()
    Counter.objects.all().delete()


def _one():
    from events.billing.due import all_due
    from events.conference.models import Conference

    _clean()
    conference = Conference.objects.earliest("pk")
    return conference, [each.token for each in all_due(conference)]


def _desk():
    from members.people.models import User

    return User.objects.get(name="Rikke Redaktør")


def _click(house, _person):
    from events.billing.flows import issuing

    conference, tokens = house
    issuing.bill(conference=conference, tokens=tokens, by=_desk())


def _click_looking_first(house, _person):
    """How not to do it: work out what waits, then write it."""
    from django.utils import timezone

    from events.billing.due import all_due
    from events.billing.flows import issuing
    from events.billing.queries import seller

    conference, _tokens = house
    waits = all_due(conference)
    time.sleep(PAUSE)
    for due in waits:
        issuing._issue(conference, due, seller(), timezone.now(), _desk())


def _several():
    _clean()
    return None


def _click_own(_house, person):
    """Each hand bills a conference of its own."""
    from events.billing.due import all_due
    from events.billing.flows import issuing
    from events.conference.models import Conference

    conference = Conference.objects.order_by("pk")[int(person.name.split()[-1])]
    tokens = [each.token for each in all_due(conference)]
    issuing.bill(conference=conference, tokens=tokens, by=_desk())


def _draw_looking_first(_house, person):
    """How not to do it: look what the last number is, then take the next one."""
    from events.billing.models import Counter

    counter, _new = Counter.objects.get_or_create(kind="invoice", year=2027)
    last = Counter.objects.get(pk=counter.pk).last
    time.sleep(PAUSE)
    Counter.objects.filter(pk=counter.pk).update(last=last + 1)


def _result(_house) -> dict:
    from django.db.models import Sum

    from events.billing.models import Counter, Document

    serials = sorted(Document.objects.values_list("serial", flat=True))
    counter = Counter.objects.filter(kind="invoice").first()
    return {
        "documents": len(serials),
        "gapless": serials == list(range(1, len(serials) + 1)),
        "last": counter.last if counter else 0,
        "total": f"{Document.objects.aggregate(sum=Sum('total'))['sum'] or 0:.2f}",
    }


RACES = {
    "click": (_one, _click, _result),
    "click-looking-first": (_one, _click_looking_first, _result),
    "numbers": (_several, _click_own, _result),
    "numbers-looking-first": (_several, _draw_looking_first, _result),
}

if __name__ == "__main__":
    django.setup()
    from django.urls import reverse

    from members.people.enums import Role
    from tests.factories.billing import make_seller
    from tests.factories.events import make_conference, register
    from tests.factories.people import make_member, make_secretariat

    reverse("conference:home")
    desk = make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør", second_factor=False)
    make_seller(by=desk)
    people = [make_member(f"Nummer {number}") for number in range(HANDS)]
    for number, person in enumerate(people):
        conference = make_conference(by=desk, year=3000 + number)
        for place in range(2):
            guest = person if place == 0 else people[(number + 1) % HANDS]
            register(conference, guest, payer_reference=f"Kontor {place}")
    print(json.dumps({name: run(*race, people) for name, race in RACES.items()}))

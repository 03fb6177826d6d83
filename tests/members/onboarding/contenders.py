"""Newcomers who want the same half hour at the same moment, and one member who says yes to ten newcomers
at once: a program of its own, run by `test_onboarding_race`."""

import json
import time

import django

from tests.events.contenders import run

PEOPLE = 10


def _slot():
    from members.onboarding.models import IntroSlot
    from tests.factories.onboarding import make_slot

    return make_slot(None, hours=24 + IntroSlot.objects.count())


def _book(slot, person):
    from members.onboarding import flows

    flows.book(slot=slot, by=person)


def _book_looking_first(slot, person):
    """How not to do it: look whether it is free, then take it."""
    from members.onboarding.models import IntroSlot
    from members.onboarding.problems import TAKEN
    from portal.kit.problems import Refused

    if IntroSlot.objects.filter(pk=slot.pk, taken_by__isnull=False).exists():
        raise Refused([TAKEN])
    time.sleep(0.05)
    IntroSlot.objects.filter(pk=slot.pk).update(taken_by=person)


def _slot_result(slot) -> dict:
    slot.refresh_from_db()
    return {"taken": slot.taken_by_id is not None}


def _asks():
    """One member with room for one, whom all newcomers' onboardings ask."""
    from members.onboarding.models import BuddyAsk, Onboarding
    from tests.factories.onboarding import make_helper

    BuddyAsk.objects.all().delete()
    Onboarding.objects.update(buddy=None)
    helper = make_helper(f"Hjælper {time.time_ns()}", "Vejle")
    for onboarding in Onboarding.objects.all():
        BuddyAsk.objects.create(onboarding=onboarding, person=helper)
    return helper


def _accept(helper, newcomer):
    from members.onboarding import flows
    from members.onboarding.models import BuddyAsk

    flows.accept(ask=BuddyAsk.objects.get(onboarding__person=newcomer, said=""), by=helper)


def _accept_counting_first(helper, newcomer):
    """How not to do it: count those one helps, then take another one."""
    from members.onboarding.models import Onboarding
    from members.onboarding.problems import NO_ROOM
    from members.onboarding.queries import helped_now
    from portal.kit.problems import Refused

    if helped_now([helper.pk]).get(helper.pk, 0) >= helper.buddy_capacity:
        raise Refused([NO_ROOM])
    time.sleep(0.05)
    Onboarding.objects.filter(person=newcomer).update(buddy=helper)


def _helped(helper) -> dict:
    from members.onboarding.models import BuddyAsk, Onboarding

    return {
        "helped": Onboarding.objects.filter(buddy=helper).count(),
        "yes": BuddyAsk.objects.filter(person=helper, said="yes").count(),
    }


RACES = {
    "slot": (_slot, _book, _slot_result),
    "slot-looking-first": (_slot, _book_looking_first, _slot_result),
    "buddy": (_asks, _accept, _helped),
    "buddy-counting-first": (_asks, _accept_counting_first, _helped),
}

if __name__ == "__main__":
    django.setup()
    from django.urls import reverse

    from tests.factories.onboarding import make_newcomer

    # A running server has long since loaded its addresses.
    reverse("onboarding:mine")
    newcomers = [make_newcomer(f"Nummer {number}").person for number in range(PEOPLE)]
    print(json.dumps({name: run(*race, newcomers) for name, race in RACES.items()}))

"""Ten coordinators who close the same poll at the same moment, each with the time they prefer, and ten
members whose answers are the last ones: a program of its own, run by `test_closing_race` on an empty
database. Real processes, because a test's own transaction would queue them."""

import json
import time

import django

CONTENDERS = 10


def _prepare():
    """A poll to which one member has said yes for both times."""
    from members.groups.models import Group
    from members.people.models import User
    from tests.factories.polls import answer, make_poll

    group = Group.objects.get(name="Fyn")
    poll = make_poll(group, by=User.objects.get(name="Koordinator 0"))
    answer(poll, User.objects.get(name="Mette Holm"), "yes", "yes")
    return poll


def _close(poll, person):
    from events.polls import flows

    slots = list(poll.slots.all())
    flows.close(poll=poll, slot=slots[person.pk % 2], by=person)


def _close_looking_first(poll, person):
    """How not to do it: look, then plan. The pause is the time a busy server takes in between."""
    from events.meetings.flows import planning
    from events.polls.enums import State
    from events.polls.models import Poll

    if Poll.objects.get(pk=poll.pk).state != State.OPEN:
        return
    time.sleep(0.05)
    slot = poll.slots.all()[person.pk % 2]
    facts = planning.Facts(
        title=poll.title, host=poll.host, starts_at=slot.starts_at, ends_at=slot.ends_at
    )
    meeting = planning.plan(group=poll.group, facts=facts, by=person)
    Poll.objects.filter(pk=poll.pk).update(
        state=State.CLOSED, ended_at=meeting.created_at, meeting=meeting
    )


def _closed(poll) -> dict:
    from events.meetings.models import Meeting
    from events.polls.models import Proposal
    from portal.audit.models import Entry

    meetings = Meeting.objects.filter(title=poll.title)
    found = {
        "meetings": meetings.count(),
        "proposals": Proposal.objects.count(),
        "closed": Entry.objects.filter(action="polls.closed", object_id=str(poll.pk)).count(),
    }
    Proposal.objects.all().delete()
    type(poll).objects.all().delete()
    meetings.delete()
    return found


def _answer(poll, person):
    from tests.factories.polls import answer

    answer(poll, person, "yes", "no")


def _answered(poll) -> dict:
    from events.polls.models import Choice
    from portal.notices.models import Notice

    found = {
        "choices": Choice.objects.filter(slot__poll=poll).count(),
        "told": Notice.objects.filter(kind="poll-complete").count(),
    }
    type(poll).objects.all().delete()
    return found


RACES = {
    "close": (_prepare, _close, _closed),
    "close-looking-first": (_prepare, _close_looking_first, _closed),
    "answer": (_prepare, _answer, _answered),
}

if __name__ == "__main__":
    django.setup()
    from django.urls import reverse

    from tests.events.contenders import run
    from tests.factories.people import make_coordinator, make_group, make_member

    # A running server has long since loaded its addresses.
    reverse("polls:list")
    fyn = make_group("Fyn", "Odense", "Nyborg")
    make_member("Mette Holm", "Odense")
    people = [make_coordinator(fyn, f"Koordinator {number}") for number in range(CONTENDERS)]
    print(json.dumps({name: run(*race, people) for name, race in RACES.items()}))

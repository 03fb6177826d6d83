"""Sixty people who want ten seats at the same moment: a program of its own, run by `test_seat_race`.

In the database that its environment names it prepares for each race a house
with ten seats, forks one process for each person and lets them all go at once; then it prints what
became of them as JSON. Real processes, because a test's own transaction would queue them.
"""

import json
import multiprocessing
import time
from collections import Counter
from uuid import uuid4

import django

PEOPLE, SEATS = 60, 10


def run(prepare, contend, result, people: list) -> dict:
    """One race: what each process answered, and what the database holds afterwards."""
    house = prepare()
    _let_go_of_the_database()
    fork = multiprocessing.get_context("fork")
    start, answers = fork.Barrier(len(people)), fork.SimpleQueue()
    processes = [
        fork.Process(target=_one, args=(start, answers, contend, house, person))
        for person in people
    ]
    for process in processes:
        process.start()
    outcomes = Counter(answers.get() for _ in processes)
    for process in processes:
        process.join()
    return {"outcomes": outcomes, **result(house)}


def _one(start, answers, contend, house, person) -> None:
    """One person's process: ready, go, and the answer in one word."""
    from django.db import connection

    from portal.kit.problems import Refused

    connection.ensure_connection()
    start.wait()
    try:
        contend(house, person)
        answer = "seat"
    except Refused as refused:
        answer = refused.codes[0]
    except Exception as error:  # "database is locked" and its like are what the test looks for
        answer = type(error).__name__
    answers.put(answer)
    _let_go_of_the_database()


def _one_connection_each() -> None:
    """So many processes with a growing pool each would be more than a server takes in."""
    from django.db import connection

    if pool := connection.settings_dict.get("OPTIONS", {}).get("pool"):
        pool.update(min_size=1, max_size=1)


def _let_go_of_the_database() -> None:
    """A connection does not survive a fork, and neither does PostgreSQL's pool."""
    from django.db import connection

    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def exit_of(deed, *given) -> int:
    """How a process ends that does this and nothing else; negative for one that was killed."""
    _let_go_of_the_database()
    process = multiprocessing.get_context("fork").Process(target=deed, args=given)
    process.start()
    process.join()
    return process.exitcode or 0


def _meeting():
    from tests.factories.events import make_meeting
    from tests.factories.people import make_group

    return make_meeting(make_group("Fyn", "Odense", "Nyborg"), capacity=SEATS)


def _sign_up(meeting, person):
    from events.meetings.flows.attending import sign_up

    sign_up(meeting=meeting, person=person, by=person)


def _sign_up_counting_first(meeting, person):
    """How not to do it: count, then insert. The pause is the time a busy server takes in between."""
    from events.meetings.enums import Answer, Way
    from events.meetings.models import SignUp
    from events.meetings.problems import FULL
    from portal.kit.problems import Refused

    if SignUp.objects.filter(meeting=meeting, state=Answer.COMING).count() >= meeting.capacity:
        raise Refused([FULL])
    time.sleep(0.05)
    SignUp.objects.create(meeting=meeting, person=person, state=Answer.COMING, way=Way.IN_PERSON)


def _meeting_result(meeting) -> dict:
    from events.meetings.enums import Answer

    meeting.refresh_from_db()
    return {"taken": meeting.taken, "rows": meeting.signups.filter(state=Answer.COMING).count()}


def _line_of_two():
    """Two seats, both taken by the first two; the next two wait."""
    from events.meetings.flows.attending import sign_up
    from members.people.models import User
    from tests.factories.events import make_meeting
    from tests.factories.people import make_group

    meeting = make_meeting(make_group(f"Line {uuid4()}", "Odense", "Nyborg"), capacity=2)
    for person in User.objects.filter(name__startswith="Nummer ").order_by("pk")[:4]:
        sign_up(meeting=meeting, person=person, waits=True, by=person)
    return meeting


def _leave(meeting, person):
    from events.meetings.flows.attending import send_regrets

    send_regrets(meeting=meeting, person=person, by=person)


def _leave_looking_first(meeting, person):
    """How not to do it: look who is first in line, then give them the seat."""
    from events.meetings.enums import Answer
    from events.meetings.models import SignUp

    SignUp.objects.filter(meeting=meeting, person=person).update(state=Answer.REGRETS, way="")
    first = SignUp.objects.filter(meeting=meeting, state=Answer.WAITING).first()
    time.sleep(0.05)
    if first is not None:
        SignUp.objects.filter(pk=first.pk).update(state=Answer.COMING, waiting_since=None)


def _late_offer():
    """One seat, held for the third person until a moment ago; the fourth waits."""
    from django.utils import timezone

    from events.meetings.flows.attending import send_regrets
    from events.meetings.models import SignUp

    meeting = _line_of_two()
    first, second = meeting.signups.order_by("pk")[:2]
    send_regrets(meeting=meeting, person=first.person, by=first.person)
    SignUp.objects.filter(offered_until__isnull=False).update(offered_until=timezone.now())
    assert second.state == "coming"
    return meeting


def _yes_or_job(meeting, person):
    """Half of the processes say yes, a moment before the deadline, for whoever the seat is held for; the
    others are the clock's job."""
    from datetime import timedelta

    from django.utils import timezone

    from events.meetings.flows.waiting import accept, pass_on_unanswered
    from members.people.models import User

    if person.pk % 2:
        pass_on_unanswered(by=None)
        return
    third = User.objects.filter(name="Nummer 2").get()
    in_time = timezone.now() - timedelta(minutes=1)
    accept(meeting=meeting, person=third, at=in_time, by=third)


def _line_result(meeting) -> dict:
    meeting.refresh_from_db()
    answers = list(meeting.signups.order_by("pk"))
    return {
        "taken": meeting.taken,
        "held": sum(each.seats for each in answers),
        "states": [each.state for each in answers],
    }


def _conference():
    from events.conference.models import Conference
    from tests.factories.events import make_conference

    return make_conference(capacity=SEATS, year=3000 + Conference.objects.count())


def _register(conference, person):
    from tests.factories.events import register

    register(conference, person)


def _conference_and_form():
    return _conference(), uuid4()


def _register_again(house, person):
    """One impatient person, whose form is sent by many processes at once."""
    from tests.factories.events import register

    conference, key = house
    register(conference, person, key=key)


def _change_of_mind(conference, person):
    """Take a seat and give it back at once."""
    from events.conference.flows.registering import cancel_registration
    from tests.factories.events import register

    registration = register(conference, person)
    cancel_registration(registration=registration, by=person)


def _session():
    """A session with ten seats at a conference where all sixty have one already."""
    from datetime import time

    from events.conference.enums import SessionKind
    from events.conference.flows.points import Point
    from events.conference.models import Conference
    from members.people.models import User
    from tests.factories.events import make_conference, register

    point = Point(1, time(10), time(11), SessionKind.PARALLEL, "Mægling", capacity=SEATS)
    conference = make_conference(programme=[point], year=3000 + Conference.objects.count())
    for person in User.objects.filter(name__startswith="Nummer "):
        register(conference, person)
    return conference.sessions.get()


def _choose(session, person):
    from events.conference.flows.booking import book
    from events.conference.models import Registration

    registration = Registration.objects.get(conference=session.conference_id, person=person)
    book(registration=registration, parts=[session.part], by=person)


def _session_result(session) -> dict:
    session.refresh_from_db()
    return {"taken": session.taken, "rows": session.part.bookings.count()}


def _conference_result(house) -> dict:
    from events.conference.enums import RegistrationState

    conference = house[0] if isinstance(house, tuple) else house
    conference.refresh_from_db()
    confirmed = conference.registrations.filter(state=RegistrationState.CONFIRMED)
    return {"taken": conference.taken, "rows": confirmed.count()}


def _opened_agenda():
    """A draft with one point, and the rows as every one of the coordinators has opened them."""
    from events.meetings.flows.setting import Point
    from tests.factories.events import make_draft
    from tests.factories.people import make_coordinator, make_group

    group = make_group(f"Fyn {uuid4()}", "Odense", "Nyborg")
    by = make_coordinator(group, f"Kirsten {uuid4()}", "Odense")
    draft = make_draft(group, by=by, agenda=[Point("Siden sidst", 30)])
    item = draft.agenda.get()
    row = Point(item.title, item.minutes, number=item.pk)
    return draft, by, Point(**{**vars(row), "built_on": row.mark})


def _save_agenda(house, person):
    """Each has written one more point into the form that all have opened."""
    from events.meetings.flows import planning
    from tests.factories.events import meeting_facts

    draft, by, row = house
    planning.change(
        meeting=draft, facts=meeting_facts(), agenda=[row, planning.Point(person.name, 5)], by=by
    )


def _save_agenda_anew(house, person):
    """How not to do it: throw the agenda away and make it of the form."""
    from django.db import transaction

    from events.meetings.models import AgendaItem, Meeting

    draft, _by, row = house
    with transaction.atomic():
        Meeting.objects.filter(pk=draft.pk).update(title=draft.title)
        AgendaItem.objects.filter(meeting=draft).delete()
        for order, title in enumerate((row.title, person.name), start=1):
            AgendaItem.objects.create(meeting=draft, order=order, title=title, minutes=5)


def _agenda_result(house) -> dict:
    draft, _by, row = house
    items = list(draft.agenda.all())
    return {
        "points": len(items),
        "first": items[0].pk == row.number,
        "orders": [item.order for item in items],
    }


RACES = {
    "meeting": (_meeting, _sign_up, _meeting_result),
    "meeting-counting-first": (_meeting, _sign_up_counting_first, _meeting_result),
    "two-leave": (_line_of_two, _leave, _line_result),
    "two-leave-looking-first": (_line_of_two, _leave_looking_first, _line_result),
    "late-yes": (_late_offer, _yes_or_job, _line_result),
    "agenda": (_opened_agenda, _save_agenda, _agenda_result),
    "agenda-anew": (_opened_agenda, _save_agenda_anew, _agenda_result),
    "conference": (_conference, _register, _conference_result),
    "session": (_session, _choose, _session_result),
    "same-key": (_conference_and_form, _register_again, _conference_result),
    "change-of-mind": (_conference, _change_of_mind, _conference_result),
}

if __name__ == "__main__":
    django.setup()
    _one_connection_each()
    from django.urls import reverse

    from tests.factories.people import make_member

    # A running server has long since loaded its addresses; sixty new processes would each do it anew
    # in the middle of their transaction, while the others wait for the lock.
    reverse("conference:home")

    people = [make_member(f"Nummer {number}", "Odense") for number in range(PEOPLE)]
    # One person sends one form many times; and a handful change their minds, two transactions each.
    crowds = {"same-key": people[:1] * PEOPLE, "change-of-mind": people[: SEATS + 2]}
    crowds |= dict.fromkeys(("two-leave", "two-leave-looking-first"), people[:2])
    crowds |= dict.fromkeys(("late-yes", "agenda", "agenda-anew"), people[:8])
    results = {name: run(*race, crowds.get(name, people)) for name, race in RACES.items()}
    print(json.dumps(results))

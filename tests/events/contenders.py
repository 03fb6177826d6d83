"""Forty people who want ten seats at the same moment: a program of its own, run by `test_seat_race`.

It makes its tables in the empty database that its environment names. For each race it prepares a house
with ten seats, forks one process for each person and lets them all go at once; then it prints what
became of them as JSON. Real processes, because a test's own transaction would queue them.
"""

import json
import multiprocessing
import time
from collections import Counter
from uuid import uuid4

import django

PEOPLE, SEATS = 40, 10


def build() -> None:
    """Every table as the models say, and the municipalities. Migrations come to the same, in half a
    minute; that they do is tested elsewhere."""
    from django.apps import apps
    from django.db import connection

    from members.municipalities import models, register

    with connection.schema_editor() as editor:
        if connection.vendor == "postgresql":
            editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")  # spans that do not overlap
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
    register.load(
        municipality_model=models.Municipality,
        region_model=models.Region,
        belonging_model=models.RegionalBelonging,
    )


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


def _let_go_of_the_database() -> None:
    """A connection does not survive a fork, and neither does PostgreSQL's pool."""
    from django.db import connection

    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def _meeting():
    from tests.factories.events import make_meeting
    from tests.factories.people import make_group

    return make_meeting(make_group("Fyn", "Odense", "Nyborg"), capacity=SEATS)


def _sign_up(meeting, person):
    from events.meetings.flows.attending import sign_up

    sign_up(meeting=meeting, person=person, by=person)


def _sign_up_counting_first(meeting, person):
    """How not to do it: count, then insert. The pause is the time a busy server takes in between."""
    from events.meetings.enums import Answer
    from events.meetings.models import SignUp
    from events.meetings.problems import FULL
    from portal.kit.problems import Refused

    if SignUp.objects.filter(meeting=meeting, state=Answer.COMING).count() >= SEATS:
        raise Refused([FULL])
    time.sleep(0.05)
    SignUp.objects.create(meeting=meeting, person=person, state=Answer.COMING)


def _meeting_result(meeting) -> dict:
    from events.meetings.enums import Answer

    meeting.refresh_from_db()
    return {"taken": meeting.taken, "rows": meeting.signups.filter(state=Answer.COMING).count()}


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
    """A session with ten seats at a conference where all forty have one already."""
    from datetime import time

    from events.conference.enums import SessionKind
    from events.conference.flows.arranging import Point
    from events.conference.models import Conference
    from members.people.models import User
    from tests.factories.events import make_conference, register

    point = Point(1, time(10), time(11), SessionKind.PARALLEL, "Mægling", capacity=SEATS)
    conference = make_conference(programme=[point], year=3000 + Conference.objects.count())
    for person in User.objects.filter(name__startswith="Nummer "):
        register(conference, person)
    return conference.sessions.get()


def _choose(session, person):
    from events.conference.flows.choosing import choose_sessions
    from events.conference.models import Registration

    registration = Registration.objects.get(conference=session.conference_id, person=person)
    choose_sessions(registration=registration, sessions=[session], by=person)


def _session_result(session) -> dict:
    session.refresh_from_db()
    return {"taken": session.taken, "rows": session.choices.count()}


def _conference_result(house) -> dict:
    from events.conference.enums import RegistrationState

    conference = house[0] if isinstance(house, tuple) else house
    conference.refresh_from_db()
    confirmed = conference.registrations.filter(state=RegistrationState.CONFIRMED)
    return {"taken": conference.taken, "rows": confirmed.count()}


RACES = {
    "meeting": (_meeting, _sign_up, _meeting_result),
    "meeting-counting-first": (_meeting, _sign_up_counting_first, _meeting_result),
    "conference": (_conference, _register, _conference_result),
    "session": (_session, _choose, _session_result),
    "same-key": (_conference_and_form, _register_again, _conference_result),
    "change-of-mind": (_conference, _change_of_mind, _conference_result),
}

if __name__ == "__main__":
    django.setup()
    build()
    from django.urls import reverse

    from tests.factories.people import make_member

    # A running server has long since loaded its addresses; forty new processes would each do it anew
    # in the middle of their transaction, while the others wait for the lock.
    reverse("conference:home")

    people = [make_member(f"Nummer {number}", "Odense") for number in range(PEOPLE)]
    # One person sends one form many times; and a handful change their minds, two transactions each.
    crowds = {"same-key": people[:1] * PEOPLE, "change-of-mind": people[: SEATS + 2]}
    results = {name: run(*race, crowds.get(name, people)) for name, race in RACES.items()}
    print(json.dumps(results))

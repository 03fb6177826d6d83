"""Two hundred people who want sixty seats at the same moment: a program of its own, run by `test_crowd_race`.

Forty processes with five people each, all let go at once; where the database is a server, the five share two
connections and wait for one, as the requests of a real worker do. A server takes in a hundred connections.
"""

import json
import multiprocessing
import threading
from collections import Counter

import django

PEOPLE, SEATS, TOGETHER = 200, 60, 5


def run(contend, people: list) -> dict:
    """What each person was answered, and what the database holds afterwards."""
    from tests.events.contenders import _let_go_of_the_database, _meeting_result
    from tests.factories.events import make_meeting
    from tests.factories.people import make_group

    meeting = make_meeting(make_group(f"Fyn {contend.__name__}", "Odense"), capacity=SEATS)
    _let_go_of_the_database()
    fork = multiprocessing.get_context("fork")
    parts = [people[begin : begin + TOGETHER] for begin in range(0, len(people), TOGETHER)]
    start, answers = fork.Barrier(len(parts)), fork.SimpleQueue()
    processes = [
        fork.Process(target=_some, args=(start, answers, contend, meeting, part)) for part in parts
    ]
    for process in processes:
        process.start()
    outcomes = Counter(answers.get() for _ in people)
    for process in processes:
        process.join()
    return {"outcomes": outcomes, **_meeting_result(meeting)}


def _some(start, answers, contend, meeting, people) -> None:
    """Some people's process: all ready, all go."""
    from tests.events.contenders import _let_go_of_the_database

    ready = threading.Barrier(len(people) + 1)
    threads = [
        threading.Thread(target=_one, args=(ready, answers, contend, meeting, person))
        for person in people
    ]
    for thread in threads:
        thread.start()
    start.wait()
    ready.wait()
    for thread in threads:
        thread.join()
    _let_go_of_the_database()


def _one(ready, answers, contend, meeting, person) -> None:
    """The answer in one word."""
    from django.db import connection

    from portal.kit.problems import Refused

    ready.wait()
    try:
        contend(meeting, person)
        answer = "seat"
    except Refused as refused:
        answer = refused.codes[0]
    except Exception as error:  # "database is locked" and its like are what the test looks for
        answer = type(error).__name__
    answers.put(answer)
    connection.close()


if __name__ == "__main__":
    django.setup()
    from django.db import connection
    from django.urls import reverse

    from tests.events.contenders import _sign_up, _sign_up_counting_first
    from tests.factories.people import make_member

    if pool := connection.settings_dict.get("OPTIONS", {}).get("pool"):
        pool.update(min_size=1, max_size=2, timeout=60)
    # A running server has long since loaded its addresses.
    reverse("meetings:list")
    crowd = [make_member(f"Nummer {number}", "Odense") for number in range(PEOPLE)]
    races = {"meeting": _sign_up, "counting-first": _sign_up_counting_first}
    print(json.dumps({name: run(contend, crowd) for name, contend in races.items()}))

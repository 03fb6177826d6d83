"""Several workers at seven o'clock: each person gets one letter, and nothing is left behind."""

from collections import Counter
from threading import Barrier, Thread

import pytest
from django.db import connection

from forum.following import flows
from forum.following.models import Waiting
from forum.questions.enums import Level
from portal.notices.models import OutgoingMail
from tests.factories.following import came, follow_question, moment
from tests.factories.forum import make_answer, make_question
from tests.factories.people import make_member

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
WORKERS, PEOPLE = 6, 12


@pytest.fixture(autouse=True)
def register(transactional_db):
    """A test with real transactions empties the tables; what migrations loaded must be there now."""
    from members.municipalities import register
    from members.municipalities.models import Municipality, Region, RegionalBelonging

    register.load(
        municipality_model=Municipality, region_model=Region, belonging_model=RegionalBelonging
    )


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'",
    reason="SQLite lets one transaction write at a time, and its test database is one connection's",
)
def test_six_workers_at_once_write_one_letter_each():
    question = make_question(make_member("Lone Madsen", "Ringsted"))
    people = [make_member(f"Nr {place}", "Faxe") for place in range(PEOPLE)]
    for person in people:
        follow_question(person, question, Level.DAILY)
    make_answer(question, make_member("Jens Aagaard", "Aarhus"))
    came("2026-11-19 10:00")
    start, sent = Barrier(WORKERS), []

    def work():
        try:
            start.wait()
            sent.append(flows.send_digests(now=moment("2026-11-20 07:00"), by=None))
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    letters = OutgoingMail.objects.filter(template="following/mail/gathered")
    counts = Counter(letters.values_list("recipient_id", flat=True))
    assert counts == {person.pk: 1 for person in people}
    assert len(sent) == WORKERS and sum(sent) == PEOPLE
    assert not Waiting.objects.exists()

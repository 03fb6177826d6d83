"""Several workers at seven o'clock: each question is told of once."""

from collections import Counter
from threading import Barrier, Thread

import pytest
from django.db import connection

from forum.waiting.flows import telling
from forum.waiting.models import Told
from portal.notices.models import Notice
from tests.factories.forum import make_topic
from tests.factories.people import make_member
from tests.factories.waiting import asked, helps, tell

pytestmark = [
    pytest.mark.race,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'",
        reason="SQLite lets one transaction write at a time, and its test database is one connection's",
    ),
]
WORKERS, QUESTIONS = 6, 12


@pytest.fixture(autouse=True)
def register(transactional_db):
    """A test with real transactions empties the tables; what migrations loaded must be there now."""
    from members.municipalities import register
    from members.municipalities.models import Municipality, Region, RegionalBelonging

    register.load(
        municipality_model=Municipality, region_model=Region, belonging_model=RegionalBelonging
    )


def six_at_once() -> Counter:
    """How often the volunteer has been told of each question."""
    topic = make_topic()
    helps(make_member("Mette Holm", "Odense"), topic)
    asker = make_member("Lone Madsen", "Ringsted")
    for place in range(QUESTIONS):
        asked(asker, topics=[topic], title=f"Spørgsmål nr. {place}")
    start = Barrier(WORKERS)

    def work():
        try:
            start.wait()
            tell("2026-11-18 07:00")
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    told = Notice.objects.filter(kind="question-waits", recipient__name="Mette Holm")
    return Counter(told.values_list("url", flat=True))


def test_six_workers_at_once_tell_once_of_each():
    counts = six_at_once()
    assert len(counts) == QUESTIONS and set(counts.values()) == {1}
    assert Told.objects.count() == QUESTIONS


def test_without_the_claim_they_would_tell_several_times(monkeypatch):
    """The negative control: the race is a real one."""
    monkeypatch.setattr(telling, "_claim", lambda *given: True)
    counts = six_at_once()
    assert max(counts.values()) > 1

"""Several editors press at once: one draft of one question, and its writers are told once."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from forum.drafting import flows
from members.people.enums import Role
from portal.notices.models import Notice
from resources.library.models import Draft
from tests.factories.forum import make_solved
from tests.factories.people import make_member, make_secretariat

pytestmark = [
    pytest.mark.race,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'",
        reason="SQLite lets one transaction write at a time, and its test database is one connection's",
    ),
]
PRESSING = 6


@pytest.fixture(autouse=True)
def register(transactional_db):
    """A test with real transactions empties the tables; what migrations loaded must be there now."""
    from members.municipalities import register
    from members.municipalities.models import Municipality, Region, RegionalBelonging

    register.load(
        municipality_model=Municipality, region_model=Region, belonging_model=RegionalBelonging
    )


def six_at_once() -> tuple[set[int], int]:
    """The drafts that the six were led to, and how often the asker was told."""
    asker = make_member("Lone Madsen", "Ringsted")
    question = make_solved(asker, make_member("Mette Holm", "Odense"))
    editor = make_secretariat(Role.SECRETARIAT_EDITOR)
    start, found = Barrier(PRESSING), []

    def press():
        try:
            start.wait()
            found.append(flows.draft_from(question=question, by=editor).pk)
        finally:
            connection.close()

    pressing = [Thread(target=press) for _ in range(PRESSING)]
    for each in pressing:
        each.start()
    for each in pressing:
        each.join()
    assert len(found) == PRESSING
    return set(found), Notice.objects.filter(kind="words-used", recipient=asker).count()


def test_six_at_once_make_one_draft_and_tell_once():
    drafts, told = six_at_once()
    assert (len(drafts), told) == (1, 1)
    assert Draft.objects.count() == 1


def test_without_the_constraint_they_would_make_several(monkeypatch):
    """The negative control: a draft that says nothing of its origin is not held to one."""
    monkeypatch.setattr(flows, "origin_of", lambda post: "" if post.pk else "x")
    monkeypatch.setattr(flows, "draft_of", lambda question: None)
    monkeypatch.setattr(flows, "accepted_answers", lambda question: [])
    drafts, _told = six_at_once()
    assert len(drafts) > 1

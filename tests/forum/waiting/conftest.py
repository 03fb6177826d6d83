"""The people of these tests, and the topic they meet over."""

import pytest

from tests.factories.forum import make_topic
from tests.factories.people import make_member


@pytest.fixture
def asker(db):
    return make_member("Lone Madsen", "Ringsted")


@pytest.fixture
def helper(db):
    return make_member("Mette Holm", "Odense")


@pytest.fixture
def colleague(db):
    return make_member("Jens Aagaard", "Aarhus")


@pytest.fixture
def topic(db):
    return make_topic("Aktindsigt")

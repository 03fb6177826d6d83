"""A conference with one session that is chosen, and somebody at the desk."""

from datetime import time

import pytest

from events.conference.enums import SessionKind
from events.conference.flows.points import Point
from tests.factories.events import make_conference


@pytest.fixture
def conference(personas):
    point = Point(1, time(10), time(11), SessionKind.PARALLEL, "Mægling", capacity=20)
    return make_conference(by=personas.editor, programme=[point])


@pytest.fixture
def at_the_desk(client, personas):
    client.force_login(personas.editor)
    return client

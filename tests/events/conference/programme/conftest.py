"""A conference with one session that is chosen, a room, and somebody at the desk."""

import pytest

from events.conference.flows import places
from tests.factories.events import (
    make_conference,
)

from .asking import point


@pytest.fixture
def conference(personas):
    return make_conference(by=personas.editor, programme=[point(), point("Aktindsigt")])


@pytest.fixture
def session(conference):
    return conference.sessions.get(title="Mægling")


@pytest.fixture
def hall(conference, personas):
    return places.write_hall(conference=conference, name="Salen", capacity=40, by=personas.editor)


@pytest.fixture
def at_the_desk(client, personas):
    client.force_login(personas.editor)
    return client

"""A conference that the secretariat does something with by hand."""

import pytest

from tests.factories.events import make_conference, make_part, register
from tests.factories.people import make_member


@pytest.fixture
def desk(personas):
    return personas.editor


@pytest.fixture
def conference(desk):
    return make_conference(by=desk)


@pytest.fixture
def line(conference, desk):
    """A night with one room that is taken, and three who wait for it."""
    night = make_part(conference, capacity=1, by=desk)
    register(conference, make_member("Ada", "Odense"), parts=[night])
    for name in ("Bo", "Ea", "Ida"):
        register(conference, make_member(name, "Odense"), waits=[night])
    return night

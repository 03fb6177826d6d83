import pytest

from tests.factories.events import make_meeting


@pytest.fixture(autouse=True)
def folder(own_storage):
    return own_storage


@pytest.fixture
def meeting(personas):
    return make_meeting(personas.group, by=personas.coordinator)


@pytest.fixture
def stored(folder):
    """The endings of all files that lie on the disk."""
    return lambda: sorted(path.suffix for path in folder.rglob("*") if path.is_file())

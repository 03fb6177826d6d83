"""A demo network that was stopped half-way does not stay."""

import sqlite3

import pytest
from django.core.management import CommandError
from django.db import connections

from portal.demo import building, unfinished

pytestmark = pytest.mark.django_db


class Elsewhere:
    """The connection of an embedded portal: a file of its own."""

    vendor = "sqlite"

    def __init__(self, path):
        self.settings_dict = {"NAME": str(path)}
        self.closed = False

    def close(self):
        self.closed = True


@pytest.fixture
def embedded(settings, tmp_path, monkeypatch):
    settings.EMBEDDED, settings.DEBUG = True, True
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "bilag.pdf").write_text("x")
    database = tmp_path / "portal.sqlite3"
    with sqlite3.connect(database) as made:
        made.execute("CREATE TABLE half (id)")
    connection = Elsewhere(database)
    monkeypatch.setattr(unfinished, "connections", {"default": connection})
    return connection


def test_what_was_stopped_half_way_is_taken_away(embedded, tmp_path, monkeypatch):
    def stopped():
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "STEPS", (stopped,))
    with pytest.raises(KeyboardInterrupt):
        building.build()
    assert unfinished.clear_away()
    assert embedded.closed
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["media"]
    assert not unfinished.clear_away()


def test_what_was_finished_stays(embedded, tmp_path, monkeypatch):
    monkeypatch.setattr(building, "STEPS", ())
    building.build()
    assert not unfinished.clear_away()
    assert (tmp_path / "portal.sqlite3").exists() and (tmp_path / "media" / "bilag.pdf").exists()


def test_another_servers_database_is_left_alone(embedded, tmp_path):
    unfinished.begin()
    embedded.vendor = "postgresql"
    with pytest.raises(CommandError):
        unfinished.clear_away()
    assert (tmp_path / "portal.sqlite3").exists()


def test_where_the_portal_is_in_earnest_nothing_is_ever_taken_away(embedded, settings, tmp_path):
    unfinished.begin()
    settings.DEBUG = False
    assert not unfinished.clear_away()
    assert (tmp_path / "portal.sqlite3").exists()
    assert connections["default"] is not embedded

"""Whoever has several reasons to hear of a new version hears of it once, by the one that concerns them most;
through the whole way of writing, approving and publishing."""

import pytest

from portal.notices.models import Notice, OutgoingMail
from resources.collections import flows as collections
from resources.klarret import flows as series
from resources.klarret.models import Wish
from resources.library.enums import Extent, Line
from resources.library.flows import approving
from resources.shelves import flows as shelves
from tests.factories.resources import make_collection, make_guide, make_version, make_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    found = make_guide("Notatpligt", klarret=7)
    make_version(found, line=Line.COPENHAGEN)
    return found


def publish(guide, personas, extent=Extent.MAJOR):
    """As it is done: one writes, another one approves."""
    Notice.objects.all().delete()
    edition = make_waiting(personas.editor, guide, extent=extent)
    approving.approve(edition=edition, seen=edition.seen, by=personas.administrator)


def told(person) -> list[str]:
    found = Notice.objects.filter(recipient=person).exclude(kind="edition-waits")
    return list(found.order_by("pk").values_list("kind", flat=True))


def wish(guide, person) -> None:
    series.wish(guide=guide, by=person)


def keep(guide, person) -> None:
    shelves.keep(guide=guide, by=person)


@pytest.fixture
def follow(guide, personas):
    made = make_collection(guide, by=personas.administrator)
    return lambda guide, person: collections.follow(collection=made, by=person)


def test_who_wished_keeps_and_follows_hears_that_the_wish_has_come(guide, personas, follow):
    member = personas.member
    for deed in (wish, keep, follow):
        deed(guide, member)
    publish(guide, personas)
    assert told(member) == ["klarret-came"]
    assert not Wish.objects.exists()
    assert not OutgoingMail.objects.filter(recipient=member).exists()


def test_each_reason_alone_and_two_of_them(guide, personas, follow):
    keep(guide, personas.coordinator)
    follow(guide, personas.coordinator)
    follow(guide, personas.member)
    publish(guide, personas)
    assert told(personas.coordinator) == ["material-changed"]
    assert told(personas.member) == ["collection-material-changed"]


def test_who_keeps_the_library_hears_once_too(guide, personas, follow):
    third = personas.jurist
    third.grants.update(role="secretariat_editor")
    follow(guide, third)
    publish(guide, personas)
    assert told(third) == ["edition-published"]
    wish(guide_two := make_guide("Partshøring", klarret=8), third)
    make_version(guide_two, line=Line.COPENHAGEN)
    publish(guide_two, personas)
    assert told(third) == ["klarret-came"]


def test_the_next_version_finds_no_wish_and_is_told_by_the_next_reason(guide, personas, follow):
    wish(guide, personas.member)
    follow(guide, personas.member)
    publish(guide, personas)
    publish(guide, personas)
    assert told(personas.member) == ["collection-material-changed"]


@pytest.mark.parametrize("extent", [Extent.MEDIUM, Extent.TYPO])
def test_of_smaller_changes_only_a_wish_is_answered(guide, personas, follow, extent):
    wish(guide, personas.member)
    keep(guide, personas.coordinator)
    follow(guide, personas.coordinator)
    publish(guide, personas, extent=extent)
    assert told(personas.member) == ["klarret-came"]
    assert told(personas.coordinator) == []


def test_copenhagens_edition_answers_no_wish(guide, personas):
    wish(guide, personas.member)
    keep(guide, personas.member)
    make_version(guide, line=Line.COPENHAGEN)
    assert told(personas.member) == ["material-changed"]
    assert Wish.objects.exists()

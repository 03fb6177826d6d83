"""When a member was last in the library."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from resources.visits.flows import PACE, SILENCE, came
from resources.visits.models import Visit

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))


def test_what_was_the_last_visit_stays_the_same_while_one_looks_around(personas):
    member = personas.member
    assert came(at=MONDAY, by=member) is None
    last = MONDAY + timedelta(minutes=30)
    assert came(at=last, by=member) is None
    tuesday = MONDAY + timedelta(days=1)
    assert came(at=tuesday, by=member) == last
    # Longer than a silence in all, and never silent that long.
    for minutes in (5, 100, 190, 280):
        assert came(at=tuesday + timedelta(minutes=minutes), by=member) == last
    assert came(at=tuesday + timedelta(minutes=280) + SILENCE, by=member) == tuesday + timedelta(
        minutes=280
    )
    assert Visit.objects.count() == 1


def test_within_a_visit_it_is_seldom_written(personas, django_assert_num_queries):
    came(at=MONDAY, by=personas.member)
    with django_assert_num_queries(1):
        came(at=MONDAY + PACE / 2, by=personas.member)


@pytest.mark.parametrize("persona", ["applicant", "former", "suspended"])
def test_nothing_is_kept_of_those_who_are_not_members(personas, persona):
    assert came(at=MONDAY, by=getattr(personas, persona)) is None
    assert not Visit.objects.exists()

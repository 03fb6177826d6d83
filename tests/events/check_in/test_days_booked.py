"""Who comes on a day that they have not booked is let in, and the door says so."""

import pytest
from django.utils import timezone

from events.check_in import away, queries
from events.check_in.models import CheckIn
from events.conference.flows import booking
from tests.events.check_in.test_door_page import page, send
from tests.factories.check_in import let_begin, make_helper
from tests.factories.events import make_conference, make_part, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
HINT = "Er ikke tilmeldt i dag"


@pytest.fixture
def conference(personas):
    """Two days that one books by themselves, and a lunch on the first; it begins today."""
    found = make_conference(by=personas.editor)
    first, second = (make_part(found, "day", day=day, by=personas.editor) for day in (0, 1))
    lunch = make_part(found, "meal", by=personas.editor)
    for name, parts in (("Ada Holm", [first, second, lunch]), ("Bo Lund", [second])):
        person = make_member(name, "Odense")
        booking.book(registration=register(found, person), parts=parts, by=person)
    return let_begin(found)


@pytest.fixture
def door(client, conference, personas):
    helper = make_member("Hilda Helper", "Odense")
    make_helper(conference, helper, by=personas.editor)
    client.force_login(helper)
    return client


def of(conference, name: str):
    return conference.registrations.get(person__name=name)


def test_the_days_that_somebody_has_not_booked(conference):
    bo = of(conference, "Bo Lund")
    assert away.days_away(conference) == {bo.pk: [conference.starts_on]}


def test_a_conference_without_days_has_nobody_on_a_wrong_one(personas):
    whole = make_conference(by=personas.editor)
    make_part(whole, "meal", by=personas.editor)
    register(whole, personas.member)
    assert away.days_away(whole) == {}


def test_the_page_says_so_beside_the_name_and_lets_them_in(door, conference):
    bo = of(conference, "Bo Lund")
    assert HINT not in door.get(page(conference, q="ada")).text
    shown = door.get(page(conference, q="bo")).text
    assert HINT in shown and 'name="ind" value="1"' in shown
    done = door.post(page(conference), {"registration": bo.pk, "q": "bo"}, follow=True).text
    assert "Velkommen, Bo Lund" in done and "Bo Lund: er ikke tilmeldt i dag" in done
    assert CheckIn.objects.get().registration == bo
    # Whoever has booked the day is welcome without another word.
    ada = {"registration": of(conference, "Ada Holm").pk}
    assert "Holm: er ikke" not in door.post(page(conference), ada, follow=True).text


def test_at_a_meal_and_when_it_is_taken_back_nothing_is_said(door, conference):
    bo, lunch = of(conference, "Bo Lund"), conference.parts.get(kind="meal")
    assert HINT not in door.get(page(conference, q="bo", liste=lunch.pk)).text
    door.post(page(conference), {"registration": bo.pk}, follow=True)
    back = door.post(page(conference), {"registration": bo.pk, "ind": "0"}, follow=True).text
    assert "Fortrudt: Bo Lund" in back and "Lund: er ikke" not in back


def test_on_the_day_that_they_have_booked_nothing_is_said(door, conference):
    let_begin(conference, days_ago=1)
    assert HINT not in door.get(page(conference, q="bo")).text


def test_a_phone_knows_the_day_of_those_who_have_not_booked_it_and_of_nobody_else(door, conference):
    rows = {row[1]: row[6:] for row in send(door, conference, roster="").json()["people"]}
    assert rows == {"Ada Holm": [], "Bo Lund": [[f"{timezone.localdate():%Y-%m-%d}"]]}
    assert send(door, conference, (of(conference, "Bo Lund"), None, True, 0)).status_code == 200
    assert CheckIn.objects.count() == 1


def test_a_day_that_is_booked_meanwhile_reaches_the_phone(door, conference):
    before = send(door, conference, roster="").json()["roster"]
    bo = of(conference, "Bo Lund")
    day = conference.parts.get(kind="day", on=conference.starts_on)
    bo.bookings.create(part=day, place="taken")
    told = send(door, conference, roster=before).json()
    assert {row[1]: row[6:] for row in told["people"]}["Bo Lund"] == []


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_grow(
    conference, personas, django_assert_num_queries, count
):
    for number in range(count):
        register(conference, make_member(f"Nummer {number}", "Odense"))
    with django_assert_num_queries(3):
        assert len(away.days_away(conference)) == count + 1
    found = queries.find(personas.editor, conference, None, "nummer")
    assert [each.is_away for each in found] == [True] * min(count, queries.MOST_FOUND)

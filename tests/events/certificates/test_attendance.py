"""Who came to a course's dates is ticked by those who run or teach it, one tap a name."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from events.certificates import queries
from events.certificates.flows import attending, forgetting
from events.certificates.models import Attendance
from events.courses.models import Course
from portal.kit.problems import Refused
from tests.factories.certificates import add_teacher, make_certificate, make_course, tick
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def course(personas):
    """One with three dates, of which the second is today; two have signed up."""
    return make_course(
        personas.group,
        by=personas.coordinator,
        days=-7.02,
        people=[personas.member, personas.jurist],
        capacity=3,
    )


@pytest.fixture
def date(course):
    return course.dates.all()[1]


@pytest.fixture
def address(course, date):
    return reverse("certificates:attendance", args=[course.pk, date.pk])


@pytest.fixture
def runner(client, personas):
    client.force_login(personas.coordinator)
    return client


def tap(client, address, person, came=1, **more):
    return client.post(address, {"person": person.pk, "came": came}, **more)


def codes(date, person, came=True, by=None, **more) -> list[str]:
    with pytest.raises(Refused) as refused:
        attending.tick(date=date, person=person, came=came, by=by, **more)
    return refused.value.codes


def test_one_tap_ticks_and_another_takes_it_back(runner, address, date, personas):
    assert tap(runner, address, personas.member).status_code == 302
    assert tap(runner, address, personas.member).status_code == 302  # twice is once
    row = Attendance.objects.get()
    assert (row.person, row.came, row.ticked_by) == (personas.member, True, personas.coordinator)
    assert queries.number_who_came(date) == 1
    tap(runner, address, personas.member, came=0)
    assert (Attendance.objects.get().came, queries.number_who_came(date)) == (False, 0)


def test_with_javascript_only_the_list_comes_back(runner, address, personas):
    page = tap(runner, address, personas.member, headers=HTMX).text
    assert "<html" not in page and 'id="fremmoede"' in page
    assert "<strong>1</strong> er kommet" in page and "2 på listen" in page


def test_a_walk_in_is_added_as_long_as_there_is_a_seat(runner, address, date, personas):
    for person in (personas.member, personas.jurist):
        tick(date.course, person, 2, by=personas.coordinator)
    third, fourth = make_member("Åse Ærø", "Odense"), make_member("Åge Ø", "Odense")
    page = runner.get(address, {"q": "åse"}).text
    assert f'value="{third.pk}"' in page
    tap(runner, address, third)
    assert "1 uden at være tilmeldt" in runner.get(address).text
    assert codes(date, fourth, by=personas.coordinator) == ["full"]
    assert Course.objects.get().taken == 2  # a walk-in takes no seat from whoever waits
    # On the next date the walk-in is on the list from the beginning.
    last = date.course.dates.all()[2]
    assert third in [row.person for row in queries.attendance_rows(personas.coordinator, last)]


def test_a_list_opens_an_hour_before_its_date(date, course, personas):
    call = {"by": personas.coordinator, "came": True, "person": personas.member, "date": date}
    with pytest.raises(Refused) as refused:
        attending.tick(at=date.starts_at - timedelta(minutes=61), **call)
    assert refused.value.codes == ["too_early"]
    attending.tick(at=date.starts_at - timedelta(minutes=59), **call)
    last = course.dates.all()[2]
    assert codes(last, personas.member, by=personas.coordinator) == ["too_early"]


def test_a_course_that_was_called_off_has_no_attendance(date, course, personas):
    Course.objects.update(state="cancelled", cancelled_at=timezone.now())
    date.course.refresh_from_db()
    assert codes(date, personas.member, by=personas.coordinator) == ["not_published"]


def test_a_tick_that_stands_on_a_certificate_stays(personas):
    certificate = make_certificate(personas.member, by=personas.coordinator, group=personas.group)
    first = certificate.course.dates.select_related("course__group").first()
    assert codes(first, personas.member, came=False, by=personas.coordinator) == ["certified"]
    last = certificate.course.dates.select_related("course__group").last()
    attending.tick(date=last, person=personas.member, came=True, by=personas.coordinator)


def test_those_who_run_and_teach_tick_and_nobody_else(client, address, course, personas):
    add_teacher(course, personas.jurist)
    dates = reverse("certificates:dates", args=[course.pk])
    for name in ("coordinator", "jurist", "editor", "administrator"):
        client.force_login(getattr(personas, name))
        assert client.get(address).status_code == client.get(dates).status_code == 200
        assert tap(client, address, personas.member).status_code == 302
    for name in ("member", "other_coordinator"):
        client.force_login(getattr(personas, name))
        assert client.get(address).status_code == client.get(dates).status_code == 403
        assert tap(client, address, personas.member).status_code == 403
    client.force_login(personas.coordinator)
    for wrong in ("", "x", "999999999", "٣", "1" * 30):
        assert client.post(address, {"person": wrong, "came": "1"}).status_code == 404
    assert codes(course.dates.first(), personas.former, by=personas.coordinator) == ["no_member"]


def test_one_row_for_each_who_came(date, personas):
    Attendance.objects.create(date=date, person=personas.member, came=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(date=date, person=personas.member, came=False)


def test_names_go_and_the_number_stays(date, course, personas):
    tick(course, personas.member, 1, 2, by=personas.coordinator)
    assert forgetting.forget_who_came(before=course.ends_at, by=None) == 0
    after = course.ends_at + timedelta(days=1)
    assert forgetting.forget_who_came(before=after, by=None) == 2
    assert not Attendance.objects.exclude(person=None, ticked_by=None).exists()
    assert queries.number_who_came(date) == 1


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_number_of_queries_does_not_grow(
    number, runner, address, date, course, django_assert_num_queries
):
    Course.objects.update(capacity=None)
    for place in range(number):
        person = make_member(f"Deltager {place}")
        course.enrolments.create(person=person, place="enrolled")
    runner.get(address)
    with django_assert_num_queries(9):
        runner.get(address)
    with django_assert_num_queries(5):
        runner.get(reverse("certificates:dates", args=[course.pk]))

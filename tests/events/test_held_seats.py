"""A seat that is held at a meeting or a course is taken until its second, and not after: from then on it is
the next one's, also when the clock's job has not passed it on yet."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.courses import links as course_links
from events.courses.flows import attending as enrolling
from events.courses.flows import waiting as course_line
from events.meetings import links as meeting_links
from events.meetings.flows import attending as signing
from events.meetings.flows import waiting as meeting_line
from portal.kit.problems import Refused
from tests.factories.courses import make_course
from tests.factories.events import make_meeting
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


class AtAMeeting:
    """One seat at a meeting, held for `second`; `third` stands behind."""

    stands, taken = "state", "coming"
    mail = meeting_links

    def __init__(self, personas, first, second, third):
        self.row = make_meeting(personas.group, by=personas.coordinator, capacity=1)
        for person in (first, second, third):
            self.sign_up(person, waits=True)
        self.give_back(first)

    def sign_up(self, person, at=None, **values):
        signing.sign_up(meeting=self.row, person=person, at=at, by=person, **values)

    def accept(self, person, at):
        meeting_line.accept(meeting=self.row, person=person, at=at, by=person)

    def give_back(self, person, at=None):
        signing.send_regrets(meeting=self.row, person=person, at=at, by=person)

    def rows(self):
        return self.row.signups

    def pass_on(self, now) -> int:
        return meeting_line.pass_on_unanswered(now=now, by=None)


class AtACourse:
    """The same at a course."""

    stands, taken = "place", "enrolled"
    mail = course_links

    def __init__(self, personas, first, second, third):
        self.row = make_course(personas.group, by=personas.coordinator, capacity=1)
        for person in (first, second, third):
            self.sign_up(person, waits=True)
        self.give_back(first)

    def sign_up(self, person, at=None, **values):
        enrolling.enrol(course=self.row, person=person, at=at, by=person, **values)

    def accept(self, person, at):
        course_line.accept(course=self.row, person=person, at=at, by=person)

    def give_back(self, person, at=None):
        enrolling.withdraw(course=self.row, person=person, at=at, by=person)

    def rows(self):
        return self.row.enrolments

    def pass_on(self, now) -> int:
        return course_line.pass_on_unanswered(now=now, by=None)


@pytest.fixture(params=[AtAMeeting, AtACourse])
def held(request, personas):
    first, third = make_member("Først", "Vejle"), make_member("Næste", "Vejle")
    return request.param(personas, first, personas.member, third)


def place(held, person) -> str:
    return held.rows().values_list(held.stands, flat=True).get(person=person)


def refused(deed, *args, **values) -> list[str]:
    with pytest.raises(Refused) as found:
        deed(*args, **values)
    return found.value.codes


def test_a_second_before_it_is_taken(held, personas):
    until = held.rows().get(person=personas.member).offered_until
    held.accept(personas.member, until - SECOND)
    assert place(held, personas.member) == held.taken
    # Whoever has it keeps it, also when they say yes once more afterwards.
    held.accept(personas.member, until + SECOND)
    assert place(held, personas.member) == held.taken


@pytest.mark.parametrize("after", [timedelta(0), SECOND])
def test_from_the_second_on_it_is_refused_though_nobody_has_passed_it_on(held, personas, after):
    late = held.rows().get(person=personas.member).offered_until + after
    assert refused(held.accept, personas.member, late) == ["offer_late"]
    assert place(held, personas.member) == "offered"
    held.row.refresh_from_db()
    assert held.row.taken == 1  # it is held until the job passes it on
    assert held.pass_on(late) == 1
    assert refused(held.accept, personas.member, late) == ["offer_gone"]


@pytest.mark.parametrize("waits", [False, True])
def test_signing_up_anew_is_no_way_around_it(held, personas, waits):
    until = held.rows().get(person=personas.member).offered_until
    assert refused(held.sign_up, personas.member, at=until, waits=waits) == ["offer_late"]
    assert place(held, personas.member) == "offered"
    held.sign_up(personas.member, at=until - SECOND, waits=waits)
    assert place(held, personas.member) == held.taken


def test_whoever_is_late_still_finds_a_seat_that_is_free(held, personas):
    """More seats came: what nobody is waiting for is theirs like anybody's, and their held one goes on."""
    until = held.rows().get(person=personas.member).offered_until
    held.row.capacity = 2
    held.row.save(update_fields=["capacity"])
    held.sign_up(personas.member, at=until)
    assert place(held, personas.member) == held.taken
    held.row.refresh_from_db()
    assert held.row.taken == 2


def test_a_letter_says_so_before_and_after_the_press(client, held, personas):
    answer = held.rows().get(person=personas.member)
    answer.offered_until = timezone.now()
    answer.save(update_fields=["offered_until"])
    deed = next(each for each in held.mail.LINKS.deeds if each.name == "TAKE")
    address = held.mail.address(answer, deed)
    for page in (client.get(address), client.post(address)):
        assert "Fristen for at svare er udløbet" in page.content.decode()
    assert place(held, personas.member) == "offered"


def test_to_pass_it_on_is_never_too_late(held, personas):
    held.give_back(personas.member, held.rows().get(person=personas.member).offered_until + SECOND)
    places = held.rows().values_list("person__name", held.stands)
    assert dict(places)["Næste"] == "offered"
    held.row.refresh_from_db()
    assert held.row.taken == 1

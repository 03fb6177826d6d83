"""Signing up, the waiting list and withdrawing: who gets the seat, until when, and what is counted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.courses import queries
from events.courses.flows import attending, forgetting, planning, waiting
from events.courses.models import Course, Enrolment
from events.courses.plans import Tutor
from members.people.flows.membership import end_membership
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.courses import course_days, enrol, let_course_begin, make_course
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(personas):
    return [make_member(f"Nummer {number}", "Odense") for number in range(4)]


@pytest.fixture
def full(personas, people):
    """Two seats, both taken; the third and the fourth wait in that order."""
    course = make_course(personas.group, by=personas.coordinator, capacity=2)
    for number, person in enumerate(people):
        at = timezone.now() - timedelta(minutes=10 - number)
        attending.enrol(course=course, person=person, waits=True, at=at, by=person)
    return course


def places(course) -> list[str]:
    return list(course.enrolments.order_by("person__name_key").values_list("place", flat=True))


def taken(course) -> int:
    """The counter, which is never another than what the enrolments hold."""
    counter = Course.objects.get(pk=course.pk).taken
    assert counter == sum(each.seats for each in course.enrolments.all())
    return counter


def in_line(course, people) -> list[int | None]:
    return [queries.place_in_line(queries.enrolment_of(person, course)) for person in people]


def test_who_finds_no_seat_waits_in_order(full, people):
    assert places(full) == ["enrolled", "enrolled", "waiting", "waiting"]
    assert taken(full) == 2
    assert in_line(full, people) == [None, None, 1, 2]
    # Asking again does not move one to the back.
    attending.enrol(course=full, person=people[2], waits=True, by=people[2])
    assert in_line(full, people) == [None, None, 1, 2]


def test_without_waits_who_finds_no_seat_is_refused_and_nothing_is_changed(full, personas):
    with pytest.raises(Refused) as refused:
        attending.enrol(course=full, person=personas.member, by=personas.member)
    assert refused.value.codes == ["full"]
    assert queries.enrolment_of(personas.member, full) is None
    assert taken(full) == 2


def test_whoever_signs_up_twice_has_one_seat_and_one_letter(personas):
    course = make_course(capacity=3)
    enrol(course, personas.member, personas.member)
    assert taken(course) == 1
    assert OutgoingMail.objects.filter(template="courses/mail/enrolled").count() == 1


def test_a_freed_seat_is_held_for_the_first_in_line_who_says_yes(full, people):
    attending.withdraw(course=full, person=people[0], by=people[0])
    assert places(full) == ["withdrawn", "enrolled", "offered", "waiting"]
    assert taken(full) == 2
    assert in_line(full, people)[3] == 1
    (notice,) = Notice.objects.filter(recipient=people[2], kind="course_offered")
    assert notice.url == full.get_absolute_url()
    waiting.accept(course=full, person=people[2], by=people[2])
    waiting.accept(course=full, person=people[2], by=people[2])
    assert places(full) == ["withdrawn", "enrolled", "enrolled", "waiting"]
    assert taken(full) == 2


def test_a_held_seat_that_is_turned_down_goes_to_the_next(full, people):
    attending.withdraw(course=full, person=people[0], by=people[0])
    attending.withdraw(course=full, person=people[2], by=people[2])
    assert places(full) == ["withdrawn", "enrolled", "withdrawn", "offered"]
    assert taken(full) == 2


def test_a_seat_is_held_for_a_day_and_then_passed_on(full, people):
    now = timezone.now()
    attending.withdraw(course=full, person=people[0], at=now, by=people[0])
    offered = Enrolment.objects.get(person=people[2])
    assert offered.offered_until == now + timedelta(hours=24)
    assert waiting.pass_on_unanswered(now=now + timedelta(hours=23), by=None) == 0
    assert waiting.pass_on_unanswered(now=now + timedelta(hours=24), by=None) == 1
    assert waiting.pass_on_unanswered(now=now + timedelta(hours=24), by=None) == 0
    assert queries.enrolment_of(people[2], full) is None
    assert queries.enrolment_of(people[3], full).place == "offered"
    assert Notice.objects.filter(recipient=people[2], kind="course_lapsed").count() == 1
    assert taken(full) == 2
    with pytest.raises(Refused) as refused:
        waiting.accept(course=full, person=people[2], by=people[2])
    assert refused.value.codes == ["offer_gone"]


def test_right_before_the_deadline_the_seat_is_theirs_without_being_asked(full, people):
    late = full.signup_closes_at - timedelta(hours=2)
    attending.withdraw(course=full, person=people[0], at=late, by=people[0])
    assert places(full) == ["withdrawn", "enrolled", "enrolled", "waiting"]
    letter = OutgoingMail.objects.get(template="courses/mail/seated")
    assert (letter.recipient, letter.enclosure) == (people[2], f"course:{full.pk}:REQUEST")


def test_more_seats_go_to_those_who_wait(full, people, personas):
    from events.courses.flows.changing import change
    from events.courses.plans import Day
    from tests.factories.courses import course_facts

    days = [Day(each.starts_at, each.ends_at, each.title, each.pk) for each in full.dates.all()]
    facts = course_facts(days, capacity=4)
    change(course=full, facts=facts, dates=days, by=personas.coordinator)
    assert places(full) == ["enrolled", "enrolled", "offered", "offered"]
    assert taken(full) == 4


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("draft", "not_published"),
        ("cancelled", "cancelled"),
        ("begun", "begun"),
        ("closed", "signup_closed"),
    ],
)
def test_when_nobody_signs_up_any_more(personas, state, code):
    course = make_course(personas.group, by=personas.coordinator)
    now = timezone.now()
    if state == "draft":
        Course.objects.update(state="draft", published_at=None)
    if state == "cancelled":
        planning.cancel(course=course, by=personas.coordinator)
    if state == "begun":
        course = let_course_begin(course)
    if state == "closed":
        now = course.signup_closes_at
    with pytest.raises(Refused) as refused:
        attending.enrol(course=course, person=personas.member, at=now, by=personas.member)
    assert refused.value.codes == [code]
    assert taken(course) == 0


def test_after_the_deadline_whoever_runs_it_may_still_write_down_who_phoned(personas):
    course = make_course(personas.group, by=personas.coordinator)
    attending.enrol(
        course=course,
        person=personas.member,
        at=course.signup_closes_at,
        by=personas.coordinator,
    )
    assert taken(course) == 1
    entry = Entry.objects.get(action="courses.enrolled")
    assert (entry.by_id, entry.about_id) == (personas.coordinator.pk, personas.member.pk)


@pytest.mark.parametrize("name", ["stranger", "applicant", "admitted", "former", "suspended"])
def test_only_members_sign_up(personas, name):
    course = make_course()
    person = getattr(personas, name)
    if name == "stranger":
        pytest.skip("whoever is not logged in has no account to sign up")
    with pytest.raises(Refused) as refused:
        attending.enrol(course=course, person=person, by=person)
    assert refused.value.codes == ["not_allowed"]


def test_whoever_leaves_the_network_gives_their_seat_to_the_next(full, people, personas):
    begun = let_course_begin(make_course(dates=course_days(days=40), title="I gang", capacity=1))
    Enrolment.objects.create(course=begun, person=people[0], place="enrolled")
    Course.objects.filter(pk=begun.pk).update(taken=1)
    end_membership(person=people[0], by=personas.editor)
    assert places(full) == ["withdrawn", "enrolled", "offered", "waiting"]
    assert taken(full) == 2
    assert places(begun) == ["enrolled"], "the lists of what has begun stay"


def test_cancelling_tells_those_who_take_it_wait_and_teach_but_not_who_withdrew(
    full, people, personas
):
    attending.withdraw(course=full, person=people[1], by=people[1])
    Notice.objects.all().delete()
    planning.cancel(course=full, by=personas.coordinator)
    told = Notice.objects.filter(kind="course_cancelled").values_list("recipient", flat=True)
    assert set(told) == {people[0].pk, people[2].pk, people[3].pk}
    letters = OutgoingMail.objects.filter(template="courses/mail/cancelled")
    assert {each.enclosure for each in letters} == {f"course:{full.pk}:CANCEL"}
    assert list(full.dates.values_list("sequence", flat=True)) == [1, 1, 1]


def test_years_later_nobody_is_named_and_the_count_stays(personas):
    guest = Tutor(name="Vibeke Riis", title="advokat")
    course = make_course(teachers=[guest, Tutor(person=personas.jurist, title="jurist")])
    enrol(course, personas.member)
    assert forgetting.forget_who_took(before=course.ends_at, by=None) == 0
    after = course.ends_at + timedelta(minutes=1)
    assert forgetting.forget_who_took(before=after, by=None) == 3
    assert forgetting.forget_who_took(before=after, by=None) == 0
    assert course.enrolments.get().person is None and taken(course) == 1
    assert {(each.name, each.title) for each in course.teachers.all()} == {("", "")}

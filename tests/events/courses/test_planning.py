"""Planning, changing, announcing and copying a course; what is refused, and who is told."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.courses import duties, queries, rules
from events.courses.flows import changing, copying, passing, planning, reminding
from events.courses.models import Course
from events.courses.plans import Day, Tutor
from portal.kit import dates as clock
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.courses import (
    course_days,
    course_facts,
    enrol,
    let_course_begin,
    make_course,
    make_course_draft,
    teacher,
)
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def as_days(course) -> list[Day]:
    return [Day(each.starts_at, each.ends_at, each.title, each.pk) for each in course.dates.all()]


def refusal(personas, *, group="own", dates=None, teachers=(), **changes) -> list[str]:
    """The codes with which a draft by the group's coordinator is refused."""
    dates = course_days() if dates is None else dates
    with pytest.raises(Refused) as refused:
        planning.plan(
            group=personas.group if group == "own" else group,
            facts=course_facts(dates or course_days(), **changes),
            dates=dates,
            teachers=teachers,
            by=personas.coordinator,
        )
    assert not Course.objects.exists()
    return refused.value.codes


def test_what_is_wrong_with_a_plan_is_said_plainly(personas):
    days = course_days()
    hour = timedelta(hours=1)
    past = [Day(days[0].starts_at - timedelta(days=60), days[0].ends_at - timedelta(days=60))]
    assert refusal(personas, dates=past) == ["in_the_past"]
    assert refusal(personas, dates=[Day(days[0].ends_at, days[0].starts_at)]) == ["backwards"]
    overlapping = [days[0], Day(days[0].ends_at - hour, days[0].ends_at + hour)]
    assert refusal(personas, dates=overlapping) == ["overlapping"]
    assert refusal(personas, dates=[], dates_needed=3) == ["no_dates"]
    assert refusal(personas, minimum=13, capacity=12) == ["minimum_above_seats"]
    assert refusal(personas, dates_needed=4) == ["needs_too_many"]
    late = days[0].starts_at + hour
    assert refusal(personas, signup_closes_at=late) == ["late_deadline"]
    twice = [teacher(personas.member), teacher(personas.member)]
    assert refusal(personas, teachers=twice) == ["teacher_twice"]
    guests = [Tutor(name="Vibeke Riis"), Tutor(name="VIBEKE RIIS")]
    assert refusal(personas, teachers=guests) == ["teacher_twice"]


def test_a_coordinator_plans_for_the_own_group_alone(personas):
    assert refusal(personas, group=personas.other_group) == ["not_allowed"]
    assert refusal(personas, group=None) == ["not_allowed"]


@pytest.mark.parametrize("field", ["title", "summary", "outcome", "prerequisites", "place_name"])
def test_no_cpr_number_gets_in(personas, field):
    with pytest.raises(ValidationError):
        make_course_draft(personas.group, by=personas.coordinator, **{field: "Sag 010190-1234"})
    assert not Course.objects.exists()


def test_nor_with_a_date_or_a_teacher(personas):
    with pytest.raises(ValidationError):
        make_course_draft(dates=course_days(title="010190-1234"))
    with pytest.raises(ValidationError):
        make_course_draft(teachers=[Tutor(name="Vibeke 010190-1234")])
    assert not Course.objects.exists()


def test_the_same_form_sent_twice_is_one_draft(personas):
    key = uuid4()
    days = course_days()
    made = [
        planning.plan(
            group=personas.group,
            facts=course_facts(days),
            dates=days,
            key=key,
            by=personas.coordinator,
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert Course.objects.get().dates.count() == 3


def test_lists_and_rule_agree_for_everyone(personas):
    shown = make_course(personas.group, by=personas.coordinator)
    own = make_course_draft(personas.group, by=personas.coordinator)
    taught = make_course_draft(
        personas.other_group, by=personas.other_coordinator, teachers=[teacher(personas.member)]
    )
    wide = make_course_draft(title="For alle", by=personas.editor)
    personas.all()
    sees = {}
    for name in personas.NAMES:
        person = getattr(personas, name)
        found = set(queries.courses_for(person))
        for course in (shown, own, taught, wide):
            assert (course in found) == rules.may_view(person, course), (name, course.title)
        sees[name] = [each in found for each in (shown, own, taught, wide)]
    assert sees["member"] == [True, False, True, False]
    assert sees["coordinator"] == [True, True, False, False]
    assert sees["other_coordinator"] == [True, False, True, False]
    assert sees["editor"] == [True, True, True, True]
    for name in ("stranger", "applicant", "admitted", "former", "suspended"):
        assert sees[name] == [False] * 4, name


def test_announcing_tells_the_groups_members_once_and_a_network_course_all(personas):
    outside = make_member("Anders And", "Aalborg")
    personas.member  # noqa: B018 - made when asked for
    course = make_course_draft(personas.group, by=personas.coordinator)
    planning.publish(course=course, by=personas.coordinator)
    told = set(Notice.objects.filter(kind="course_published").values_list("recipient", flat=True))
    assert personas.member.pk in told
    assert not told & {outside.pk, personas.coordinator.pk}
    with pytest.raises(Refused) as refused:
        planning.publish(course=course, by=personas.coordinator)
    assert refused.value.codes == ["not_a_draft"]
    wide = make_course_draft(title="For alle", by=personas.editor)
    planning.publish(course=wide, by=personas.editor)
    assert Notice.objects.filter(recipient=outside, kind="course_published").count() == 1


def test_nothing_is_announced_in_the_past_or_nowhere(personas):
    course = make_course_draft(personas.group, by=personas.coordinator, place_name="")
    with pytest.raises(Refused) as refused:
        planning.publish(course=course, by=personas.coordinator)
    assert refused.value.codes == ["nowhere"]
    with pytest.raises(Refused) as refused:
        planning.publish(course=course, at=course.starts_at, by=personas.coordinator)
    assert refused.value.codes == ["in_the_past", "nowhere"]
    with pytest.raises(Refused) as refused:
        planning.publish(course=course, at=course.signup_closes_at, by=personas.coordinator)
    assert refused.value.codes == ["deadline_past", "nowhere"]


def test_a_moved_date_keeps_its_identity_and_one_left_out_is_taken_out_of_calendars(personas):
    course = make_course(personas.group, by=personas.coordinator)
    enrol(course, personas.member)
    first, second, third = as_days(course)
    uids = dict(course.dates.values_list("pk", "uid"))
    later = timedelta(days=1)
    moved = Day(second.starts_at + later, second.ends_at + later, "", second.pk)
    new = Day(third.starts_at + later, third.ends_at + later)
    changing.change(
        course=course,
        facts=course_facts([first]),
        dates=[first, moved, new],
        by=personas.coordinator,
    )
    dates = list(course.dates.all())
    assert [each.starts_at for each in dates] == [first.starts_at, moved.starts_at, new.starts_at]
    assert [each.uid for each in dates[:2]] == [uids[first.pk], uids[second.pk]]
    assert [each.sequence for each in dates] == [0, 1, 0]
    (dropped,) = course.dropped_dates.all()
    assert (dropped.uid, dropped.sequence) == (uids[third.pk], 1)
    (notice,) = Notice.objects.filter(recipient=personas.member, kind="course_changed")
    assert notice.title == "Nye datoer: Mægling i praksis"
    letter = OutgoingMail.objects.get(template="courses/mail/changed")
    assert letter.enclosure == f"course:{course.pk}:CHANGE"
    (row,) = letter.context["changes"]["da"]
    assert row["what"] == "Datoer"
    course.refresh_from_db()
    assert course.ends_at == new.ends_at


def test_dates_may_change_places(personas):
    course = make_course(personas.group, by=personas.coordinator)
    first, second, third = as_days(course)
    swapped = [
        Day(second.starts_at, second.ends_at, "", first.pk),
        Day(first.starts_at, first.ends_at, "", second.pk),
        third,
    ]
    changing.change(
        course=course, facts=course_facts([first]), dates=swapped, by=personas.coordinator
    )
    found = dict(course.dates.values_list("pk", "starts_at"))
    assert found[first.pk] == second.starts_at and found[second.pk] == first.starts_at


def test_a_change_of_place_alone_bumps_every_date_and_a_word_about_it_none(personas):
    course = make_course(personas.group, by=personas.coordinator)
    days = as_days(course)
    enrol(course, personas.member)
    changing.change(
        course=course,
        facts=course_facts(days, summary="Nye ord."),
        dates=days,
        by=personas.coordinator,
    )
    assert not Notice.objects.filter(kind="course_changed").exists()
    assert list(course.dates.values_list("sequence", flat=True)) == [0, 0, 0]
    changing.change(
        course=course,
        facts=course_facts(days, place_name="Odense Rådhus"),
        dates=days,
        teachers=[Tutor(name="Vibeke Riis", title="advokat")],
        by=personas.coordinator,
    )
    assert list(course.dates.values_list("sequence", flat=True)) == [1, 1, 1]
    rows = OutgoingMail.objects.get(template="courses/mail/changed").context["changes"]["da"]
    assert [(row["what"], row["new"]) for row in rows] == [
        ("Sted", "Odense Rådhus, Lokale 2.1"),
        ("Undervisere", "Vibeke Riis"),
    ]


def test_fewer_seats_than_are_taken_are_refused(personas):
    course = make_course(personas.group, by=personas.coordinator)
    enrol(course, personas.member, personas.jurist)
    days = as_days(course)
    with pytest.raises(Refused) as refused:
        changing.change(
            course=course,
            facts=course_facts(days, capacity=1),
            dates=days,
            by=personas.coordinator,
        )
    assert refused.value.codes == ["too_few_seats"]


def test_a_date_that_has_begun_is_neither_moved_nor_left_out(personas):
    course = let_course_begin(make_course(personas.group, by=personas.coordinator))
    first, *rest = as_days(course)
    facts = course_facts([first], dates_needed=2)
    with pytest.raises(Refused) as refused:
        changing.change(course=course, facts=facts, dates=rest, by=personas.coordinator)
    assert "date_has_been" in refused.value.codes
    # What is still ahead may be moved.
    later = timedelta(days=1)
    moved = [Day(each.starts_at + later, each.ends_at + later, "", each.pk) for each in rest]
    changing.change(course=course, facts=facts, dates=[first, *moved], by=personas.coordinator)
    assert course.dates.last().starts_at == moved[-1].starts_at


def test_the_next_run_has_the_same_weekdays_and_hours_over_a_change_of_clocks(personas):
    first = datetime(
        2027, 3, 22, 8, tzinfo=UTC
    )  # 9 o'clock in Denmark; the clocks change on the 28th
    days = [
        Day(first, first + timedelta(hours=5)),
        Day(first + timedelta(days=14, hours=-1), first + timedelta(days=14, hours=4)),
    ]
    now = datetime(2027, 1, 4, 9, tzinfo=UTC)
    course = make_course_draft(
        personas.group,
        by=personas.coordinator,
        dates=days,
        teachers=[teacher(personas.member)],
        at=now,
    )
    planning.publish(course=course, at=now, quietly=True, by=personas.coordinator)
    course.enrolments.create(person=personas.jurist, place="enrolled")
    draft = copying.copy(course=course, at=now, by=personas.coordinator)
    assert draft.state == "draft" and draft.title == course.title
    assert [str(clock.local(each.starts_at))[:16] for each in draft.dates.all()] == [
        "2027-09-20 09:00",
        "2027-10-04 09:00",
    ]
    assert [each.person for each in draft.teachers.all()] == [personas.member]
    assert not draft.enrolments.exists()
    # Clicked twice it is one draft; once that is announced, the next click is another.
    assert copying.copy(course=course, at=now, by=personas.coordinator) == draft
    planning.publish(course=draft, at=now, quietly=True, by=personas.coordinator)
    assert copying.copy(course=course, at=now, by=personas.coordinator) != draft


def test_it_is_held_once_it_is_over(personas):
    course = make_course(personas.group, by=personas.coordinator)
    with pytest.raises(Refused) as refused:
        planning.hold(course=course, by=personas.coordinator)
    assert refused.value.codes == ["not_over"]
    course = let_course_begin(course, over=True)
    planning.hold(course=course, by=personas.coordinator)
    assert planning.hold(course=course, by=personas.coordinator).state == "held"
    with pytest.raises(Refused):
        planning.cancel(course=course, by=personas.coordinator)


def test_too_few_at_the_deadline_tells_those_who_run_it_once(personas):
    course = make_course(personas.group, by=personas.coordinator, minimum=2)
    enrol(course, personas.member)
    late = course.signup_closes_at
    assert reminding.warn_of_too_few(now=late - timedelta(minutes=1), by=None) == 0
    assert reminding.warn_of_too_few(now=late, by=None) == 1
    assert reminding.warn_of_too_few(now=late, by=None) == 0
    (notice,) = Notice.objects.filter(kind="course_too_few")
    assert notice.recipient == personas.coordinator
    planning.go_on(course=course, at=late, by=personas.coordinator)
    again = planning.go_on(course=course, at=late, by=personas.coordinator)
    assert again.goes_on_at == late


def test_enough_at_the_deadline_is_no_news(personas):
    course = make_course(personas.group, by=personas.coordinator, minimum=1)
    enrol(course, personas.member)
    assert reminding.warn_of_too_few(now=course.signup_closes_at, by=None) == 0
    with pytest.raises(Refused) as refused:
        planning.go_on(course=course, at=course.signup_closes_at, by=personas.coordinator)
    assert refused.value.codes == ["nothing_to_decide"]


def test_reminders_come_some_days_before_and_on_the_day_before_each_date(personas):
    course = make_course(
        personas.group, by=personas.coordinator, teachers=[teacher(personas.jurist)]
    )
    enrol(course, personas.member)
    first, second, _ = course.dates.all()
    soon = first.starts_at - timedelta(days=3)
    assert reminding.remind_of_beginning(now=timezone.now(), by=None) == 0
    # Three days are within four working days, and after the day on which one signed up.
    assert reminding.remind_of_beginning(now=soon, by=None) == 1
    assert reminding.remind_of_beginning(now=soon, by=None) == 0
    assert reminding.remind_of_dates(now=soon, by=None) == 0
    for date in (first, second):
        day_before = date.starts_at - timedelta(days=1)
        assert reminding.remind_of_dates(now=day_before, by=None) == 1
        assert reminding.remind_of_dates(now=day_before, by=None) == 0
    told = Notice.objects.filter(kind="course_tomorrow").values_list("recipient", flat=True)
    assert sorted(told) == sorted([personas.member.pk, personas.jurist.pk] * 2)


def test_the_link_is_shown_from_a_day_before_each_date_until_it_ends(personas):
    course = make_course(
        personas.group,
        by=personas.coordinator,
        online_url="https://video.example.dk/kursus",
        teachers=[teacher(personas.jurist)],
    )
    first, second, _ = course.dates.all()
    day, minute = timedelta(days=1), timedelta(minutes=1)

    def sees(person, place, now) -> bool:
        return rules.may_see_link(person, course, place, now)

    for now, shown in (
        (first.starts_at - day - minute, False),
        (first.starts_at - day, True),
        (first.ends_at - minute, True),
        (first.ends_at, False),
        (second.starts_at - day, True),
    ):
        assert sees(personas.member, "enrolled", now) is shown
        for place in ("waiting", "offered", "withdrawn", None):
            assert not sees(personas.member, place, now)
        assert sees(personas.coordinator, None, now)
        assert sees(personas.jurist, None, now)
    assert not sees(personas.former, "enrolled", first.starts_at)


def test_a_course_and_its_teaching_are_handed_over(personas):
    course = make_course(
        personas.group, by=personas.coordinator, teachers=[teacher(personas.coordinator)]
    )
    (planned,) = duties.courses_of(personas.coordinator)
    (taught,) = duties.teaching_of(personas.coordinator)
    for _ in range(2):
        passing.pass_course(
            person=personas.coordinator,
            number=planned.number,
            to=personas.editor,
            by=personas.editor,
        )
        passing.pass_teaching(
            person=personas.coordinator,
            number=taught.number,
            to=personas.jurist,
            by=personas.editor,
        )
    course.refresh_from_db()
    assert course.planned_by == personas.editor
    assert [each.person for each in course.teachers.all()] == [personas.jurist]
    assert not [*duties.courses_of(personas.coordinator), *duties.teaching_of(personas.coordinator)]


def test_what_is_over_is_no_duty(personas):
    made = make_course(
        personas.group, by=personas.coordinator, teachers=[teacher(personas.coordinator)]
    )
    let_course_begin(made, over=True)
    assert not [*duties.courses_of(personas.coordinator), *duties.teaching_of(personas.coordinator)]


def test_a_search_finds_what_is_announced_by_its_words_and_its_teachers(personas):
    make_course(teachers=[Tutor(name="Vibeke Riis")], by=personas.editor)
    make_course_draft(title="Mægling i det skjulte", by=personas.editor)
    for words in ("mægling", "vibeke nyborg", "AFTALEN papir"):
        found = [each.title for each in queries.search_for(personas.member, words)]
        assert found == ["Mægling i praksis"], words
        assert not queries.search_for(personas.former, words)
    assert not queries.search_for(personas.editor, "skjulte")
    assert not queries.search_for(personas.editor, " ")

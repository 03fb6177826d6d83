"""Why a course cannot be planned, announced, called off or taken, as values."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import seats
from portal.kit.problems import Blocker

from .enums import MailDeed, Place, State
from .models import Course
from .rules import may_run, may_run_in, may_sign_up

FULL = Blocker("full", _("All seats are taken. You can put yourself on the waiting list."))
NOWHERE = Blocker("nowhere", _("Write where the course is, or give the link to it."))
IN_THE_PAST = Blocker("in_the_past", _("A date lies in the past. Give it a new day."))
NO_DATES = Blocker("no_dates", _("A course has at least one date."))


def to_run(group, user) -> list[Blocker]:
    """Why this person cannot plan this group's courses, or with None those of the whole network."""
    if may_run_in(user, group):
        return []
    return [Blocker("not_allowed", _("You may not run these courses."))]


def of_dates(dates: Sequence[Any]) -> list[Blocker]:
    """What is wrong with the dates among themselves; each has `starts_at` and `ends_at`."""
    if not dates:
        return [NO_DATES]
    found = []
    if any(each.ends_at <= each.starts_at for each in dates):
        found.append(Blocker("backwards", _("Each date must end after it begins.")))
    ordered = sorted(dates, key=lambda each: each.starts_at)
    if any(after.starts_at < before.ends_at for before, after in pairwise(ordered)):
        found.append(Blocker("overlapping", _("Two of the dates overlap.")))
    return found


def of_facts(facts: Any, dates: Sequence[Any], teachers: Sequence[Any]) -> list[Blocker]:
    """What is wrong with a plan in itself, whoever makes it."""
    found = of_dates(dates)
    if facts.capacity is not None and facts.minimum > facts.capacity:
        found.append(
            Blocker("minimum_above_seats", _("The minimum must not be more than the seats."))
        )
    if dates and facts.dates_needed > len(dates):
        found.append(
            Blocker("needs_too_many", _("The certificate cannot need more dates than there are."))
        )
    if dates and facts.signup_closes_at > min(each.starts_at for each in dates):
        found.append(
            Blocker(
                "late_deadline", _("The deadline must not be later than the first date begins.")
            )
        )
    people = [each.person.pk for each in teachers if each.person is not None]
    guests = [each.name.casefold() for each in teachers if each.person is None]
    if len(people) != len(set(people)) or len(guests) != len(set(guests)):
        found.append(Blocker("teacher_twice", _("The same teacher stands there twice.")))
    return found


def to_plan(group, user, facts: Any, dates: Sequence[Any], teachers: Sequence[Any], now: datetime):
    """Why this draft cannot be kept."""
    found = to_run(group, user) + of_facts(facts, dates, teachers)
    if any(each.starts_at <= now for each in dates):
        found.append(IN_THE_PAST)
    return found


def to_change(
    course: Course,
    user,
    facts: Any = None,
    dates: Sequence[Any] = (),
    teachers: Sequence[Any] = (),
    now: datetime | None = None,
) -> list[Blocker]:
    """Why the course stays as it is; `facts`, `dates` and `teachers` are what is wished."""
    now = now or timezone.now()
    found = to_run(course.group, user)
    if course.state not in (State.DRAFT, State.PUBLISHED) or course.is_over:
        found.append(Blocker("closed", _("A course that is over or cancelled is not changed.")))
    if facts is None:
        return found
    found += of_facts(facts, dates, teachers)
    known = {each.pk: each for each in course.dates.all()}
    kept = {each.pk: each for each in dates if each.pk in known}
    for pk, date in known.items():
        wished = kept.get(pk)
        is_same = wished is not None and wished.starts_at == date.starts_at
        if course.state != State.DRAFT and date.starts_at <= now and not is_same:
            found.append(
                Blocker("date_has_been", _("A date that has begun is neither moved nor taken out."))
            )
            break
    moved = [
        each for each in dates if each.pk not in known or known[each.pk].starts_at != each.starts_at
    ]
    if any(each.starts_at <= now for each in moved):
        found.append(IN_THE_PAST)
    if course.state != State.DRAFT and not facts.place_name and not facts.online_url:
        found.append(NOWHERE)
    if facts.capacity is not None and facts.capacity < course.taken:
        found.append(
            Blocker(
                "too_few_seats",
                _("%(taken)d seats are taken already, so there must be at least as many seats.")
                % {"taken": course.taken},
            )
        )
    return found


def to_discard(course: Course, user) -> list[Blocker]:
    found = to_run(course.group, user)
    if course.state != State.DRAFT:
        found.append(Blocker("not_a_draft", _("What has been published is cancelled instead.")))
    return found


def to_publish(course: Course, user, now: datetime | None = None) -> list[Blocker]:
    found = to_run(course.group, user)
    if course.state != State.DRAFT:
        found.append(Blocker("not_a_draft", _("The course is already announced.")))
    now = now or timezone.now()
    if course.starts_at <= now:
        found.append(IN_THE_PAST)
    elif course.signup_closes_at <= now:
        found.append(
            Blocker("deadline_past", _("The deadline for signing up is past. Give it a new one."))
        )
    if not course.place_name and not course.online_url:
        found.append(NOWHERE)
    return found


def to_cancel(course: Course, user, now: datetime | None = None) -> list[Blocker]:
    found = to_run(course.group, user)
    if course.state != State.PUBLISHED or course.ends_at <= (now or timezone.now()):
        found.append(
            Blocker("not_published", _("Only an announced course that is not over is cancelled."))
        )
    return found


def to_hold(course: Course, user, now: datetime | None = None) -> list[Blocker]:
    """Why it cannot be marked as held."""
    found = to_run(course.group, user)
    if course.state != State.PUBLISHED:
        found.append(Blocker("not_published", _("Only an announced course can be marked as held.")))
    elif course.ends_at > (now or timezone.now()):
        found.append(Blocker("not_over", _("The course is not over yet.")))
    return found


def is_below_minimum(course: Course, now: datetime | None = None) -> bool:
    """Whether the deadline is past, fewer than the minimum have signed up, and nothing is decided."""
    now = now or timezone.now()
    return (
        course.state == State.PUBLISHED
        and course.signup_closes_at <= now < course.starts_at
        and course.taken < course.minimum
        and course.goes_on_at is None
    )


def to_go_on(course: Course, user, now: datetime | None = None) -> list[Blocker]:
    """Why there is nothing to decide about too few."""
    found = to_run(course.group, user)
    if not is_below_minimum(course, now):
        found.append(Blocker("nothing_to_decide", _("There is nothing to decide any more.")))
    return found


def to_sign_up(
    course: Course, user, now: datetime | None = None, *, by: Any = None
) -> list[Blocker]:
    """Why this person cannot sign up, seats aside. Whoever runs the course (`by`) may still write down after
    the deadline who phoned."""
    found = to_answer(course, user, now)
    if (
        not found
        and not may_run(by or user, course)
        and course.closes_at <= (now or timezone.now())
    ):
        found.append(
            Blocker("signup_closed", _("The deadline for signing up is past. Ask whoever runs it."))
        )
    return found


def to_answer(course: Course, user, now: datetime | None = None) -> list[Blocker]:
    """Why nobody can say any more whether they come."""
    if not may_sign_up(user):
        return [Blocker("not_allowed", _("Only members sign up for courses."))]
    if course.state == State.CANCELLED:
        return [Blocker("cancelled", _("The course has been cancelled."))]
    if course.state == State.DRAFT:
        return [Blocker("not_published", _("The course is not announced yet."))]
    if course.state == State.HELD or course.starts_at <= (now or timezone.now()):
        return [Blocker("begun", _("The course has begun, so the list is closed."))]
    return []


def to_answer_by_mail(
    course: Course, person, deed: MailDeed, now: datetime | None = None
) -> list[Blocker]:
    """Why the address in a letter does nothing any more."""
    found = to_answer(course, person, now)
    if found or deed == MailDeed.WITHDRAW:
        return found
    enrolment = course.enrolments.filter(person=person).first()
    if enrolment is not None and enrolment.place == Place.ENROLLED:
        return []
    return seats.to_accept(enrolment, now or timezone.now())

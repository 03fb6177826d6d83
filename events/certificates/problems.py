"""Why nothing can be ticked, issued or withdrawn, as values."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.check_in.models import CheckIn
from events.check_in.rules import ends_at
from events.conference.enums import State as ConferenceState
from events.conference.models import Conference
from events.conference.rules import may_manage
from events.courses.models import Course, CourseDate
from members.people.rules import is_member
from portal.kit.problems import Blocker

from . import queries, rules
from .models import Attendance, Certificate

NOT_YOURS = Blocker("not_allowed", _("Only those who run the course can do that."))
NOT_YOUR_CONFERENCE = Blocker("not_allowed", _("Only those who manage the conference can do that."))
REASON = _("Write why it is withdrawn.")
WITHDRAWN = Blocker("withdrawn", _("It has been withdrawn already."))


def to_tick(date: CourseDate, user, now: datetime | None = None) -> list[Blocker]:
    """Why nobody can be ticked at this date: not one's own, called off, or too early."""
    if not rules.may_see_attendance(user, date.course):
        return [Blocker("not_allowed", _("Only those who run or teach the course can tick."))]
    if date.course.state not in rules.STANDING:
        return [Blocker("not_published", _("Only a course that is held has attendance."))]
    if not rules.is_near(date, now):
        return [Blocker("too_early", _("The list opens an hour before the date begins."))]
    return []


def to_be_ticked(date: CourseDate, person, *, came: bool) -> list[Blocker]:
    """Why this person cannot: no member, no room for one more, or the tick stands on a certificate."""
    if not is_member(person):
        return [Blocker("no_member", _("Only members can be ticked."))]
    if not came and _is_on_a_certificate(date, person):
        return [
            Blocker(
                "certified",
                _("This date stands on a certificate. Withdraw the certificate first."),
            )
        ]
    known = Attendance.objects.filter(date=date, person=person).exists()
    if came and not known and person.pk not in queries.signed_up(date.course):
        capacity = date.course.capacity
        if capacity is not None and queries.number_who_came(date) >= capacity:
            return [Blocker("full", _("All seats are taken by those who have come."))]
    return []


def _is_on_a_certificate(date: CourseDate, person) -> bool:
    found = Certificate.objects.filter(
        course=date.course_id, person=person, withdrawn_at__isnull=True
    ).first()
    return found is not None and date.starts_at in [each.starts_at for each in found.days]


def to_issue(course: Course, user, now: datetime | None = None) -> list[Blocker]:
    """Why no certificates can be issued: not one's own (`user` is None for the clock), called off, not
    over, or nobody has been ticked."""
    if user is not None and not rules.may_issue(user, course):
        return [NOT_YOURS]
    if course.state not in rules.STANDING:
        return [Blocker("not_held", _("Only a course that was held has certificates."))]
    if course.ends_at > (now or timezone.now()):
        return [Blocker("too_early", _("Certificates are issued when the course is over."))]
    if not Attendance.objects.filter(date__course=course).exists():
        return [Blocker("not_ticked", _("Nobody has been ticked as come yet."))]
    return []


def to_issue_of_conference(
    conference: Conference, user, now: datetime | None = None
) -> list[Blocker]:
    """The same of a conference: `user` is None for the clock."""
    if user is not None and not may_manage(user):
        return [NOT_YOUR_CONFERENCE]
    if conference.state != ConferenceState.PUBLISHED:
        return [Blocker("not_held", _("Only a conference that was held has certificates."))]
    if ends_at(conference) > (now or timezone.now()):
        return [Blocker("too_early", _("Certificates are issued when the conference is over."))]
    if not CheckIn.objects.filter(conference=conference, part__isnull=True).exists():
        return [Blocker("not_ticked", _("Nobody has been checked in."))]
    return []


def to_withdraw(certificate: Certificate, user) -> list[Blocker]:
    if not rules.may_issue_of(user, certificate):
        return [NOT_YOURS]
    return [] if certificate.is_valid else [WITHDRAWN]

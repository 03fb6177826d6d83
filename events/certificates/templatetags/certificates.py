"""Attendance, certificates and evaluations on the pages of courses, which know none of them."""

from django import template
from django.utils import timezone

from events.check_in.rules import ends_at
from events.conference.models import Conference
from events.courses.models import Course
from events.courses.rules import may_run, may_tick
from events.evaluations.models import Evaluation
from events.evaluations.queries import has_answered
from events.evaluations.rules import is_asked, may_see

from .. import queries, rules

register = template.Library()


@register.inclusion_tag("certificates/on_course.html", takes_context=True)
def certificates_on_course(context, course: Course) -> dict:
    """What a course page says of attendance, certificate and evaluation to this reader."""
    user = context["request"].user
    own = queries.own_certificates(user).filter(course=course, withdrawn_at=None).first()
    subject = f"kursus:{course.pk}"
    evaluation = Evaluation.objects.filter(subject=subject).first() or Evaluation(subject=subject)
    ticks = may_tick(user, course)
    asked = evaluation.is_open and is_asked(user, evaluation)
    return {
        "course": course,
        "own": own,
        "ticks": ticks,
        "runs": ticks and may_run(user, course),
        "near": any(rules.is_near(_of(date, course)) for date in course.dates.all()),
        "is_over": course.is_over,
        "stands": course.state in rules.STANDING,
        "evaluation": evaluation,
        "asked": asked and not has_answered(user, evaluation),
        "sees": ticks and may_see(user, evaluation),
    }


@register.inclusion_tag("certificates/on_conference.html", takes_context=True)
def certificate_on_conference(context, conference: Conference) -> dict:
    """The reader's own certificate of a conference that is over."""
    if timezone.now() < ends_at(conference):
        return {"own": None}
    own = queries.own_certificates(context["request"].user)
    return {"own": own.filter(conference=conference, withdrawn_at=None).first()}


def _of(date, course):
    date.course = course
    return date

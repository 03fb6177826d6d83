"""What was promised last time, on the agenda of the next meeting."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from events.meetings.flows import setting
from events.meetings.models import Meeting
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import problems, queries

MINUTES = 10


@transaction.atomic
def put_on_agenda(*, meeting: Meeting, by) -> None:
    """A last point on which the group looks at its open to-dos. Safe to repeat."""
    Meeting.objects.filter(pk=meeting.pk).update(sequence=meeting.sequence)  # the lock
    stop_if(problems.to_follow_up(meeting, by))
    if queries.has_follow_up(meeting):
        return
    with translation.override(
        "da"
    ):  # it is written for all readers, whatever the writer's language
        title = _("Follow-up")
    setting.append(meeting=meeting, title=title, minutes=MINUTES, by=by)
    trail.record("minutes.follow_up_proposed", on=meeting, by=by)

"""Who helps at the door."""

from django.db import transaction

from events.conference.models import Conference
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import notices, problems
from ..models import Helper
from .holding import hold


@transaction.atomic
def name_helper(*, conference: Conference, person, by) -> Helper:
    """Let a member check people in until the conference is over, and tell them. Raises `Refused`
    ("no_member", "named", "over")."""
    hold(conference)
    stop_if(problems.to_name(conference, person, by))
    helper = Helper.objects.create(conference=conference, person=person, named_by=by)
    trail.record("check_in.helper_named", on=conference, by=by, about=person)
    notices.tell_helper(helper, by=by)
    return helper


@transaction.atomic
def dismiss_helper(*, helper: Helper, by) -> None:
    """They do not help any more, at once. Safe to repeat."""
    stop_if(problems.to_manage(by))
    if Helper.objects.filter(pk=helper.pk).delete()[0]:
        trail.record("check_in.helper_dismissed", on=helper.conference, by=by, about=helper.person)

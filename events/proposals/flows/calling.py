"""The call and its programme group: the secretariat's."""

from datetime import datetime

from django.db import transaction

from events.conference.models import Conference
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, problems
from ..models import Call, Panelist


@transaction.atomic
def write_call(
    *, conference: Conference, opens_at: datetime, closes_at: datetime, text: str = "", by
) -> Call:
    """A call for the conference, or other moments and words of it."""
    refuse_cpr(text)
    stop_if(problems.to_write_call(conference, opens_at, closes_at, by))
    call, _new = Call.objects.update_or_create(
        conference=conference,
        defaults={"opens_at": opens_at, "closes_at": closes_at, "text": text},
    )
    trail.record("proposals.call_written", on=call, by=by, conference=conference.pk)
    return call


@transaction.atomic
def name_panelist(*, call: Call, person: User, by) -> Panelist:
    """A member of the programme group from now on, until the conference is over; they are told once. Safe to
    repeat."""
    stop_if(problems.to_manage(by))
    panelist, is_new = Panelist.objects.get_or_create(call=call, person=person)
    if is_new:
        trail.record("proposals.panelist_named", on=call, by=by, about=person)
        notices.tell_named(call, person, by=by)
    return panelist


@transaction.atomic
def remove_panelist(*, panelist: Panelist, by) -> None:
    """No longer in the group; what they have written of proposals stays."""
    stop_if(problems.to_manage(by))
    trail.record("proposals.panelist_removed", on=panelist.call, by=by, about=panelist.person)
    panelist.delete()

"""Leave: away for a time, a member all the while, with a colleague who stands in."""

from datetime import date

from django.db import transaction

from members.people.models import Absence, User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices
from ..problems import to_be_away, to_come_back


@transaction.atomic
def begin(
    *,
    person: User,
    starts_on: date,
    ends_on: date | None = None,
    deputy: User | None = None,
    note: str = "",
    by,
) -> Absence:
    """A leave from one day until another, or until further notice; the deputy is told. Raises `Refused`,
    and ValidationError for a CPR number in the note."""
    refuse_cpr(note)
    absence = Absence(person=person, starts_on=starts_on, ends_on=ends_on, deputy=deputy, note=note)
    stop_if(to_be_away(absence))
    absence.save()
    trail.record("membership.leave_begun", on=absence, by=by, about=person)
    notices.stands_in(absence, by=by)
    return absence


@transaction.atomic
def end(*, absence: Absence, ends_on: date, by) -> Absence:
    """The first day back; one that has not begun by then is taken off. Raises `Refused`."""
    stop_if(to_come_back(absence, ends_on))
    trail.record("membership.leave_ended", on=absence, by=by, about=absence.person)
    if ends_on <= absence.starts_on:
        absence.delete()
    else:
        absence.ends_on = ends_on
        absence.save(update_fields=["ends_on"])
    return absence

"""The programme, point by point: what somebody has planned to come to is moved or cancelled in the open."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices
from .. import programme_problems as problems
from ..enums import State
from ..indexing import index
from ..models import Booking, Conference, Part, Session
from . import stock
from .points import Point, write

#: What somebody has put in their calendar; a change of anything else is a change of words.
WHEN_AND_WHERE = ("day", "starts", "ends", "room")


@transaction.atomic
def add_session(*, conference: Conference, point: Point, by) -> Session:
    """One more point. The very same point again is the same point: a form sent twice adds one."""
    conference = stock.lock(conference.pk)
    refuse_cpr(*point.texts)
    stop_if(problems.to_write(conference, point, by))
    there = conference.sessions.filter(cancelled_at__isnull=True, **point.facts).first()
    if there is not None:
        return there
    session = write(Session(conference=conference), point)
    index(conference)
    trail.record("conference.session_added", on=session, by=by, conference=conference.pk)
    return session


@transaction.atomic
def change_session(*, session: Session, point: Point, tell: bool = False, by) -> Session:
    """Replace what the point says. Choices stay; with `tell`, those it concerns get word when it has
    another time or room."""
    session = _locked_session(session)
    refuse_cpr(*point.texts)
    stop_if(problems.to_change(session, point, by))
    values = asdict(point)
    changed = [name for name, value in values.items() if getattr(session, name) != value]
    if not changed:
        return session
    session = write(session, point)
    index(session.conference)
    if session.stock:
        # More seats are for those who wait.
        stock.pass_on(session.conference, [session.stock.pk], timezone.now(), by)
    moved = bool(set(changed) & set(WHEN_AND_WHERE))
    trail.record("conference.session_changed", on=session, by=by, moved=moved)
    if tell and moved and session.conference.state == State.PUBLISHED:
        notices.tell_session_moved(session, by=by)
    return session


@transaction.atomic
def cancel_session(*, session: Session, by) -> Session:
    """The point stays in the programme as cancelled, those it concerns are told, and their choices are
    free for something else."""
    session = _locked_session(session)
    stop_if(problems.to_cancel(session, by))
    count = problems.participants(session)
    if session.conference.state == State.PUBLISHED:
        # Before the choices are gone: they say who is told.
        notices.tell_session_cancelled(session, by=by)
    Booking.objects.filter(part__session=session).delete()
    Part.objects.filter(session=session).update(taken=0)
    session.cancelled_at = timezone.now()
    session.save(update_fields=["cancelled_at"])
    index(session.conference)
    trail.record("conference.session_cancelled", on=session, by=by, count=count)
    return session


@transaction.atomic
def remove_session(*, session: Session, by) -> None:
    """Take a point out of the programme that nobody has planned to come to."""
    session = _locked_session(session)
    stop_if(problems.to_remove(session, by))
    trail.record("conference.session_removed", on=session, by=by, conference=session.conference_id)
    conference = session.conference
    session.delete()
    index(conference)


def _locked_session(session: Session) -> Session:
    stock.lock(session.conference_id)
    return Session.objects.select_related("conference", "part").get(pk=session.pk)

"""The programme, point by point: what somebody has planned to come to is moved or cancelled in the open."""

from dataclasses import asdict

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices
from .. import programme_problems as problems
from ..enums import State
from ..indexing import index
from ..models import Conference, Session
from .arranging import Point

#: What somebody has put in their calendar; a change of anything else is a change of words.
WHEN_AND_WHERE = ("day", "starts", "ends", "room")


@transaction.atomic
def add_session(*, conference: Conference, point: Point, by) -> Session:
    """One more point. The very same point again is the same point: a form sent twice adds one."""
    conference = _locked(conference)
    refuse_cpr(*point.texts)
    stop_if(problems.to_write(conference, point, by))
    values = asdict(point)
    there = conference.sessions.filter(cancelled_at__isnull=True, **values).first()
    if there is not None:
        return there
    session = Session.objects.create(conference=conference, **values)
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
    Session.objects.filter(pk=session.pk).update(**values)
    session.refresh_from_db(fields=list(values))
    index(session.conference)
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
    session.choices.all().delete()
    session.cancelled_at, session.taken = timezone.now(), 0
    session.save(update_fields=["cancelled_at", "taken"])
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


def _locked(conference: Conference) -> Conference:
    """The row as it is now. It is the queue for whatever happens to the conference and its sessions."""
    Conference.objects.filter(pk=conference.pk).update(taken=F("taken"))
    return Conference.objects.get(pk=conference.pk)


def _locked_session(session: Session) -> Session:
    Conference.objects.filter(pk=session.conference_id).update(taken=F("taken"))
    return Session.objects.select_related("conference").get(pk=session.pk)

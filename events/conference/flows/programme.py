"""The programme at the desk, point by point. What is written here is a draft: participants see, book and hear
of it when a version is published (`flows.publishing`; see docs/adr/0016)."""

from django.db import transaction

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import programme_problems as problems
from ..enums import Fate
from ..models import Conference, Session, SessionDraft
from ..planning import differences
from . import stock
from .points import Point, point_of, write_draft


@transaction.atomic
def add_session(*, conference: Conference, point: Point, by) -> SessionDraft:
    """One more point. The very same point again is the same point: a form sent twice adds one."""
    conference = stock.lock(conference.pk)
    refuse_cpr(*point.texts)
    stop_if(problems.to_write(conference, point, by))
    there = conference.session_drafts.filter(session=None, **point.facts).first()
    if there is not None:
        return there
    draft = write_draft(SessionDraft(conference=conference), point)
    trail.record("conference.session_added", on=draft, by=by, conference=conference.pk)
    return draft


@transaction.atomic
def change_session(*, plan: Session | SessionDraft, point: Point, by) -> SessionDraft | None:
    """What the point is to say. Gives the draft, or None when it then says what is published already."""
    session, draft = _locked(plan)
    refuse_cpr(*point.texts)
    stop_if(problems.to_change(session, point, by, plan.conference))
    draft = draft or _draft_of(session)
    draft.fate = Fate.HELD
    write_draft(draft, point)
    trail.record("conference.session_changed", on=draft, by=by, conference=draft.conference_id)
    if session is not None and not differences(session, _whole(draft)):
        draft.delete()
        return None
    return draft


@transaction.atomic
def cancel_session(*, session: Session, by) -> SessionDraft:
    """The point is to stand in the programme as cancelled. `publishing.cancel_now` does not wait."""
    _session, draft = _locked(session)
    stop_if(problems.to_cancel(session, by))
    return _doom(session, draft, Fate.CANCELLED, by)


@transaction.atomic
def remove_session(*, plan: Session | SessionDraft, by) -> None:
    """Take out what was never published at once; what was published and nobody has planned to come to, with
    the next version."""
    session, draft = _locked(plan)
    stop_if(problems.to_remove(session, by, plan.conference))
    if session is not None:
        _doom(session, draft, Fate.REMOVED, by)
        return
    assert draft is not None, "one of them is there"
    trail.record("conference.session_removed", on=draft, by=by, conference=draft.conference_id)
    draft.delete()


@transaction.atomic
def undo(*, draft: SessionDraft, by) -> None:
    """The point stays as it is published: what was written of it and not published is gone. Safe to
    repeat."""
    session, found = _locked(draft)
    stop_if(problems.to_undo(session, by, draft.conference))
    if found is not None:
        trail.record("conference.draft_undone", on=found, by=by, conference=found.conference_id)
        found.delete()


def _doom(session: Session, draft: SessionDraft | None, fate: Fate, by) -> SessionDraft:
    """It is as it was published, but for its fate: what was half written of it is dropped."""
    draft = write_draft(draft or _draft_of(session), point_of(_whole(session)))
    draft.fate = fate
    draft.save(update_fields=["fate"])
    action = "session_to_cancel" if fate == Fate.CANCELLED else "session_to_remove"
    trail.record(f"conference.{action}", on=session, by=by, conference=session.conference_id)
    return draft


def _locked(plan: Session | SessionDraft) -> tuple[Session | None, SessionDraft | None]:
    """The session and its draft as they are now, after the conference's own row."""
    conference = stock.lock(plan.conference_id)
    plan.conference = conference
    session = conference.sessions.filter(uid=plan.uid).select_related("part", "hall", "track")
    draft = conference.session_drafts.filter(uid=plan.uid).select_related("hall", "track")
    found, written = session.first(), draft.first()
    for each in filter(None, (found, written)):
        each.conference = conference
    return found, written


def _draft_of(session: Session | None) -> SessionDraft:
    assert session is not None, "a draft is of something, or there already"
    return SessionDraft(conference=session.conference, session=session, uid=session.uid)


def _whole(piece):
    """The row as it is in the database, with its speakers."""
    return type(piece).objects.select_related("conference", "hall", "track").get(pk=piece.pk)

"""A version of the programme: everything that the desk has written becomes what participants see, at once,
and only those hear of it whom it concerns (see docs/adr/0016-the-programme-is-published-in-versions.md)."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import programme_notices as notices
from .. import programme_problems as problems
from ..concerned import Concerned, before_it_changes, whom_it_concerns
from ..enums import Fate, State
from ..indexing import index
from ..models import Booking, Change, Conference, Part, ProgrammeVersion, Session, SessionDraft
from ..planning import Difference, differences
from . import programme, stock
from .points import point_of, write


@transaction.atomic
def publish(*, conference: Conference, words: str = "", by) -> ProgrammeVersion:
    """All drafts at once. Raises `Refused` with everything that stands against it, and publishes nothing
    then."""
    conference = stock.lock(conference.pk)
    return _publish(conference, _drafts(conference), words, by)


@transaction.atomic
def cancel_now(*, session: Session, words: str = "", by) -> ProgrammeVersion:
    """One point is cancelled at once, in a version of its own: those who come hear of it, whatever else the
    desk is writing."""
    draft = programme.cancel_session(session=session, by=by)
    conference = stock.lock(session.conference_id)
    return _publish(conference, _drafts(conference, draft.pk), words, by)


@transaction.atomic
def first_version(*, conference: Conference, by) -> ProgrammeVersion:
    """What `arranging.set_programme` has written stands as a version of its own; nobody is registered."""
    version = _number(conference, "", by)
    for session in conference.sessions.all():
        _keep(version, session, session.title, differences(None, _as_draft(session)))
    trail.record("conference.programme_published", on=version, by=by, conference=conference.pk)
    return version


def _publish(
    conference: Conference, drafts: list[SessionDraft], words: str, by
) -> ProgrammeVersion:
    refuse_cpr(words)
    found = problems.to_publish(conference, drafts, by)
    for draft in drafts:
        if draft.fate == Fate.HELD:
            against = problems.to_change(draft.session, point_of(draft), by, conference)
            found += problems.named(
                (each for each in against if each.code not in ("not_allowed", "called_off")),
                draft.title,
            )
    stop_if(found)
    version = _number(conference, words, by)
    concerned = []
    freed: list[int] = []
    for draft in drafts:
        news = differences(draft.session, draft)
        before = before_it_changes(draft.session, news)
        session = _take_effect(draft)
        _keep(version, session, draft.title, news)
        concerned.append(Concerned(session, draft.title, news, before, whom_it_concerns(session)))
        if session is not None and session.stock is not None and not session.is_cancelled:
            freed.append(session.stock.pk)
    index(conference)
    # More seats are for those who wait.
    stock.pass_on(conference, freed, timezone.now(), by)
    trail.record(
        "conference.programme_published",
        on=version,
        by=by,
        conference=conference.pk,
        number=version.number,
        points=len(drafts),
    )
    if conference.state == State.PUBLISHED:
        notices.tell_version(version, concerned, by=by)
    return version


def _take_effect(draft: SessionDraft) -> Session | None:
    """The session as the draft wants it; None when it is gone. The draft has done its work."""
    session, conference = draft.session, draft.conference
    if draft.fate == Fate.REMOVED:
        assert session is not None, "only what was published is taken out"
        draft.delete()
        session.delete()
        return None
    if draft.fate == Fate.CANCELLED:
        assert session is not None, "only what was published is cancelled"
        Booking.objects.filter(part__session=session).delete()
        Part.objects.filter(session=session).update(taken=0)
        session.cancelled_at = timezone.now()
        _counted_up(session)
        session.save(update_fields=["cancelled_at", "sequence", "changed_at"])
        draft.delete()
        return session
    is_new = session is None
    session = session or Session(
        conference=conference, uid=draft.uid, copied_from=draft.copied_from
    )
    if not is_new:
        _counted_up(session)
    write(session, point_of(draft))
    if is_new and session.stock is not None:
        Part.objects.filter(session=session).update(
            price=draft.price,
            changes_until=draft.changes_until,
            early_price=draft.early_price,
            early_until=draft.early_until,
        )
    draft.delete()
    return session


def _counted_up(session: Session) -> None:
    session.sequence += 1
    session.changed_at = timezone.now()


def _drafts(conference: Conference, number: int | None = None) -> list[SessionDraft]:
    """The drafts in the order of their points, or one of them, each with what it changes at hand."""
    found = conference.session_drafts.select_related(
        "hall", "track", "session__hall", "session__track", "session__part"
    ).prefetch_related("speakers__person", "session__speakers__person")
    rows = list(found if number is None else found.filter(pk=number))
    for each in rows:
        each.conference = conference
        if each.session is not None:
            each.session.conference = conference
    return rows


def _number(conference: Conference, words: str, by) -> ProgrammeVersion:
    last = conference.versions.first()
    # Subscribed calendars hold the conference, too.
    Conference.objects.filter(pk=conference.pk).update(
        changed_at=timezone.now(), sequence=F("sequence") + 1
    )
    return ProgrammeVersion.objects.create(
        conference=conference,
        number=last.number + 1 if last is not None else 1,
        words=words,
        published_by=by,
    )


def _keep(
    version: ProgrammeVersion, session: Session | None, title: str, news: Iterable[Difference]
) -> None:
    Change.objects.bulk_create(
        Change(
            version=version,
            session=session,
            title=title,
            what=each.what,
            before=each.before,
            after=each.after,
        )
        for each in news
    )


def _as_draft(session: Session) -> SessionDraft:
    """A session as if it were only planned, to say what is new of it."""
    return SessionDraft(
        conference=session.conference, day=session.day, starts=session.starts, ends=session.ends
    )

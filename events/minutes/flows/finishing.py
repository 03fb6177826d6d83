"""From notes to what all members read: comments by those who were there, final minutes, addenda."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from events.meetings.enums import State
from events.meetings.models import Meeting
from portal.audit import trail
from portal.kit import danish
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, problems
from ..enums import Phase
from ..models import Addendum, Comment, Minutes, Section
from .doing import give
from .locking import locked, locked_with_meeting


@transaction.atomic
def open_for_comments(
    *, minutes: Minutes, until: date, at: datetime | None = None, quietly: bool = False, by
) -> Minutes:
    """Send them to those who were there, and their to-dos to their owners; the meeting has then been held.
    Again, it sets another last day and tells nobody anew."""
    now = at or timezone.now()
    minutes = locked_with_meeting(minutes)
    stop_if(problems.to_open(minutes, by, until, now))
    first = minutes.phase == Phase.WRITING
    Minutes.objects.filter(pk=minutes.pk).update(
        phase=Phase.COMMENTS, comments_until=until, proposed_at=None
    )
    _hold(minutes.meeting)
    minutes = locked(minutes)
    trail.record("minutes.opened_for_comments", on=minutes.meeting, by=by)
    give(minutes=minutes, at=now, quietly=quietly, by=by)
    if first and not quietly:
        notices.tell_open(minutes, by=by)
    return minutes


@transaction.atomic
def comment(*, section: Section, text: str, at: datetime | None = None, by) -> Comment:
    """A word on one point. The same words again are the same comment."""
    text = text.strip()
    refuse_cpr(text)
    minutes = locked(section.minutes)
    stop_if(problems.to_comment(minutes, by))
    said, created = Comment.objects.get_or_create(
        section=section, author=by, text=text, defaults={"created_at": at or timezone.now()}
    )
    if created:
        trail.record("minutes.commented", on=minutes.meeting, by=by)
    return said


@transaction.atomic
def take_in(*, comment: Comment, taken_in: bool, at: datetime | None = None, by) -> Comment:
    """Note that a comment has been taken into the text, or not after all. Safe to repeat."""
    minutes = locked(comment.section.minutes)
    stop_if(problems.to_write(minutes, by))
    Comment.objects.filter(pk=comment.pk).update(
        taken_in_at=(at or timezone.now()) if taken_in else None
    )
    trail.record("minutes.comment_taken_in", on=minutes.meeting, by=by, taken_in=taken_in)
    comment.refresh_from_db()
    return comment


@transaction.atomic
def make_final(
    *, minutes: Minutes, at: datetime | None = None, quietly: bool = False, by
) -> Minutes:
    """From now on all members read them and search finds them, and nobody changes them. Safe to repeat."""
    now = at or timezone.now()
    minutes = locked_with_meeting(minutes)
    if minutes.is_final:
        return minutes
    stop_if(problems.to_finish(minutes, by, now))
    Minutes.objects.filter(pk=minutes.pk).update(phase=Phase.FINAL, final_at=now)
    minutes.sections.update(claimed_by=None, claimed_at=None)
    _hold(minutes.meeting)
    minutes = locked(minutes)
    _index(minutes)
    trail.record("minutes.final", on=minutes.meeting, by=by)
    give(minutes=minutes, at=now, quietly=quietly, by=by)
    if not quietly:
        notices.tell_final(minutes, by=by)
    return minutes


@transaction.atomic
def add(*, minutes: Minutes, text: str, at: datetime | None = None, by) -> Addendum:
    """Set something right in final minutes, under its own date. The same words again are the same one."""
    text = text.strip()
    refuse_cpr(text)
    minutes = locked(minutes)
    stop_if(problems.to_add(minutes, by))
    addendum, created = Addendum.objects.get_or_create(
        minutes=minutes, text=text, defaults={"written_by": by, "at": at or timezone.now()}
    )
    if created:
        _index(minutes)
        trail.record("minutes.addendum", on=minutes.meeting, by=by)
    return addendum


@transaction.atomic
def propose_final(*, today: date | None = None, by) -> int:
    """Tell whoever runs the meeting that the day for comments has passed, once; returns of how many
    minutes. It is they who make them final."""
    today = today or timezone.localdate()
    waiting = Minutes.objects.filter(
        phase=Phase.COMMENTS, comments_until__lt=today, proposed_at__isnull=True
    ).select_related("meeting__group")
    count = 0
    for minutes in waiting:
        Minutes.objects.filter(pk=minutes.pk).update(proposed_at=timezone.now())
        notices.tell_ready(minutes, by=by)
        trail.record("minutes.final_proposed", on=minutes.meeting, by=by)
        count += 1
    return count


def _hold(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk, state=State.PUBLISHED).update(
        state=State.HELD, changed_at=timezone.now()
    )


def _index(minutes: Minutes) -> None:
    """What a search looks in, beside the meeting's title and group."""
    sections = minutes.sections.prefetch_related("decisions", "todos")
    texts = [minutes.meeting.title, minutes.meeting.group.name]
    for section in sections:
        texts += [section.title, section.words]
        texts += [decision.text for decision in section.decisions.all()]
        texts += [todo.text for todo in section.todos.all()]
    texts += minutes.addenda.values_list("text", flat=True)
    Minutes.objects.filter(pk=minutes.pk).update(search_key=danish.fold(" ".join(texts)))

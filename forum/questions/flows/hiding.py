"""Hiding a text while it is looked at, and showing it again."""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import broadcast, notices
from ..enums import Reason
from ..models import Answer, Comment, Question
from ..problems import to_hide_text, to_keep_order
from . import posting


@transaction.atomic
def hide[Text: Question | Answer | Comment](
    *, post: Text, reason: Reason | str, note: str = "", at: datetime | None = None, by: User
) -> Text:
    """Put a line in the place of a text for the time being. Its author is told why, sees it still and may
    change it; for others it is out of the page, search, feeds, digests and stored events. Safe to repeat."""
    refuse_cpr(note)
    locked = _lock(post)
    post = _read(post)
    stop_if(to_hide_text(post, reason, by))
    if post.hidden_at is not None:
        _unlock(locked)
        return post
    post.hidden_at = at or timezone.now()
    post.hidden_for, post.hidden_note = reason, " ".join(note.split())
    post.save(update_fields=["hidden_at", "hidden_for", "hidden_note"])
    trail.record("questions.hidden", on=post, by=by, reason=str(reason))
    notices.hidden(post, by=by)
    _spread(post, locked, by)
    return post


@transaction.atomic
def show[Text: Question | Answer | Comment](*, post: Text, by: User) -> Text:
    """Let everybody read it again. Safe to repeat."""
    locked = _lock(post)
    post = _read(post)
    stop_if(to_keep_order(by))
    if post.hidden_at is None:
        _unlock(locked)
        return post
    post.hidden_at, post.hidden_for, post.hidden_note = None, "", ""
    post.save(update_fields=["hidden_at", "hidden_for", "hidden_note"])
    trail.record("questions.shown", on=post, by=by)
    notices.shown(post, by=by)
    _spread(post, locked, by)
    return post


def _lock(post: Question | Answer | Comment) -> list[Question]:
    """The question, and those that lead to it as the same one: their pages show its title."""
    question = post.thread
    leading = question.duplicates.values_list("pk", flat=True) if post == question else []
    return list(posting.lock_all(question.pk, *leading).values())


def _unlock(locked: list[Question]) -> None:
    for each in locked:
        posting.unlock(each)


def _read[Text: Question | Answer | Comment](post: Text) -> Text:
    """The text as it is under the lock."""
    return cast(Text, type(post)._default_manager.get(pk=post.pk))


def _spread(post: Question | Answer | Comment, locked: list[Question], by: User) -> None:
    """Let the search, the bells and the open pages have what holds now."""
    posting.reindex(post.thread)
    broadcast.hidden_or_shown(post)
    for leading in locked:
        if leading.pk != post.thread.pk:
            broadcast.other_hidden_or_shown(leading)
    if isinstance(post, Question) and post.hidden_at is not None:
        notices.take_back_titles(post, by=by)

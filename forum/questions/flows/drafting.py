"""What is being written: saved while it is typed, kept from older windows, and gone with its posting.

Drafts leave no trace in the trail: who is writing an answer just now would tell who is anonymous in it.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from members.groups.models import Group
from members.people.models import User
from portal.kit.problems import Refused, stop_if
from portal.topics.models import Topic
from portal.ui import prose
from portal.ui.uploads import Upload
from portal.ui.validators import refuse_cpr
from resources.library.models import Guide

from ..models import Answer, Attachment, Draft, Question
from ..problems import NEWER, SETTLED, to_attach, to_join, to_write
from . import posting


class Drafted(NamedTuple):
    """What a form knows of its draft: the number it builds on, and the files that it shows."""

    number: int = 0
    files: Sequence[int] = ()


@transaction.atomic
def save_draft(
    *,
    question: Question | None,
    number: int,
    title: str = "",
    body: str = "",
    topics: Iterable[Topic] = (),
    audience: Group | None = None,
    anonymous: bool = False,
    cites: Guide | None = None,
    key: UUID,
    by: User,
) -> Draft:
    """Keep what has been typed so far. `number` is what the form was built on: text that is newer is never
    written over, and what has been posted does not come back. Raises `Refused` ("newer", "settled")."""
    stop_if(to_write(by, on=question))
    _one_at_a_time(by)
    body = prose.clean(body)
    refuse_cpr(title, prose.everything_written(body))
    written: dict[str, Any] = {
        "title": " ".join(title.split()),
        "body": body,
        "audience": audience,
        "anonymous": anonymous,
        "cites": cites,
        "form_key": key,
        "saved_at": timezone.now(),
    }
    mine = Draft.objects.filter(owner=by, question=question)
    model = Question if question is None else Answer
    if model.objects.filter(idempotency_key=key).exists():
        raise Refused([SETTLED])
    if number == 0:
        draft = _new(by, question, written)
    else:
        # The condition and not the reading before it: of two windows that save at once, one is let in.
        if not mine.filter(number=number).update(number=F("number") + 1, **written):
            raise Refused([NEWER if mine.exists() else SETTLED])
        draft = mine.get()
    draft.topics.set(topics)
    return draft


def _new(by: User, question: Question | None, written: dict[str, Any]) -> Draft:
    try:
        with transaction.atomic():
            return Draft.objects.create(owner=by, question=question, **written)
    except IntegrityError:
        raise Refused([NEWER]) from None


@transaction.atomic
def keep_files(*, question: Question | None, uploads: Sequence[Upload], by: User) -> Draft:
    """Put files with the draft, which begins with them where there is none yet."""
    stop_if(to_write(by, on=question))
    _one_at_a_time(by)
    draft = Draft.objects.filter(owner=by, question=question).first()
    there = draft.attachments.count() if draft else 0
    stop_if(to_attach(there + len(uploads)))
    if draft is None:
        draft = _new(by, question, {})
    else:
        _touch(draft)
    for upload in uploads:
        posting.store(upload, draft=draft)
    return draft


@transaction.atomic
def drop_file(*, attachment: Attachment, by: User) -> Draft:
    """Take a file away from one's own draft."""
    draft = attachment.draft
    assert draft is not None, "a posted text's files are detached, not dropped"
    stop_if(to_join(draft.question, by) if draft.question else to_write(by))
    _one_at_a_time(by)
    Attachment.objects.filter(pk=attachment.pk, draft__owner=by).delete()
    _touch(draft)
    return draft


@transaction.atomic
def discard(*, question: Question | None, by: User) -> None:
    """Throw the draft away, with its files. Safe to repeat."""
    _one_at_a_time(by)
    Draft.objects.filter(owner=by, question=question).delete()


@transaction.atomic
def settle(
    *, post: Question | Answer, question: Question | None, drafted: Drafted, key: UUID, by: User
) -> None:
    """What a text leaves of its draft when it is posted: the files that its form showed come along, and the
    draft goes, unless another window has written something newer in it."""
    _one_at_a_time(by)
    mine = Draft.objects.filter(owner=by, question=question)
    Attachment.objects.filter(draft__in=mine, pk__in=drafted.files).update(
        draft=None, **{str(post._meta.model_name): post}
    )
    draft = mine.first()
    if draft is not None and (draft.form_key == key or draft.number == drafted.number):
        draft.delete()


def _touch(draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(number=F("number") + 1, saved_at=timezone.now())
    draft.refresh_from_db()


def _one_at_a_time(by: User) -> None:
    """One member's drafts are written one after the other, so that none is saved while it is being posted.
    SQLite lets only one write anyway."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)

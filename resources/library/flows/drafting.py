"""Working on a draft, and publishing it as material."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.topics.models import Topic
from portal.ui.validators import refuse_cpr

from .. import notices, signals
from ..bodies import from_sections
from ..enums import Kind, Line, Status
from ..models import Draft, DraftWriter, Guide, Voice
from ..problems import (
    CHANGED_MEANWHILE,
    sections_blockers,
    to_draft,
    to_object,
    to_publish_draft,
    to_settle,
    to_work_on,
)
from ..queries import free_slug
from ..wording import plain_text
from .publishing import publish_version, save_guide, set_edition_status


@transaction.atomic
def make_draft(
    *,
    title: str,
    sections: list[dict],
    kind: str = Kind.NETWORK,
    topics: Iterable[Topic] = (),
    related: Iterable[Guide] = (),
    origin: str = "",
    voices: Sequence[str] = (),
    at: datetime | None = None,
    by,
) -> tuple[Draft, bool]:
    """A draft of what stands in the sections, and whether it is new: of one `origin` there is one draft,
    and who asks again gets the first. `voices` are those whose words it has, in their order."""
    stop_if([*to_draft(by), *sections_blockers(sections)])
    if (first := _of(origin)) is not None:
        return first, False
    refuse_cpr(title, plain_text(sections))
    moment = at or timezone.now()
    try:
        with transaction.atomic():
            draft = Draft.objects.create(
                kind=kind,
                title=title,
                sections=sections,
                origin=origin,
                created_at=moment,
                changed_at=moment,
            )
    except IntegrityError:
        # Somebody else has just made it of the same.
        if (first := _of(origin)) is None:
            raise
        return first, False
    draft.topics.set(topics)
    draft.related.set(related)
    Voice.objects.bulk_create(
        Voice(draft=draft, place=place, origin=voice) for place, voice in enumerate(voices)
    )
    _wrote(draft, by)
    trail.record("library.draft_made", on=draft, by=by)
    return draft, True


@transaction.atomic
def save_draft(
    *,
    draft: Draft,
    title: str,
    sections: list[dict],
    summary: str = "",
    topics: Iterable[Topic] = (),
    related: Iterable[Guide] = (),
    by,
) -> Draft:
    """Change what stands in a draft. Whoever has changed a word of it does not publish it."""
    refuse_cpr(title, summary, plain_text(sections))
    draft = _lock(draft)
    stop_if([*to_draft(by), *to_work_on(draft), *sections_blockers(sections)])
    if (draft.title, draft.summary, draft.sections) != (title, summary, sections):
        _wrote(draft, by)
    draft.title, draft.summary, draft.sections = title, summary, sections
    draft.changed_at = timezone.now()
    draft.save(update_fields=["title", "summary", "sections", "changed_at"])
    draft.topics.set(topics)
    draft.related.set(related)
    trail.record("library.draft_changed", on=draft, by=by)
    return draft


@transaction.atomic
def ask_to_publish(*, draft: Draft, by) -> None:
    """Somebody has written it to its end: those who may publish it are told."""
    stop_if([*to_draft(by), *to_work_on(draft)])
    trail.record("library.draft_waits", on=draft, by=by)
    notices.draft_waits(draft, by=by)


@transaction.atomic
def publish_draft(
    *,
    draft: Draft,
    seen: str,
    nobody_recognised: bool,
    at: datetime | None = None,
    by,
) -> Guide:
    """Put a draft into the library for members to read, once somebody who has not written in it has looked
    through it: `seen` is the wording they read (`Draft.seen`). Raises `Refused` for whoever has written in
    it, and when it is another one by now. Safe to repeat: the second time gives the same guide."""
    draft = _lock(draft)
    if draft.guide is not None:
        return draft.guide
    stop_if(to_publish_draft(draft, by, nobody_recognised=nobody_recognised))
    if seen != draft.seen:
        stop_if([CHANGED_MEANWHILE])
    moment = at or timezone.now()
    guide = save_guide(
        slug=free_slug(draft.title),
        title=draft.title,
        kind=draft.kind,
        summary=draft.summary,
        topics=draft.topics.all(),
        at=moment,
        by=by,
    )
    guide.related.set(draft.related.all())
    Guide.objects.filter(pk=guide.pk).update(from_members=True)
    edition = set_edition_status(
        guide=guide, line=Line.NATIONAL, status=Status.BEING_WRITTEN, at=moment, by=by
    )
    body = from_sections(draft.sections)
    publish_version(edition=edition, body=body, draft=draft, at=moment, by=by)
    draft.guide, draft.checked_at, draft.checked_by = guide, moment, by
    draft.save(update_fields=["guide", "checked_at", "checked_by"])
    draft.writers.all().delete()
    trail.record("library.draft_published", on=draft, by=by, nobody_recognised=True)
    guide.refresh_from_db()
    return guide


@transaction.atomic
def discard_draft(*, draft: Draft, by) -> None:
    """Throw a draft away with all that stands in it. What has been published is withdrawn instead."""
    draft = _lock(draft)
    stop_if([*to_draft(by), *to_work_on(draft)])
    trail.record("library.draft_discarded", on=draft, by=by)
    draft.delete()


@transaction.atomic
def object_to_use(*, voice: Voice, words: str, at: datetime | None = None, by) -> Voice:
    """Somebody whose words stand in a draft has something against it; the editors are told. The room they
    come from has made sure that it is they, and gives no `by` for one who wrote anonymously."""
    stop_if(to_object(words))
    refuse_cpr(words)
    _lock(voice.draft)
    voice = Voice.objects.select_related("draft").get(pk=voice.pk)
    voice.objection, voice.objected_at = words.strip(), at or timezone.now()
    voice.settled_at, voice.reply = None, ""
    voice.save(update_fields=["objection", "objected_at", "settled_at", "reply"])
    trail.record("library.objected", on=voice.draft, by=by)
    notices.objected(voice.draft, by=by)
    return voice


@transaction.atomic
def settle_objection(*, voice: Voice, reply: str, at: datetime | None = None, by) -> Voice:
    """The secretariat has done what the objection asked for, or says why not; the room that the words come
    from tells their writer, whom nobody here knows. Safe to repeat."""
    stop_if([*to_draft(by), *to_settle(reply)])
    refuse_cpr(reply)
    _lock(voice.draft)
    voice = Voice.objects.select_related("draft").get(pk=voice.pk)
    if voice.is_against:
        voice.settled_at, voice.reply = at or timezone.now(), reply.strip()
        voice.save(update_fields=["settled_at", "reply"])
        trail.record("library.objection_settled", on=voice.draft, by=by)
        signals.objection_settled.send(sender=Voice, voice=voice, by=by)
    return voice


def _wrote(draft: Draft, by) -> None:
    DraftWriter.objects.get_or_create(draft=draft, person=by)


def _lock(draft: Draft) -> Draft:
    """The row as it is, ours until the end: an UPDATE locks on both databases."""
    Draft.objects.filter(pk=draft.pk).update(kind=F("kind"))
    return Draft.objects.select_related("guide").get(pk=draft.pk)


def _of(origin: str) -> Draft | None:
    return Draft.objects.filter(origin=origin).first() if origin else None

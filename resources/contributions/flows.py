"""Every write of a contribution: giving and changing it, taking it up into the library, saying why not."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.uploads import Upload, files_go_with_rows, keep, taken
from portal.ui.validators import refuse_cpr
from resources.library.bodies import cleaned, from_sections
from resources.library.enums import Kind, Line, Status
from resources.library.flows import enclosing
from resources.library.flows.publishing import save_guide, set_edition_status
from resources.library.models import Edition, Guide
from resources.library.queries import free_slug

from . import notices
from .crediting import credited
from .enums import State
from .models import ContributedFile, Contribution
from .problems import to_answer, to_change, to_give, to_say, to_take_up
from .saying import Said


@transaction.atomic
def give(*, said: Said, uploads: Sequence[Upload] = (), key: UUID, by) -> Contribution:
    """A member gives something to the library; those who keep it are told. The same key again gives the same
    row. Raises `Refused`, and `ValidationError` for a CPR number."""
    stop_if([*to_give(by), *to_say(said, files=len(uploads))])
    if (earlier := Contribution.objects.filter(idempotency_key=key, person=by).first()) is not None:
        return earlier
    contribution = Contribution(person=by, idempotency_key=key)
    _write(contribution, said, uploads)
    trail.record("contributions.given", on=contribution, by=by)
    notices.given(contribution, by=by)
    return contribution


@transaction.atomic
def change(
    *,
    contribution: Contribution,
    said: Said,
    uploads: Sequence[Upload] = (),
    drop: Iterable[ContributedFile] = (),
    by,
) -> Contribution:
    """Say it otherwise, and send it (again); `drop` are the files to take out. Raises `Refused`, and
    `ValidationError` for a CPR number."""
    contribution = _lock(contribution)
    stop_if(to_change(contribution, by))
    dropped = {file.pk for file in drop}
    staying = contribution.files.exclude(pk__in=dropped).count() + len(uploads)
    stop_if(to_say(said, files=staying))
    was_sent_back = contribution.state == State.SENT_BACK
    contribution.state, contribution.confirmed_at = State.SENT, timezone.now()
    if was_sent_back:
        contribution.sent_at = contribution.confirmed_at
    contribution.files.filter(pk__in=dropped).delete()
    _write(contribution, said, uploads)
    trail.record("contributions.changed", on=contribution, by=by)
    if was_sent_back:
        notices.given(contribution, by=by)
    return contribution


@transaction.atomic
def withdraw(*, contribution: Contribution, by) -> None:
    """The member takes it back before the secretariat has answered; its files are deleted. Safe to repeat."""
    contribution = _lock(contribution)
    if contribution.state == State.WITHDRAWN and contribution.person_id == by.pk:
        return
    stop_if(to_change(contribution, by))
    _end(contribution, State.WITHDRAWN)
    trail.record("contributions.withdrawn", on=contribution, by=by)


@transaction.atomic
def take_up(*, contribution: Contribution, by) -> Guide:
    """Make material of it that the secretariat goes on writing: title, topics, text and files come along, for
    members only. It reaches readers as everything does, when a second person has approved it. Safe to repeat:
    the second time gives the same material."""
    contribution = _lock(contribution)
    if contribution.guide is not None:
        return contribution.guide
    stop_if(to_take_up(contribution, by))
    guide = save_guide(
        slug=free_slug(contribution.title),
        title=contribution.title,
        kind=contribution.kind,
        summary=contribution.summary,
        topics=contribution.topics.all(),
        link=contribution.link if contribution.kind == Kind.LINK else "",
        by=by,
    )
    if sections := _sections(contribution):
        edition = set_edition_status(
            guide=guide,
            line=Line.NATIONAL,
            status=Status.BEING_WRITTEN,
            writers=credited(contribution),
            by=by,
        )
        Edition.objects.filter(pk=edition.pk).update(body=cleaned(from_sections(sections)))
        edition.refresh_from_db()
        # Read anew: what was kept is unsigned already, and its pages are wanted now.
        files = [taken(_opened(file)) for file in contribution.files.all()]
        enclosing.add(edition=edition, uploads=files, by=by)
        edition.save_revision(user=by, clean=False)
    contribution.guide = guide
    _end(contribution, State.TAKEN_UP)
    trail.record("contributions.taken_up", on=contribution, by=by)
    notices.taken_up(contribution, by=by)
    return guide


@transaction.atomic
def send_back(*, contribution: Contribution, words: str, by) -> Contribution:
    """Not yet: the member reads what is missing, and can send it again."""
    refuse_cpr(words)
    contribution = _lock(contribution)
    stop_if(to_answer(contribution, by, words))
    _reply(contribution, State.SENT_BACK, words)
    trail.record("contributions.sent_back", on=contribution, by=by)
    notices.sent_back(contribution, by=by)
    return contribution


@transaction.atomic
def decline(*, contribution: Contribution, words: str, by) -> Contribution:
    """No, thank you: the member reads why, and its files are deleted."""
    refuse_cpr(words)
    contribution = _lock(contribution)
    stop_if(to_answer(contribution, by, words))
    _reply(contribution, State.DECLINED, words)
    _end(contribution, State.DECLINED)
    trail.record("contributions.declined", on=contribution, by=by)
    notices.declined(contribution, by=by)
    return contribution


def _write(contribution: Contribution, said: Said, uploads: Sequence[Upload]) -> None:
    columns = said.columns
    refuse_cpr(*(columns[name] for name in ("title", "summary", "tried", "led_to", "use", "link")))
    for name, value in columns.items():
        setattr(contribution, name, value)
    contribution.save()
    contribution.topics.set(said.topics)
    with files_go_with_rows() as kept:
        for upload in uploads:
            row = ContributedFile(contribution=contribution)
            keep(row, upload)
            kept.append(row)


def _sections(contribution: Contribution) -> list[dict]:
    """What the member has written, under headings; material is Danish. None of a mere link."""
    if contribution.kind == Kind.LINK:
        return []
    with translation.override("da"):
        said = [
            (_("What was tried"), contribution.tried),
            (_("What it led to"), contribution.led_to),
            (_("How to use it"), contribution.use),
        ]
        written = [(heading, text) for heading, text in said if text.strip()]
        written = written or [(_("What it is"), contribution.summary)]
    return [
        {"heading": heading, "paragraphs": _paragraphs(text), "points": []}
        for heading, text in written
    ]


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n") if part.strip()]


def _opened(kept: ContributedFile):
    file = kept.file
    file.open("rb")
    file.file.name = kept.name
    return file.file


def _reply(contribution: Contribution, state: str, words: str) -> None:
    contribution.state, contribution.reply = state, words.strip()
    contribution.replied_at = timezone.now()
    contribution.save(update_fields=["state", "reply", "replied_at"])


def _end(contribution: Contribution, state: str) -> None:
    contribution.state = state
    contribution.save(update_fields=["state", "guide"])
    contribution.files.all().delete()


def _lock(contribution: Contribution) -> Contribution:
    """The row as it is, ours until the end: an UPDATE locks on both databases."""
    Contribution.objects.filter(pk=contribution.pk).update(kind=F("kind"))
    return Contribution.objects.select_related("guide", "person").get(pk=contribution.pk)

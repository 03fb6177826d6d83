"""Bringing in much material at once: sending it, trying it, and doing it. Nothing is published by it."""

import tempfile
from html import escape
from pathlib import PurePosixPath
from zipfile import ZIP_STORED, ZipFile

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.groups.models import Group
from portal.audit import trail
from portal.kit.problems import Refused, stop_if
from portal.ui.uploads import Upload, taken
from portal.ui.validators import refuse_cpr
from resources.library.bodies import cleaned
from resources.library.flows import enclosing, writing
from resources.library.flows.publishing import save_guide
from resources.library.models import Edition, Guide
from resources.library.problems import to_draft

from .. import claiming
from ..bundles import Bundle, Unusable
from ..enums import Outcome, Step
from ..judging import NEEDED, Against, Judge, Verdict, against_edition, guide_of
from ..models import Batch, BatchRow
from ..problems import to_bring

#: What members read in the list of versions, unless whoever goes on writing says it better.
CHANGE = "Ny i biblioteket."


def send(*, file: File, name: str, by) -> Batch:
    """Keep a zip and have it tried. Raises `Refused`, and `ValidationError` for a CPR number in its name."""
    from ..tasks import try_batch

    stop_if(to_draft(by))
    refuse_cpr(name)
    batch = Batch(asked_by=by, name=name[-200:])
    # Outside the transaction: a large file takes its time.
    batch.file.save("import.zip", file, save=False)
    try:
        with transaction.atomic():
            batch.save()
            trail.record("transfer.import_sent", on=batch, by=by)
            try_batch.enqueue(batch_id=batch.pk)
    except Exception:
        batch.file.delete(save=False)
        raise
    return batch


def attempt(*, batch: Batch, by) -> Batch:
    """Try it: what would become of each line. Nothing of it comes into the library, and only the files that
    can be brought in are kept from here on. Safe to repeat."""
    with transaction.atomic():
        is_ours = claiming.take(batch, Step.TRYING)
    if not is_ours:
        return batch
    sent = str(batch.file.name)
    try:
        with (
            override("da"),
            batch.file.storage.open(sent, "rb") as file,
            tempfile.TemporaryFile(suffix=".zip") as kept,
        ):
            rows = _judged(batch, Bundle(file), kept)
            kept.seek(0)
            batch.file.save("import.zip", File(kept), save=False)
        _tried(batch, rows, by)
    except Unusable as problem:
        _give_up(batch, str(problem), by)
    except Exception:
        with override("da"):
            words = _("Something went wrong. Try again, or ask whoever runs the portal.")
        _give_up(batch, words, by)
        batch.file.storage.delete(sent)
        raise
    # As it was sent it is kept no longer: there may be numbers in it that nobody may keep.
    batch.file.storage.delete(sent)
    return batch


def _judged(batch: Batch, bundle: Bundle, kept) -> list[BatchRow]:
    headings, lines = bundle.lines()
    if missing := [name for name in NEEDED if name not in headings]:
        raise Unusable(
            _("metadata.csv lacks the columns: %(names)s.") % {"names": ", ".join(missing)}
        )
    judge = Judge(bundle, batch.asked_by)
    rows: list[BatchRow] = []
    waiting = list(lines)
    Batch.objects.filter(pk=batch.pk).update(total=len(waiting))
    with ZipFile(kept, "w", ZIP_STORED) as archive:
        for done, line in enumerate(waiting, start=1):
            rows.append(_row(batch, judge.judge(line), archive))
            claiming.say(batch, done)
    return rows + [_row(batch, verdict) for verdict in judge.left()]


def _row(batch: Batch, verdict: Verdict, archive: ZipFile | None = None) -> BatchRow:
    row = BatchRow(
        batch=batch,
        number=verdict.number,
        file_name=verdict.file_name,
        outcome=verdict.outcome,
        why=verdict.why,
        title=verdict.facts.get("title", ""),
        facts=verdict.facts,
    )
    if archive is not None and verdict.upload is not None:
        row.stored = f"{verdict.number}{PurePosixPath(verdict.upload.name).suffix.lower()}"
        archive.writestr(row.stored, verdict.upload.content)
    return row


@transaction.atomic
def _tried(batch: Batch, rows: list[BatchRow], by) -> None:
    kept = str(batch.file.name)
    trying = Batch.objects.filter(pk=batch.pk, state=Step.TRYING)
    if not trying.update(state=Step.TRIED, file=kept, seen_at=None):
        batch.file.storage.delete(kept)
        return
    BatchRow.objects.bulk_create(rows)
    batch.refresh_from_db()
    trail.record("transfer.import_tried", on=batch, by=by, lines=len(rows))


@transaction.atomic
def _give_up(batch: Batch, why: str, by) -> None:
    running = Batch.objects.filter(pk=batch.pk, state=Step.TRYING)
    if running.update(state=Step.FAILED, why=why[:400], file="", finished_at=timezone.now()):
        trail.record("transfer.import_failed", on=batch, by=by)
    batch.refresh_from_db()


@transaction.atomic
def begin(*, batch: Batch, by) -> Batch:
    """Have brought in what can be. Whoever says so has written it, and approves none of it. Asked for
    twice it is done once; raises `Refused`."""
    from ..tasks import bring_batch

    stop_if(to_draft(by))
    tried = Batch.objects.filter(pk=batch.pk, state=Step.TRIED)
    stop_if(to_bring(batch))
    total = batch.rows.exclude(outcome=Outcome.LEFT_OUT).count()
    if tried.update(state=Step.BRINGING, brought_by=by, total=total, done=0, seen_at=None):
        trail.record("transfer.import_begun", on=batch, by=by, lines=total)
        bring_batch.enqueue(batch_id=batch.pk)
    batch.refresh_from_db()
    return batch


def bring(*, batch: Batch, by) -> Batch:
    """Bring in each line in a transaction of its own. Safe to repeat: a line that is in is left alone, so
    what a killed worker left is gone on with. Raises what goes wrong; the rest can be begun again then."""
    with transaction.atomic():
        is_ours = claiming.take(batch, Step.BRINGING)
    if not is_ours:
        return batch
    batch.refresh_from_db()
    try:
        with (
            override("da"),
            batch.file.storage.open(str(batch.file.name), "rb") as file,
            ZipFile(file) as archive,
        ):
            rows = batch.rows.exclude(outcome=Outcome.LEFT_OUT)
            done = rows.filter(brought_at__isnull=False).count()
            for row in list(rows.filter(brought_at__isnull=True)):
                _try_row(row, archive, batch.brought_by)
                done += 1
                claiming.say(batch, done)
    except Exception:
        running = Batch.objects.filter(pk=batch.pk, state=Step.BRINGING)
        running.update(state=Step.TRIED, seen_at=None)
        raise
    return _done(batch, by)


def _try_row(row: BatchRow, archive: ZipFile, by) -> None:
    """Bring it in, or note why not."""
    try:
        # Read outside the transaction, which is slow.
        name = PurePosixPath(row.file_name).stem[:100] + PurePosixPath(row.stored).suffix
        upload = taken(SimpleUploadedFile(name, archive.read(row.stored)))
        _bring_row(row=row, upload=upload, by=by)
    except Against as problem:
        _leave_out(row, str(problem))
    except Refused as refused:
        _leave_out(row, " ".join(str(each.message) for each in refused.blockers))
    except ValidationError as problem:
        _leave_out(row, " ".join(problem.messages))
    except IntegrityError:
        _leave_out(row, _("Somebody made material of the same name meanwhile. Try again."))


@transaction.atomic
def _bring_row(*, row: BatchRow, upload: Upload, by) -> None:
    """The row is taken by an UPDATE, so that two workers bring it in once."""
    if by is None:
        raise Against(_("Whoever wanted it brought in has no account any more."))
    mine = BatchRow.objects.filter(pk=row.pk, brought_at__isnull=True)
    if not mine.exclude(outcome=Outcome.LEFT_OUT).update(brought_at=timezone.now()):
        return
    facts = row.facts
    guide = guide_of(facts)
    outcome = Outcome.ADDED if guide else Outcome.NEW
    guide = guide or _make(facts, by)
    edition = writing.begin(guide=guide, line=facts["line"], by=by)
    _write(edition, facts, upload, by)
    BatchRow.objects.filter(pk=row.pk).update(guide=guide, outcome=outcome)
    trail.record("transfer.line_brought", on=edition, by=by, line=row.number)


def _make(facts: dict, by) -> Guide:
    now = timezone.now()
    # An import that was tried before groups could be named says nothing of one.
    number = facts.get("group")
    group = Group.objects.filter(pk=number).first() if number else None
    if number and group is None:
        raise Against(_("The group it is for is there no more."))
    guide = save_guide(
        slug=facts["slug"],
        title=facts["title"],
        kind=facts["kind"],
        number=facts["number"],
        summary=facts["summary"],
        topics=facts["topics"],
        legal_bases=[(act, section) for act, section in facts["legal_bases"]],
        audience=facts["audience"],
        group=group,
        at=now,
        by=by,
    )
    if guide.created_at != now:
        # Somebody was quicker; what they wrote of it stays as it is.
        raise Against(_("Somebody made material of the same name meanwhile. Try again."))
    return guide


def _write(edition: Edition, facts: dict, upload: Upload, by) -> None:
    """The file beside it, and a short text where it has none yet."""
    against_edition(edition, upload, by)
    if not edition.body and edition.latest_revision_id is None:
        words = facts["summary"] or facts["title"]
        edition.body = cleaned([{"type": "text", "value": f"<p>{escape(words, quote=False)}</p>"}])
        edition.change = CHANGE
        edition.save_revision(user=by)
    enclosing.add(edition=edition, uploads=[upload], title=facts["title"], by=by)


@transaction.atomic
def _leave_out(row: BatchRow, why: str) -> None:
    waiting = BatchRow.objects.filter(pk=row.pk, brought_at__isnull=True)
    waiting.update(outcome=Outcome.LEFT_OUT, why=why[:400])


@transaction.atomic
def _done(batch: Batch, by) -> Batch:
    now = timezone.now()
    running = Batch.objects.filter(pk=batch.pk, state=Step.BRINGING)
    if running.update(state=Step.DONE, finished_at=now):
        count = batch.rows.filter(brought_at__isnull=False).count()
        trail.record("transfer.import_done", on=batch, by=by, lines=count)
    batch.refresh_from_db()
    return batch

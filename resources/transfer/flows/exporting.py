"""Asking for an export, and making it."""

import tempfile

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from resources.library.models import Guide
from resources.library.problems import to_draft

from .. import claiming
from ..enums import State
from ..models import Export
from ..packing import Packer


@transaction.atomic
def ask(*, by) -> Export:
    """The export that is being made; a new one if none is. Asked for twice it is made once."""
    from ..tasks import make_export

    stop_if(to_draft(by))
    export, is_new = Export.objects.get_or_create(
        state=State.MAKING, defaults={"asked_by": by, "total": Guide.objects.count()}
    )
    if is_new:
        trail.record("transfer.export_asked", on=export, by=by)
        make_export.enqueue(export_id=export.pk)
    return export


def make(*, export: Export, by) -> Export:
    """Write the file. Safe to repeat: one that is finished, or on which a worker is just now, is left alone,
    and what a killed worker left is begun anew.

    Reading and writing take long, so they are done outside any transaction. Raises what goes wrong, when
    the export is marked as failed.
    """
    with transaction.atomic():
        is_ours = claiming.take(export, State.MAKING, done=0, total=Guide.objects.count())
    if not is_ours:
        return export
    try:
        with tempfile.TemporaryFile(suffix=".zip") as file:
            packer = Packer(file)
            packer.pack(lambda done: claiming.say(export, done))
            size = file.tell()
            file.seek(0)
            export.file.save("bibliotek.zip", File(file), save=False)
        return _finish(export, size, len(packer.missing), by)
    except Exception:
        if name := export.file.name:
            export.file.storage.delete(name)
        _fail(export, by)
        raise


@transaction.atomic
def _finish(export: Export, size: int, missing: int, by) -> Export:
    name = export.file.name
    now = timezone.now()
    finished = Export.objects.filter(pk=export.pk, state=State.MAKING).update(
        state=State.READY, file=name, size=size, missing=missing, finished_at=now
    )
    if not finished:
        # Deleted meanwhile, or another worker was quicker: its file stands, ours goes.
        export.file.storage.delete(str(name))
        return export
    export.refresh_from_db()
    trail.record("transfer.export_made", on=export, by=by, size=size, missing=missing)
    return export


@transaction.atomic
def _fail(export: Export, by) -> None:
    making = Export.objects.filter(pk=export.pk, state=State.MAKING)
    if making.update(state=State.FAILED, finished_at=timezone.now()):
        trail.record("transfer.export_failed", on=export, by=by)


@transaction.atomic
def note_fetched(*, export: Export, by) -> None:
    """The trail keeps who took the library out of the house."""
    trail.record("transfer.export_fetched", on=export, by=by)

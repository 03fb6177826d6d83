"""The long work. Where another worker seems to be at it just now, it is looked at again a little later: that
one may have been killed."""

from django.tasks import task
from django.utils import timezone

from .enums import State, Step
from .flows import exporting, importing
from .models import Batch, Export


@task()
def make_export(export_id: int) -> None:
    """Make what somebody has asked for. Safe to run again; one that is gone is left alone."""
    if export := Export.objects.filter(pk=export_id).first():
        exporting.make(export=export, by=None)
    if Export.objects.filter(pk=export_id, state=State.MAKING).exists():
        later = timezone.now() + exporting.SILENT
        make_export.using(run_after=later).enqueue(export_id=export_id)


@task()
def try_batch(batch_id: int) -> None:
    """Try an import. Safe to run again; one that is gone is left alone."""
    if batch := Batch.objects.select_related("asked_by").filter(pk=batch_id).first():
        importing.attempt(batch=batch, by=None)
    if Batch.objects.filter(pk=batch_id, state=Step.TRYING).exists():
        later = timezone.now() + importing.SILENT
        try_batch.using(run_after=later).enqueue(batch_id=batch_id)


@task()
def bring_batch(batch_id: int) -> None:
    """Bring in what was tried. Safe to run again; one that is gone is left alone."""
    if batch := Batch.objects.filter(pk=batch_id).first():
        importing.bring(batch=batch, by=None)
    if Batch.objects.filter(pk=batch_id, state=Step.BRINGING).exists():
        later = timezone.now() + importing.SILENT
        bring_batch.using(run_after=later).enqueue(batch_id=batch_id)

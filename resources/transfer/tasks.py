"""The long work. Where another worker seems to be at it just now, it is looked at again a little later."""

from django.tasks import task

from .claiming import look_again
from .enums import State, Step
from .flows import exporting, importing
from .models import Batch, Export


@task()
def make_export(export_id: int) -> None:
    """Make what somebody has asked for. Safe to run again; one that is gone is left alone."""
    if export := Export.objects.filter(pk=export_id).first():
        exporting.make(export=export, by=None)
    look_again(make_export, Export, State.MAKING, export_id=export_id)


@task()
def try_batch(batch_id: int) -> None:
    """Try an import. Safe to run again; one that is gone is left alone."""
    if batch := Batch.objects.select_related("asked_by").filter(pk=batch_id).first():
        importing.attempt(batch=batch, by=None)
    look_again(try_batch, Batch, Step.TRYING, batch_id=batch_id)


@task()
def bring_batch(batch_id: int) -> None:
    """Bring in what was tried. Safe to run again; one that is gone is left alone."""
    if batch := Batch.objects.filter(pk=batch_id).first():
        importing.bring(batch=batch, by=None)
    look_again(bring_batch, Batch, Step.BRINGING, batch_id=batch_id)

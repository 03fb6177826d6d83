"""The long work."""

from django.tasks import task

from .flows import exporting
from .models import Export


@task()
def make_export(export_id: int) -> None:
    """Make what somebody has asked for. Safe to run again; one that is gone is left alone."""
    if export := Export.objects.filter(pk=export_id).first():
        exporting.make(export=export, by=None)

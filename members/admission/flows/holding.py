"""Holding an application while a flow decides what happens to it: a piece of this room's flows and of
those of vetting, which run it first in their own transaction."""

from django.db.models import F

from ..models import Application


def hold(application: Application) -> Application:
    """The row as it is now, held until the transaction ends. An update that changes nothing is the
    lock on both databases: SQLite knows no SELECT FOR UPDATE."""
    rows = Application.objects.filter(pk=application.pk)
    rows.update(state=F("state"))
    return rows.select_related("municipality", "person", "vetter").get()

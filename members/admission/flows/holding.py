"""Holding an application while a flow decides what happens to it: a piece of this room's flows and of
those of vetting, which run it first in their own transaction."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F

from portal.ui.uploads import Upload
from portal.ui.validators import refuse_cpr

from ..models import Application, Attachment, Exchange


def hold(application: Application) -> Application:
    """The row as it is now, held until the transaction ends. An update that changes nothing is the
    lock on both databases: SQLite knows no SELECT FOR UPDATE."""
    rows = Application.objects.filter(pk=application.pk)
    rows.update(state=F("state"))
    return rows.select_related("municipality", "person", "vetter").get()


def store_file(
    upload: Upload, *, application: Application, exchange: Exchange | None = None
) -> Attachment:
    """Put a file that has been judged with its application, or with an answer. The words pass the guard
    once more: not every caller is a form."""
    refuse_cpr(upload.name, upload.words)
    attachment = Attachment(
        application=application, exchange=exchange, name=upload.name, size=len(upload.content)
    )
    attachment.file.save(upload.name, ContentFile(upload.content), save=False)
    try:
        with transaction.atomic():
            attachment.save()
    except Exception:
        attachment.file.delete(save=False)
        raise
    return attachment

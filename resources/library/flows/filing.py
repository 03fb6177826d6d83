"""Putting the typeset file to its version."""

import hashlib
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction
from pypdf import PdfReader

from portal.audit import trail

from .. import typesetting
from ..models import Version


def typeset_version(*, version: Version, by) -> Version:
    """Typeset the version's file if it has none yet. Safe to repeat.

    Typesetting and storing are slow, so they are done before the transaction begins.
    """
    if version.file:
        return version
    content = typesetting.pdf(version)
    pages = len(PdfReader(BytesIO(content)).pages)
    sha256 = hashlib.sha256(content).hexdigest()
    version.file.save(f"{sha256[:16]}.pdf", ContentFile(content), save=False)
    with transaction.atomic():
        version.pages, version.size, version.sha256 = pages, len(content), sha256
        version.save(update_fields=["file", "pages", "size", "sha256"])
        trail.record("library.typeset", on=version, by=by, pages=pages)
    return version

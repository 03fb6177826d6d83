"""Images and documents of the pages, each answered by one rule.

What does not exist and what is not for this reader get the same answer: a guessed name learns nothing.
"""

import mimetypes
from pathlib import PurePosixPath

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from .rules import is_public, may_open

#: Shown in the browser; everything else is saved.
SHOWN = {"application/pdf", "text/plain"}


@login_not_required
@require_safe
def media(request, name: str):
    """A rendition of an image. Originals and everything else in the storage have no address."""
    rendition_model = get_image_model().get_rendition_model()
    rendition = (
        rendition_model.objects.filter(file=name).select_related("image__collection").first()
    )
    if rendition is None or not may_open(request.user, rendition.image.collection):
        raise Http404
    return _answer(rendition.file, rendition.image.collection, inline=True)


@login_not_required
@require_safe
def document(request, document_id: int, filename: str):
    """A document by its number and its very name."""
    found = get_document_model().objects.filter(pk=document_id).select_related("collection").first()
    if found is None or found.filename != filename or not may_open(request.user, found.collection):
        raise Http404
    content_type = mimetypes.guess_type(filename)[0]
    return _answer(found.file, found.collection, inline=content_type in SHOWN)


def _answer(file, collection, *, inline: bool):
    name = PurePosixPath(file.name).name
    try:
        opened = file.storage.open(file.name)
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(opened, as_attachment=not inline, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = (
        "public, max-age=3600" if is_public(collection) else "private, no-store"
    )
    return response

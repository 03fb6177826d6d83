"""Sending a file that is too large to be held."""

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header

CHUNK = 256 * 1024


def streamed(request: HttpRequest, file: FieldFile, *, name: str) -> StreamingHttpResponse:
    """The zip, to be saved under this name and kept by nobody on the way. Raises `OSError` when the storage
    has it not."""
    opened = file.storage.open(str(file.name), "rb")
    # Behind an asynchronous server a plain iterator would be read to its end before the first byte goes.
    chunks = _later(opened) if isinstance(request, ASGIRequest) else _now(opened)
    response = StreamingHttpResponse(chunks, content_type="application/zip")
    disposition = content_disposition_header(True, name)
    assert disposition is not None, "a file always has a name to be saved under"
    response["Content-Disposition"] = disposition
    response["Content-Length"] = str(file.storage.size(str(file.name)))
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _now(opened) -> Iterator[bytes]:
    with opened:
        while chunk := opened.read(CHUNK):
            yield chunk


async def _later(opened) -> AsyncIterator[bytes]:
    read = sync_to_async(opened.read, thread_sensitive=False)
    try:
        while chunk := await read(CHUNK):
            yield chunk
    finally:
        opened.close()

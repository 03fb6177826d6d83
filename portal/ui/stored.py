"""Answering with a file that only some may have: whole or in part, kept by nobody on the way, and with
nothing in the answer that would tell somebody else about its content."""

import re
from collections.abc import Callable
from typing import Any

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def answer(
    request: HttpRequest,
    file: FieldFile,
    *,
    name: str,
    media_type: str,
    inline: bool,
    begun: Callable[[], None] | None = None,
) -> HttpResponse:
    """The file under this name, `inline` or to be saved. `begun` is called when its beginning is really read.
    The caller has asked the rule."""
    size = file.size
    span = _span(request.headers.get("Range", ""), size)
    if span is None:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return _sealed(response)
    start, end = span
    is_part = (start, end) != (0, size - 1)
    body = b""
    if request.method == "GET":
        if start == 0 and begun is not None:
            begun()
        body = _read(file, start, end)
    response = HttpResponse(body, status=206 if is_part else 200, content_type=media_type)
    response["Content-Length"] = str(end - start + 1)
    response["Accept-Ranges"] = "bytes"
    if is_part:
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    disposition = content_disposition_header(not inline, name)
    assert disposition is not None, "a file always has a name to be saved under"
    response["Content-Disposition"] = disposition
    return _sealed(response)


def hand_out(
    request: HttpRequest,
    kept: Any,
    *,
    inline: bool | None = None,
    begun: Callable[[], None] | None = None,
) -> HttpResponse:
    """The file of a row (`portal.ui.uploads.KeptFile`), shown where a browser can unless `inline` says
    otherwise. Raises `Http404` for one that the storage has lost. The caller has asked the rule."""
    if not kept.file.storage.exists(str(kept.file.name)):
        raise Http404
    return answer(
        request,
        kept.file,
        name=kept.name,
        media_type=kept.media_type,
        inline=kept.is_shown if inline is None else inline,
        begun=begun,
    )


def _sealed(response: HttpResponse) -> HttpResponse:
    # No ETag either: it would confirm a guessed content to someone who may not read it.
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _read(stored: FieldFile, start: int, end: int) -> bytes:
    with stored.open("rb") as file:
        file.seek(start)
        return file.read(end - start + 1)


def _span(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; the whole file for what is no single range; None when it lies
    outside the file."""
    match = RANGE.fullmatch(header.strip())
    if match is None or match.groups() == ("", ""):
        return 0, size - 1
    first, last = match.groups()
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else None
    start, end = int(first), min(int(last or size), size - 1)
    if last and int(last) < start:
        return 0, size - 1
    return (start, end) if start < size else None

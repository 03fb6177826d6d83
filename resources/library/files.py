"""A version's file: one rule, and one answer for everything that is not for this reader."""

import re

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from .flows.reading import count_download, record_reading
from .models import Version
from .rules import may_read

RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@login_not_required
@require_safe
def version_file(request: HttpRequest, version_id: int, name: str) -> HttpResponse:
    """The PDF of a version, whole or in part.

    A wrong number, a wrong name and a file that is not for this reader are told apart by nobody: a
    stranger is sent to the log-in, everyone else gets a 404.
    """
    version = (
        Version.objects.defer("text", "sections")
        .select_related("edition__guide")
        .filter(pk=version_id)
        .first()
    )
    if (
        version is None
        or not version.file
        or version.is_withdrawn
        or name != version.file_name
        or not may_read(request.user, version.edition.guide)
    ):
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
    return _answer(request, version)


def _answer(request: HttpRequest, version: Version) -> HttpResponse:
    size = version.file.size
    span = _span(request.headers.get("Range", ""), size)
    if span is None:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return _sealed(response)
    start, end = span
    is_part = (start, end) != (0, size - 1)
    body = b""
    if request.method == "GET":
        if start == 0:
            count_download(version=version, by=request.user)
            record_reading(version=version, by=request.user)
        body = _read(version, start, end)
    response = HttpResponse(body, status=206 if is_part else 200, content_type="application/pdf")
    response["Content-Length"] = str(end - start + 1)
    response["Accept-Ranges"] = "bytes"
    if is_part:
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    disposition = content_disposition_header(False, version.saved_name)
    assert disposition is not None, "a version always has a name to be saved under"
    response["Content-Disposition"] = disposition
    return _sealed(response)


def _sealed(response: HttpResponse) -> HttpResponse:
    # No ETag either: it would confirm a guessed content to someone who may not read it.
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _read(version: Version, start: int, end: int) -> bytes:
    with version.file.open("rb") as file:
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

"""A person's own data. For every account, member or not: one may always see what is kept about oneself."""

from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from members.people.models import User

from .. import flows
from ..own_data import files
from ..own_data.reading import FoundChapter, own_data
from ..own_data.withheld import WITHHELD
from ..queries import requests_of

#: So many of each kind stand on the page; all of them are in the file.
NEWEST = 10
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """What is kept about the reader, why and for how long, and the way to a file of it all."""
    own = cast(User, request.user)
    chapters = own_data(own, newest=NEWEST)
    return render(
        request,
        "retention/my_data.html",
        {
            "chapters": [chapter for chapter in chapters if any(s.rows for s in chapter.sources)],
            "nothing_of": [s.heading for c in chapters for s in c.sources if not s.rows],
            "withheld": list(WITHHELD),
            "requests": requests_of(own)[:NEWEST],
        },
    )


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """All of it for another system."""
    file = files.as_json(_handed_over(request), taken_at=timezone.now())
    return _download(file, "application/json", "json")


@require_safe
def as_sheet(request: HttpRequest) -> HttpResponse:
    """All of it for a spreadsheet."""
    file = files.as_sheet(_handed_over(request), language=get_language() or "da")
    return _download(file, SPREADSHEET, "xlsx")


@require_safe
def as_zip(request: HttpRequest) -> FileResponse:
    """All of it in both ways, and one's own files, in one file."""
    whole = files.as_zip(
        _handed_over(request),
        request.user,
        taken_at=timezone.now(),
        language=get_language() or "da",
    )
    name = f"mine-oplysninger-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(whole, as_attachment=True, filename=name, content_type="application/zip")


def _handed_over(request: HttpRequest) -> list[FoundChapter]:
    own = cast(User, request.user)
    return flows.hand_over(person=own, by=own)


def _download(file: bytes, kind: str, ending: str) -> HttpResponse:
    name = f"mine-oplysninger-{timezone.localdate():%Y-%m-%d}.{ending}"
    return HttpResponse(
        file,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )

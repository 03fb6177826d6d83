"""The desk's pages for bringing in much material at once."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kit import sheets
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import do, put_on
from resources.library.gates import editors_only

from . import judging, queries
from .bundles import MOST_FILES, MOST_UNPACKED
from .flows import importing
from .forms import BundleForm
from .models import Batch
from .problems import to_bring

EXAMPLES = (
    (
        "partshoering.pdf",
        "Partshøring i praksis",
        "introduktion",
        "",
        "partshoering",
        "Hvem der skal høres, hvornår og hvordan.",
        "",
        "forvaltningsloven § 19 | forvaltningsloven § 20",
        "medlemmer",
        "",
        "national",
    ),
    (
        "klarret-14.pdf",
        "Notatpligt",
        "KlarRet-vejledning",
        14,
        "",
        "",
        "",
        "",
        "alle",
        "",
        "københavn",
    ),
)


@form_page
@editors_only
def imports(request: HttpRequest) -> HttpResponse:
    """Send a zip, and the imports there have been."""
    form = BundleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = importing.send(file=file, name=file.name, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            return redirect("transfer_desk:batch", batch.pk)
    return render(
        request,
        "transfer_desk/imports.html",
        {
            "form": form,
            "batches": queries.batches_for(request.user)[: queries.MOST_SHOWN],
            "most_files": MOST_FILES,
            "most_unpacked": MOST_UNPACKED // 1024**2,
            "kinds": [kind.label for kind in judging.KINDS],
        },
    )


@require_safe
@editors_only
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """What would become, or has become, of each line."""
    return render(request, "transfer_desk/batch.html", _shown(_batch(request, pk)))


@require_safe
@editors_only
def batch_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that says how far it is."""
    return render(request, "transfer_desk/batch_rows.html", _shown(_batch(request, pk)))


@require_POST
@editors_only
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring in what can be."""
    found = _batch(request, pk)

    def begun() -> str:
        importing.begin(batch=found, by=request.user)
        return _("It is being brought in. Nothing is published by it.")

    do(request, begun)
    return redirect("transfer_desk:batch", pk)


@require_safe
@editors_only
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of each line, for a spreadsheet."""
    found = _batch(request, pk)
    lines = [
        (row.number or None, row.file_name, row.title, _became(row), row.why)
        for row in found.rows.all()
    ]
    headings = [_("Line"), _("File"), _("Title"), _("What becomes of it"), _("Why")]
    return _table(sheets.csv_file(headings, lines), f"import-{found.pk}.csv")


@require_safe
@editors_only
def template(request: HttpRequest) -> HttpResponse:
    """A table to begin with."""
    return _table(sheets.csv_file(judging.COLUMNS, EXAMPLES), "metadata.csv")


def _table(content: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name)
    assert disposition is not None, "a file always has a name to be saved under"
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _became(row) -> str:
    return _("brought in") if row.brought_at else row.get_outcome_display()


def _batch(request: HttpRequest, pk: int) -> Batch:
    return get_object_or_404(queries.batches_for(request.user), pk=pk)


def _shown(shown: Batch) -> dict:
    rows = list(shown.rows.select_related("guide"))
    coming = [row for row in rows if row.outcome != "left_out"]
    return {
        "batch": shown,
        "coming": coming,
        "left_out": [row for row in rows if row.outcome == "left_out"],
        "brought": [row for row in coming if row.brought_at],
        # What something stopped in between can be begun again.
        "waiting": [row for row in coming if not row.brought_at],
        "can_be_brought": shown.state == "tried" and not to_bring(shown),
    }

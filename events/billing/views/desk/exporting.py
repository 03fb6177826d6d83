"""Documents as files: for the ledger, as e-invoices, and on paper. That files were taken out stands in the
trail."""

import io
import zipfile

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from portal.audit import trail

from ... import queries
from ...exports import ledger as ledger_file
from ...exports import sheet, ubl
from ...models import Document
from ...neutral import neutral
from .gate import conference_of, document_of, managers_only


@require_safe
@managers_only
def ledger(request, pk: int) -> HttpResponse:
    """Every document of the conference, for the municipality's ledger."""
    conference = conference_of(request, pk)
    found = _oldest_first(request, conference)
    _record(request, conference, "csv", len(found))
    file = ledger_file.csv_file(neutral(each) for each in found)
    return _file(file, "text/csv; charset=utf-8", f"fakturaer-{conference.year}.csv")


@require_safe
@managers_only
def e_invoices(request, pk: int) -> HttpResponse:
    """Every document as an e-invoice, in one file."""
    conference = conference_of(request, pk)
    found = _oldest_first(request, conference)
    if not found:
        raise Http404
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in found:
            archive.writestr(f"{each.number}.xml", ubl.xml(neutral(each)))
    _record(request, conference, "ubl", len(found))
    return _file(packed.getvalue(), "application/zip", f"e-fakturaer-{conference.year}.zip")


@require_safe
@managers_only
def xml(request, pk: int, bill_id: int) -> HttpResponse:
    """One document as an e-invoice."""
    found = document_of(request, conference_of(request, pk), bill_id)
    return _file(ubl.xml(neutral(found)), ubl.CONTENT_TYPE, f"{found.number}.xml")


@require_safe
@managers_only
def pdf(request, pk: int, bill_id: int) -> HttpResponse:
    """One document on paper."""
    found = document_of(request, conference_of(request, pk), bill_id)
    return _file(sheet.pdf(neutral(found)), "application/pdf", f"{found.number}.pdf")


def _oldest_first(request, conference) -> list[Document]:
    return list(queries.documents_of(request.user, conference).order_by("issued_on", "pk"))


def _record(request, conference, what: str, count: int) -> None:
    trail.record("billing.exported", on=conference, by=request.user, what=what, rows=count)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)

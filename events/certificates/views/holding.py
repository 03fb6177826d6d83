"""One's own certificates, and the file of one."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .. import queries, typesetting
from ..models import Certificate


@require_safe
def mine(request) -> HttpResponse:
    """Whoever is logged in sees the certificates they have; those who have left the network too."""
    return render(
        request,
        "certificates/mine.html",
        {"certificates": list(queries.own_certificates(request.user))},
    )


@require_safe
def file(request, certificate_id: int) -> HttpResponse:
    """One certificate's file, for its holder and those who run the course. A withdrawn one has none."""
    certificate = get_object_or_404(queries.certificates_for(request.user), pk=certificate_id)
    if not certificate.is_valid or not certificate.name:
        raise Http404
    return answer_with(
        typesetting.pdf([certificate]), f"{_file_name(certificate)}-{certificate.shown_number}.pdf"
    )


def _file_name(certificate: Certificate) -> str:
    return "deltagerbevis" if certificate.is_of_conference else "kursusbevis"


def answer_with(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )

"""What is attached: fetched by its applicant with the link, and by those who vet."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from members.people.enums import Permission
from members.people.gates import requires

from ..models import Application, Attachment
from ..queries import applications_for
from . import doors
from .applying import behind, broken


@require_safe
@doors.personal_link
def for_applicant(
    request: HttpRequest, token: str, attachment_id: int
) -> HttpResponse | FileResponse:
    """The applicant's own file."""
    found = behind(token)
    if found is None:
        return broken(request)
    return _answer(Application.objects.filter(pk=found.pk), attachment_id)


@requires(Permission.VET_APPLICATIONS)
@require_safe
def for_vetters(request: HttpRequest, attachment_id: int) -> FileResponse:
    """A file of a case that has been handed in."""
    return _answer(applications_for(request.user), attachment_id)


def _answer(applications, attachment_id: int) -> FileResponse:
    found = Attachment.objects.filter(application__in=applications, pk=attachment_id).first()
    if found is None:
        raise Http404
    try:
        opened = found.file.storage.open(str(found.file.name))
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        opened,
        as_attachment=True,
        filename=found.name,
        content_type="application/pdf",
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )

"""A version's file: one rule, and one answer for everything that is not for this reader."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.ui import stored

from .flows.reading import count_download, record_reading
from .models import Version
from .rules import may_read


@login_not_required
@require_safe
def version_file(request: HttpRequest, version_id: int, name: str) -> HttpResponse:
    """The PDF of a version, whole or in part.

    A wrong number, a wrong name and a file that is not for this reader are told apart by nobody: a
    stranger is sent to the log-in, everyone else gets a 404.
    """
    version = (
        Version.objects.defer("text", "body")
        .select_related("edition__guide__retirement")
        .filter(pk=version_id)
        .first()
    )
    if (
        version is None
        or not version.file
        or version.is_withdrawn
        or version.edition.guide.is_retired
        or name != version.file_name
        or not may_read(request.user, version.edition.guide)
    ):
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())

    def begun() -> None:
        count_download(version=version, by=request.user)
        record_reading(version=version, by=request.user)

    return stored.answer(
        request,
        version.file,
        name=version.saved_name,
        media_type="application/pdf",
        inline=True,
        begun=begun,
    )

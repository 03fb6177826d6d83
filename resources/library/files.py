"""A version's file and those beside it: one rule, and one answer for whatever is not for this reader."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from members.people.enums import Permission
from members.people.gates import requires
from portal.ui import stored

from .flows.reading import count_download, record_reading
from .models import Enclosure, Guide, Version, VersionFile
from .queries import beside as beside_version
from .queries import chosen_edition, with_editions
from .reach import guides_for, in_use_for
from .rules import may_read
from .views.reading import with_guide


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


@login_not_required
@require_safe
def beside(
    request: HttpRequest, place: str, number: int = 0, slug: str = "", version: int = 0
) -> HttpResponse:
    """The file at a place beside the newest version, or beside the one asked for; whole or in part.

    What does not exist, what is withdrawn and what is not for this reader get the same answer: a stranger is
    sent to the log-in, everyone else gets a 404.
    """
    which = {"number": number} if number else {"slug": slug}
    guide = with_editions(in_use_for(request.user).filter(**which)).first()
    found = guide and _beside(guide, request.GET.get("udgave", ""), version, place)
    if not found:
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())

    def begun() -> None:
        count_download(version=found.version, beside=found, by=request.user)

    return stored.hand_out(request, found.enclosure, begun=begun)


@require_safe
@requires(Permission.EDIT_LIBRARY)
def enclosure(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """At the desk: a file that may not be published yet, by its number and its very name."""
    found = Enclosure.objects.filter(guide__in=guides_for(request.user), pk=pk, name=name).first()
    if found is None:
        raise Http404
    return stored.hand_out(request, found)


def _beside(guide: Guide, line: str, number: int, place: str) -> VersionFile | None:
    """Of the edition that the page of this address shows."""
    editions = [with_guide(edition, guide) for edition in guide.editions.all()]
    versions = {
        edition.pk: next((v for v in edition.versions.all() if v.number == number), None)
        if number
        else edition.newest
        for edition in editions
    }
    edition = chosen_edition([each for each in editions if versions[each.pk]], line)
    version = versions[edition.pk] if edition else None
    return next((file for file in beside_version(version) if file.place == place), None)

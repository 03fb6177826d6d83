"""The desk's page for taking the whole library out."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.ui.refusals import do
from resources.library.gates import editors_only

from . import queries
from .flows import exporting
from .streaming import streamed


@require_safe
@editors_only
def overview(request: HttpRequest) -> HttpResponseBase:
    """The exports there are, and asking for one."""
    return render(request, "transfer_desk/overview.html", _shown(request))


@require_safe
@editors_only
def progress(request: HttpRequest) -> HttpResponseBase:
    """The part of the page that says how far an export is."""
    return render(request, "transfer_desk/exports.html", _shown(request))


@require_POST
@editors_only
def ask(request: HttpRequest) -> HttpResponseBase:
    """Have one made."""

    def asked() -> str:
        exporting.ask(by=request.user)
        return _("The export is being made. It stands here when it is ready.")

    do(request, asked)
    return redirect("transfer_desk:overview")


@require_safe
@editors_only
def fetch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file."""
    export = get_object_or_404(queries.exports_for(request.user).exclude(file=""), pk=pk)
    try:
        response = streamed(request, export.file, name=export.saved_name)
    except OSError as gone:
        raise Http404 from gone
    if request.method == "GET":
        exporting.note_fetched(export=export, by=request.user)
    return response


def _shown(request: HttpRequest) -> dict:
    exports = list(queries.exports_for(request.user)[: queries.MOST_SHOWN])
    return {
        "exports": exports,
        "being_made": next((each for each in exports if each.is_being_made), None),
    }

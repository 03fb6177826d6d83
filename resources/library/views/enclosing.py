"""The desk's page for the files beside an edition that is being written."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import do, put_on, say

from ..desk_queries import files_at_the_desk
from ..flows import enclosing
from ..forms import FileForm, FilesForm
from ..gates import editors_only
from ..models import Edition, EditionFile
from ..problems import to_enclose
from ..reach import guides_for

FIELD_OF = {"too_many": "attached"}


@form_page
@editors_only
def files(request: HttpRequest, pk: int, line: str) -> HttpResponse:
    """What lies beside the text now and what will with its next version; more can be added."""
    edition = get_object_or_404(_editions(request), guide=pk, line=line)
    blockers = to_enclose(edition, request.user)
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = enclosing.add(
                edition=edition,
                uploads=form.cleaned_data["attached"],
                title=form.cleaned_data["title"],
                by=request.user,
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            words = ngettext("The file is added.", "%(count)d files are added.", len(added))
            messages.success(request, words % {"count": len(added)})
            return _back(edition)
    return render(
        request,
        "library_desk/edition_files.html",
        {
            "form": form,
            "edition": edition,
            "guide": edition.guide,
            "files": files_at_the_desk(edition),
            "blockers": blockers,
            "sent_files": bool(request.FILES),
        },
    )


@form_page
@editors_only
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """What one file is called, and another one instead."""
    changed = _file(request, pk)
    if found := to_enclose(changed.edition, request.user):
        say(request, found)
        return _back(changed.edition)
    first = {"title": changed.title}
    form = FileForm(request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            enclosing.change(
                file=changed,
                title=form.cleaned_data["title"],
                upload=form.cleaned_data["attached"],
                by=request.user,
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            messages.success(request, _("The file is changed."))
            return _back(changed.edition)
    return render(
        request,
        "library_desk/file_form.html",
        {
            "form": form,
            "file": changed,
            "edition": changed.edition,
            "guide": changed.edition.guide,
            "sent_files": bool(request.FILES),
        },
    )


@require_POST
@editors_only
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up, or down."""
    up = request.POST.get("vej") == "op"
    return _do(
        request,
        pk,
        lambda moved: enclosing.move(file=moved, up=up, by=request.user),
        _("The order is kept."),
    )


@require_POST
@editors_only
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Not beside the next version any more."""
    return _do(
        request,
        pk,
        lambda gone: enclosing.remove(file=gone, by=request.user),
        _("It is gone with the next version. Readers have it until then."),
    )


@require_POST
@editors_only
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """It stays after all."""
    return _do(
        request,
        pk,
        lambda kept: enclosing.bring_back(file=kept, by=request.user),
        _("The file stays."),
    )


def _do(
    request: HttpRequest, pk: int, deed: Callable[[EditionFile], None], words: str
) -> HttpResponse:
    found = _file(request, pk)

    def done() -> str:
        deed(found)
        return words

    do(request, done)
    return _back(found.edition)


def _editions(request: HttpRequest):
    readable = guides_for(request.user)
    return Edition.objects.select_related("guide").filter(guide__in=readable)


def _file(request: HttpRequest, pk: int) -> EditionFile:
    return get_object_or_404(
        EditionFile.objects.select_related("edition__guide", "enclosure"),
        edition__guide__in=guides_for(request.user),
        pk=pk,
    )


def _back(edition: Edition) -> HttpResponse:
    return redirect("library_desk:files", edition.guide_id, edition.line)

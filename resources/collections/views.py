"""What readers see of the collections."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.people.gates import members_only
from members.people.rules import is_member
from portal.ui.refusals import do

from . import flows, queries
from .models import Collection


@login_not_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All collections in which there is something for this reader."""
    return render(
        request, "collections/overview.html", {"shown": queries.on_the_front(request.user)}
    )


@login_not_required
@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """One collection, in its order."""
    found = _found(request, slug)
    if not isinstance(found, Collection):
        return found
    return render(
        request,
        "collections/collection.html",
        {
            "collection": found,
            "places": queries.places_for(request.user, found),
            "is_member": is_member(request.user),
            "follows": queries.follows(request.user, found),
        },
    )


@login_not_required
@require_safe
def printed(request: HttpRequest, slug: str) -> HttpResponse:
    """The same with the newest texts in full, to be printed and handed out."""
    found = _found(request, slug)
    if not isinstance(found, Collection):
        return found
    texts = queries.with_texts(request.user, found)
    return render(request, "collections/print.html", {"collection": found, "texts": texts})


@require_POST
@members_only
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Hear of it from now on, or no more."""
    found = get_object_or_404(queries.collections_for(request.user), slug=slug)

    def deed() -> str:
        if request.POST.get("svar") == "nej":
            flows.leave(collection=found, by=request.user)
            return _("You do not hear of it any more.")
        flows.follow(collection=found, by=request.user)
        return _("You hear when the collection, or something in it, changes.")

    do(request, deed)
    return redirect(found)


def _found(request: HttpRequest, slug: str) -> Collection | HttpResponse:
    """The collection at this address. What is not there and what is not for this reader get the same answer:
    a stranger is sent to the log-in, everyone else gets a 404."""
    found = queries.collections_for(request.user).filter(slug=slug).first()
    if found is not None:
        return found
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())

"""The desk: putting collections together, and showing them to readers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kit import danish
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import do, put_on
from resources.library.gates import editors_only
from resources.library.reach import guides_for, in_use_for
from resources.library.replacing import ends_of

from . import flows, queries
from .forms import CollectionForm, place_forms, rows_of
from .models import Collection


@require_safe
@editors_only
def overview(request: HttpRequest) -> HttpResponse:
    """Drafts and published ones."""
    found = queries.at_the_desk(request.user).annotate(
        # As many as its readers see: what is retired is not in it for them.
        many=Count("places", filter=Q(places__guide__retirement__isnull=True), distinct=True),
        hear=Count("followers", distinct=True),
    )
    ordered = sorted(found, key=lambda each: danish.sort_key(each.title))
    return render(request, "collections_desk/list.html", {"collections": ordered})


@form_page
@editors_only
def edit(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """What a collection is for, and what stands in it."""
    changed = _found(request, pk) if pk else None
    guides = list(in_use_for(request.user).order_by("number", "title", "pk"))
    places = list(changed.places.select_related("guide__retirement")) if changed else []
    gone = {place.guide_id: place.guide for place in places if place.guide.is_retired}
    data = request.POST if request.method == "POST" else None
    form = CollectionForm(data, collection=changed)
    there = [place for place in places if place.guide_id not in gone]
    rows = place_forms(data, guides=guides, places=there)
    if data is not None and form.is_valid() and rows.is_valid():
        try:
            kept = flows.save(
                collection=changed,
                rows=rows_of(rows, guides),
                by=request.user,
                **form.cleaned_data,
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            messages.success(request, _("It is kept."))
            return redirect("collections_desk:edit", kept.pk)
    ends = ends_of(gone, guides_for(request.user))
    return render(
        request,
        "collections_desk/edit.html",
        {
            "form": form,
            "rows": rows,
            "collection": changed,
            "gone": [(each, ends.get(pk)) for pk, each in gone.items()],
        },
    )


@require_POST
@editors_only
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a draft, or make a published one a draft again."""
    found = _found(request, pk)

    def deed() -> str:
        if request.POST.get("svar") == "kladde":
            flows.take_back(collection=found, by=request.user)
            return _("It is a draft now, which only the secretariat sees.")
        flows.publish(collection=found, by=request.user)
        return _("It is published.")

    do(request, deed)
    return redirect("collections_desk:edit", pk)


@form_page
@editors_only
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once, and deletes a draft."""
    found = _found(request, pk)
    if request.method == "POST":

        def deed() -> str:
            flows.throw_away(collection=found, by=request.user)
            return _("The collection is thrown away. The material is still in the library.")

        do(request, deed)
        return redirect("collections_desk:list")
    return render(request, "collections_desk/throw_away.html", {"collection": found})


def _found(request: HttpRequest, pk: int) -> Collection:
    return get_object_or_404(queries.at_the_desk(request.user), pk=pk)

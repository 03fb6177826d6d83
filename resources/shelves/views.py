"""A member's own lists, and keeping material on them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import do, put_on
from resources.library.models import Guide
from resources.library.reach import guides_for

from . import flows, queries
from .forms import NameForm, TopicsForm
from .models import OwnList

FIELD_OF = {"no_name": "name", "taken": "name", "too_many": "name"}


@form_page
@members_only
def mine(request: HttpRequest) -> HttpResponse:
    """All of one's lists, and a new one."""
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = flows.make_list(name=form.cleaned_data["name"], by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("The list %(name)s is made.") % {"name": made.name})
            return redirect("shelves:mine")
    return render(
        request,
        "shelves/mine.html",
        {
            "shelves": queries.shelves_for(request.user),
            "form": form,
            "topics": TopicsForm(initial={"topics": list(queries.watched_by(request.user))}),
        },
    )


@form_page
@members_only
def own_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a list, or throw it away."""
    shown = _own(request, pk)
    form = NameForm(request.POST or None, initial={"name": shown.name})
    if request.method == "POST" and request.POST.get("svar") == "slet":
        flows.delete_list(own_list=shown, by=request.user)
        messages.success(request, _("The list is deleted. The material is still in the library."))
        return redirect("shelves:mine")
    if request.method == "POST" and form.is_valid():
        try:
            flows.rename_list(own_list=shown, name=form.cleaned_data["name"], by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            return redirect("shelves:mine")
    return render(request, "shelves/own_list.html", {"form": form, "own_list": shown})


@require_POST
@members_only
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Put material on a list, or take it off; back to where one came from."""
    guide = get_object_or_404(guides_for(request.user), pk=pk)
    number = request.POST.get("liste", "")
    chosen = _own(request, int(number)) if number.isdecimal() else None
    if request.POST.get("svar") == "fjern":
        do(request, lambda: _let_go(request, guide, chosen))
    else:
        do(request, lambda: _keep(request, guide, chosen))
    return redirect("shelves:mine" if request.POST.get("fra") == "lister" else guide)


def _keep(request: HttpRequest, guide: Guide, chosen: OwnList | None) -> str:
    flows.keep(guide=guide, own_list=chosen, by=request.user)
    return _("It is on your list. You hear when it gets new content.")


def _let_go(request: HttpRequest, guide: Guide, chosen: OwnList | None) -> str:
    flows.let_go(guide=guide, own_list=chosen, by=request.user)
    return _("It is off the list.")


@require_POST
@members_only
def topics(request: HttpRequest) -> HttpResponse:
    """Which topics one hears of."""
    form = TopicsForm(request.POST)
    if form.is_valid():
        flows.watch_topics(topics=form.cleaned_data["topics"], by=request.user)
        messages.success(request, _("Your topics are saved."))
    else:
        messages.error(request, _("One of the topics is not there any more. Choose again."))
    return redirect("shelves:mine")


def _own(request: HttpRequest, pk: int) -> OwnList:
    """One of the reader's own lists; 404 for everybody else's, as for one that is not there."""
    found = queries.lists_for(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found

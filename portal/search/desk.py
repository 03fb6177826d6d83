"""The secretariat's desk of the search: what was searched in vain, and which words mean the same."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.people.enums import Permission
from members.people.gates import requires
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on
from portal.words import flows, queries
from portal.words.models import SameWords

from .forms import MeansForm, SameForm

keepers_only = requires(Permission.EDIT_LIBRARY)


def missed_count(user) -> int:
    """How much was searched for in vain and waits for somebody's look."""
    return len(queries.searched_in_vain())


@require_safe
@keepers_only
def overview(request):
    """What several searches found nothing for, and below it every set of words."""
    return render(
        request,
        "search_desk/overview.html",
        {"missed": queries.searched_in_vain(), "sets": SameWords.objects.all()},
    )


@form_page
@keepers_only
def same(request, pk: int | None = None):
    """One set of words, changed or begun."""
    kept = get_object_or_404(SameWords, pk=pk) if pk else None
    initial = {"words": "\n".join(kept.words)} if kept else {}
    form = SameForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            flows.keep_same(kept=kept, words=form.cleaned_data["words"], by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("It is kept. Searches find it from now on."))
            return redirect("search_desk:overview")
    return render(request, "search_desk/same.html", {"form": form, "kept": kept})


@require_POST
@keepers_only
def drop(request, pk: int):
    """The words of a set mean the same no longer."""
    flows.drop_same(kept=get_object_or_404(SameWords, pk=pk), by=request.user)
    messages.success(request, _("Those words no longer mean the same."))
    return redirect("search_desk:overview")


@require_POST
@keepers_only
def means(request):
    """In one step: words that were searched for in vain mean what others do. They leave the list."""
    form = MeansForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write what it means, in at most five words."))
        return redirect("search_desk:overview")
    words, meaning = form.cleaned_data["words"], form.cleaned_data["means"]
    try:
        flows.join(words=words, means=meaning, by=request.user)
    except (Refused, ValidationError):
        messages.error(request, _("Write what it means, in at most five words."))
        return redirect("search_desk:overview")
    flows.forget_vain(words=words, by=request.user)
    messages.success(
        request,
        _("“%(words)s” now finds what “%(means)s” finds.") % {"words": words, "means": meaning},
    )
    return redirect("search_desk:overview")


@require_POST
@keepers_only
def forget(request):
    """There is nothing to do about these words: they leave the list."""
    flows.forget_vain(words=request.POST.get("words", ""), by=request.user)
    messages.success(request, _("It is off the list."))
    return redirect("search_desk:overview")

"""What readers say of material, and what a member answers for."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import do, put_on
from resources.library.models import Guide, Version
from resources.library.reach import guides_for

from . import queries
from .flows import answering, hearing
from .forms import OpinionForm, ReportForm, ReviewedForm
from .problems import to_report
from .rules import may_review


@require_safe
@members_only
def mine(request: HttpRequest) -> HttpResponse:
    """What one answers for, with the day on which it is due, and what came of one's own reports."""
    owned = queries.owned_by(request.user)
    return render(
        request,
        "care/mine.html",
        {
            "owned": [(each, ReviewedForm(auto_id=f"id_{each.pk}_%s")) for each in owned],
            "reports": queries.own_reports(request.user),
        },
    )


@require_safe
@members_only
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """What readers have said of one piece, for those who answer for it."""
    guide = _guide(request, pk)
    if not may_review(request.user, queries.care_of(guide), guide):
        raise Http404
    return render(
        request,
        "care/words.html",
        {"guide": guide, "tallies": queries.tallies(request.user, guide)},
    )


@require_POST
@members_only
def reviewed(request: HttpRequest, pk: int) -> HttpResponse:
    """It has been looked at and holds; the next time is on another day."""
    guide = _guide(request, pk)
    form = ReviewedForm(request.POST)
    if form.is_valid():
        do(request, lambda: _reviewed(request, guide, form))
    else:
        messages.error(request, " ".join(map(str, form.errors["next_on"])))
    return redirect("care_desk:overview" if request.POST.get("fra") == "bord" else "care:mine")


def _reviewed(request: HttpRequest, guide: Guide, form: ReviewedForm) -> str:
    answering.reviewed(guide=guide, by=request.user, **form.cleaned_data)
    return _("Thank you. It is noted that it still holds.")


@form_page
@members_only
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether a version helped, with a word if one likes; the page's buttons lead here, too."""
    version = get_object_or_404(
        Version.objects.select_related("edition__guide").filter(
            edition__guide__in=guides_for(request.user)
        ),
        pk=pk,
    )
    said = queries.opinion_of(request.user, version)
    begun = {"helped": "ja" if said.helped else "nej", "words": said.words} if said else {}
    form = OpinionForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        helped = form.cleaned_data["helped"] == "ja"
        try:
            hearing.say(
                version=version, helped=helped, words=form.cleaned_data["words"], by=request.user
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            messages.success(request, _("Thank you. It helps the next version."))
            return redirect(version)
    return render(
        request,
        "care/opinion.html",
        {"form": form, "version": version, "guide": version.edition.guide},
    )


@form_page
@members_only
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is out of date."""
    guide = _guide(request, pk)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hearing.report(guide=guide, by=request.user, **form.cleaned_data)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, {"no_words": "words"})
        else:
            messages.success(request, _("Thank you! The secretariat looks at it and answers you."))
            return redirect(guide)
    blockers = to_report(request.user, guide) if request.method != "POST" else []
    return render(request, "care/report.html", {"form": form, "guide": guide, "blockers": blockers})


def _guide(request: HttpRequest, pk: int) -> Guide:
    return get_object_or_404(guides_for(request.user), pk=pk)

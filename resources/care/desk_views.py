"""The desk: who answers for what, what is due, what readers say, and rules that have changed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.kit import danish
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import do, put_on
from resources.library.gates import editors_only
from resources.library.reach import guides_for

from . import queries
from .enums import Check, Outcome
from .flows import answering, hearing, rechecking
from .forms import CareForm, CheckForm, ReviewedForm, RuleChangeForm, SettleForm
from .models import Recheck, RuleChange

FIELD_OF = {
    "same": "deputy",
    "owner": "owner",
    "deputy": "deputy",
    "no_licence_words": "licence_words",
    "no_answer": "answer",
    "no_words": "words",
}


@require_safe
@editors_only
def overview(request: HttpRequest) -> HttpResponse:
    """What waits: reports, what is due or soon will be, changed rules, and what nobody answers for."""
    reports = queries.reports_for(request.user)
    changes = queries.changes_for(request.user)
    return render(
        request,
        "care_desk/overview.html",
        {
            "reports": reports.filter(outcome=Outcome.WAITS),
            "settled": reports.exclude(outcome=Outcome.WAITS).order_by("-settled_at")[:10],
            "due": [
                (care, ReviewedForm(auto_id=f"id_{care.pk}_%s"))
                for care in queries.due_for(request.user)
            ],
            "open_changes": [each for each in changes if not each.is_done],
            "done_changes": [each for each in changes if each.is_done][:10],
            "ownerless": queries.kept(request.user, show="uden").count(),
        },
    )


@require_safe
@editors_only
def owners(request: HttpRequest) -> HttpResponse:
    """All material with who answers for it, or only what nobody answers for."""
    show = "uden" if request.GET.get("vis") == "uden" else ""
    guides = list(queries.kept(request.user, show=show))
    guides.sort(key=lambda guide: (guide.number or 1000, danish.sort_key(guide.title)))
    return render(request, "care_desk/owners.html", {"guides": guides, "show": show})


@form_page
@editors_only
def care(request: HttpRequest, pk: int) -> HttpResponse:
    """Who answers for one piece, when it is looked at again, and where it comes from."""
    guide = get_object_or_404(guides_for(request.user), pk=pk)
    form = CareForm(request.POST or None, guide=guide, care=queries.care_of(guide))
    if request.method == "POST" and form.is_valid():
        try:
            answering.set_care(guide=guide, by=request.user, **form.cleaned_data)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("It is kept."))
            return redirect("library_desk:guide", pk)
    return render(request, "care_desk/care_form.html", {"form": form, "guide": guide})


@form_page
@editors_only
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """One report, and the answer to it."""
    report = get_object_or_404(queries.reports_for(request.user), pk=pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hearing.settle(report=report, by=request.user, **form.cleaned_data)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
            report.refresh_from_db()
        else:
            messages.success(request, _("It is settled, and the member has been told."))
            return redirect("care_desk:overview")
    return render(request, "care_desk/settle.html", {"form": form, "report": report})


@require_safe
@editors_only
def opinions(request: HttpRequest) -> HttpResponse:
    """How many each version has helped, and what readers write."""
    return render(request, "care_desk/opinions.html", {"tallies": queries.tallies(request.user)})


@form_page
@editors_only
def change(request: HttpRequest) -> HttpResponse:
    """Note that a rule has changed; the list is made of it."""
    form = RuleChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = rechecking.rule_changed(by=request.user, **form.cleaned_data)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            count = made.rechecks.count()
            messages.success(
                request,
                ngettext(
                    "%(count)d piece rests on the rule and is on the list.",
                    "%(count)d pieces rest on the rule and are on the list.",
                    count,
                )
                % {"count": count},
            )
            return redirect("care_desk:recheck", made.pk)
    return render(request, "care_desk/change_form.html", {"form": form})


@require_safe
@editors_only
def recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that rests on one rule that has changed, and how far it has been looked at."""
    shown = get_object_or_404(RuleChange.objects.select_related("basis"), pk=pk)
    lines, unseen = queries.lines_of(request.user, shown)
    return render(
        request,
        "care_desk/recheck.html",
        {
            "change": shown,
            "progress": queries.progress_of(shown),
            "lines": lines,
            "unseen": unseen,
            "choices": [choice for choice in Check.choices if choice[0] != Check.WAITS],
        },
    )


@require_POST
@editors_only
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick one piece off, or take that back."""
    found = get_object_or_404(Recheck, pk=pk)
    form = CheckForm(request.POST)
    if form.is_valid():
        do(request, lambda: _check(request, found, form.cleaned_data["outcome"]))
    else:
        messages.error(request, _("Choose what came of it."))
    return redirect("care_desk:recheck", found.change_id)


def _check(request: HttpRequest, found: Recheck, outcome: str) -> str:
    rechecking.check(recheck=found, outcome=outcome, by=request.user)
    return _("It is noted.")


@require_POST
@editors_only
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The rule has not changed after all."""
    rechecking.take_back(change=get_object_or_404(RuleChange, pk=pk), by=request.user)
    messages.success(request, _("The list is gone, and the line on the pages with it."))
    return redirect("care_desk:overview")

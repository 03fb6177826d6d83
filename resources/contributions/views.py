"""What a member gives to the library, and what became of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui import stored
from portal.ui.methods import form_page
from portal.ui.refusals import do, put_on

from . import flows, queries
from .forms import ContributionForm
from .models import Contribution

#: Which field a flow's problem belongs to; the others stand above the form.
FIELD_OF = {
    "wrong_kind": "kind",
    "no_tried": "tried",
    "no_led_to": "led_to",
    "no_link": "link",
    "link_with_files": "drop",
    "no_content": "attached",
    "too_many": "attached",
    "no_rights": "has_rights",
    "not_checked": "nobody_recognised",
}


@require_safe
@members_only
def mine(request: HttpRequest) -> HttpResponse:
    """What the member has given, and what became of each."""
    return render(request, "contributions/mine.html", {"contributions": queries.own(request.user)})


@form_page
@members_only
def give(request: HttpRequest) -> HttpResponse:
    """Give something to the library."""
    form = ContributionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = flows.give(said=form.said, **form.others, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("Thank you! The secretariat has it, and answers you."))
            return redirect(given)
    return render(
        request,
        "contributions/contribution_form.html",
        {"form": form, "sent_files": bool(request.FILES)},
    )


@form_page
@members_only
def contribution(request: HttpRequest, pk: int) -> HttpResponse:
    """One of one's own: as it was sent, and while nobody has taken it up, to say it otherwise."""
    shown = _own(request, pk)
    if not shown.is_open:
        return render(request, "contributions/contribution_detail.html", {"contribution": shown})
    form = ContributionForm(request.POST or None, request.FILES or None, contribution=shown)
    if request.method == "POST" and form.is_valid():
        try:
            flows.change(contribution=shown, said=form.said, **form.others, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
            shown.refresh_from_db()
        else:
            messages.success(request, _("It is sent as it stands now."))
            return redirect("contributions:mine")
    return render(
        request,
        "contributions/contribution_form.html",
        {"form": form, "contribution": shown, "sent_files": bool(request.FILES)},
    )


@require_POST
@members_only
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back before the secretariat has answered."""
    shown = _own(request, pk)

    def deed() -> str:
        flows.withdraw(contribution=shown, by=request.user)
        return _("It is taken back, and its files are deleted.")

    do(request, deed)
    return redirect("contributions:mine")


@require_safe
@members_only
def file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A file that was sent, for its member and for those who keep the library. What is not there and what is
    not for this reader get the same answer."""
    found = queries.files_for(request.user).filter(pk=pk, name=name).first()
    if found is None:
        raise Http404
    return stored.hand_out(request, found)


def _own(request: HttpRequest, pk: int) -> Contribution:
    return get_object_or_404(queries.own(request.user), pk=pk)

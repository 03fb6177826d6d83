"""The series' overview, a member's say in it, and what a member has written."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.people.gates import members_only
from members.people.models import User
from members.people.rules import is_member
from portal.kit.problems import Blocker, Refused
from portal.ui.methods import form_page
from portal.ui.refusals import do, put_on
from resources.library.models import Guide
from resources.library.queries import complete
from resources.library.reach import in_use_for

from . import flows, queries
from .forms import DifferenceForm, OfferForm
from .problems import to_offer, to_report

FIELD_OF = {"no_words": "words"}
#: How the overview can be ordered.
BY_NUMBER, BY_WISHES = "nummer", "oensker"


@login_not_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """How far each guide of the series is, for everyone; members see how many wish for which."""
    rows = queries.series_for(request.user)
    order = BY_WISHES if request.GET.get("efter") == BY_WISHES else BY_NUMBER
    shown = sorted(rows, key=lambda row: -row.wishes) if order == BY_WISHES else rows
    return render(
        request,
        "klarret/overview.html",
        {
            "rows": shown,
            "tallies": queries.counted(rows),
            "order": order,
            "done": sum(not row.can_be_wished_for for row in rows),
            "behind": [row for row in rows if row.overtaken],
            "my_wish": next((row.guide for row in rows if row.is_mine), None),
            "is_member": is_member(request.user),
        },
    )


@require_POST
@members_only
def wish(request: HttpRequest, number: int) -> HttpResponse:
    """Give one's voice to a guide, or take it back from it."""
    guide = _guide(request, number)
    if request.POST.get("svar") == "fortryd":
        do(request, lambda: _take_back(request))
    else:
        do(request, lambda: _wish(request, guide))
    came_from = request.POST.get("fra")
    return redirect(guide if came_from == "vejledning" else reverse("klarret:overview"))


def _wish(request: HttpRequest, guide: Guide) -> str:
    flows.wish(guide=guide, by=request.user)
    return _("Your voice is for %(guide)s. You hear when it comes.") % {"guide": guide.full_title}


def _take_back(request: HttpRequest) -> str:
    flows.take_back(by=request.user)
    return _("Your voice is free again.")


@form_page
@members_only
def offer(request: HttpRequest, number: int) -> HttpResponse:
    """Offer to write along on the national edition."""
    return _write(
        request,
        number,
        OfferForm(request.POST or None),
        heading=_("Offer to write along"),
        for_what=_(
            "You need not write it all. To read a draft with the eyes of your own municipality helps a lot."
        ),
        against=to_offer,
        deed=flows.offer_to_write,
        thanks=_("Thank you! The secretariat writes to you."),
    )


@form_page
@members_only
def difference(request: HttpRequest, number: int) -> HttpResponse:
    """Say what one's own municipality needs to be different."""
    assert isinstance(request.user, User)  # who is let in has an account
    return _write(
        request,
        number,
        DifferenceForm(request.POST or None),
        heading=_("Something is different in my municipality"),
        for_what=_(
            "The secretariat sees that it comes from you and %(place)s, and uses it when the national "
            "edition is written."
        )
        % {"place": request.user.home_municipality},
        against=to_report,
        deed=flows.report,
        thanks=_("Thank you! The secretariat has it now."),
    )


def _write(
    request: HttpRequest,
    number: int,
    form: Form,
    *,
    heading: str,
    for_what: str,
    against: Callable[..., list[Blocker]],
    deed: Callable[..., object],
    thanks: str,
) -> HttpResponse:
    """A member writes to the secretariat about a guide: why not, the form, and one's own page afterwards."""
    guide = _guide(request, number)
    if request.method == "POST" and form.is_valid():
        try:
            deed(guide=guide, by=request.user, **form.cleaned_data)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, thanks)
            return redirect("klarret:mine")
    blockers = against(guide, request.user) if request.method != "POST" else []
    return render(
        request,
        "klarret/write.html",
        {
            "heading": heading,
            "for_what": for_what,
            "form": form,
            "guide": guide,
            "blockers": blockers,
        },
    )


@require_safe
@members_only
def mine(request: HttpRequest) -> HttpResponse:
    """What the member has offered and reported, with the secretariat's answers."""
    return render(
        request,
        "klarret/mine.html",
        {
            "offers": queries.own(queries.offers_for, request.user),
            "differences": queries.own(queries.differences_for, request.user),
        },
    )


@require_POST
@members_only
def withdraw_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an offer that nobody has answered yet."""
    mine = queries.own(queries.offers_for, request.user)
    flows.withdraw_offer(offer=get_object_or_404(mine, pk=pk), by=request.user)
    messages.success(request, _("Your offer is taken back."))
    return redirect("klarret:mine")


def _guide(request: HttpRequest, number: int) -> Guide:
    """The guide with this number; 404 for whoever may not read it, as for one that is not there."""
    found = complete(in_use_for(request.user).filter(number=number)).first()
    if found is None:
        raise Http404
    return found

"""*Mit medlemskab*: one's posts, leave, hearing, and leaving. For every account: whoever has left sees what
is kept."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.confirmation.queries import last_of, open_for
from members.people import duties
from members.people.models import User
from members.people.rules import is_admitted, is_member
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from ..flows import absence, leaving, suspending
from ..forms import AbsenceForm, AnswerForm, BackForm, LeaveForm
from ..queries import last_day_of


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the network knows of one's membership."""
    own = cast(User, request.user)
    posts = list(own.posts.select_related("municipality").order_by("-starts_on", "-pk"))
    return render(
        request,
        "membership/mine.html",
        {
            "posts": posts,
            "is_member": is_member(own),
            "is_admitted": is_admitted(own),
            "membership": own.memberships.last(),
            "last_day": last_day_of(own),
            "absences": [
                each for each in own.absences.select_related("deputy") if not each.is_over
            ],
            "unconfirmed": open_for(own),
            "confirmed": last_of(own),
            "suspension": own.suspensions.filter(lifted_at__isnull=True).first(),
        },
    )


@form_page
def leave(request: HttpRequest) -> HttpResponse:
    """Asks when and how, says what follows, and ends the membership."""
    own = cast(User, request.user)
    if not is_admitted(own):
        return redirect("membership:mine")
    form = LeaveForm(request.POST or None, initial={"name_after": own.name_after})
    if request.method == "POST" and form.is_valid():
        try:
            leaving.leave(person=own, **form.cleaned_data, by=own)
        except Refused as refused:
            put_on(form, refused, {"in_the_past": "ends_on"})
        else:
            messages.success(request, _("It is settled. Thank you for your time in the network."))
            # With today's date the session is over with the membership.
            return redirect("membership:mine" if is_member(own) else "/")
    return render(request, "membership/leave.html", {"form": form, "duties": duties.held_by(own)})


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """One thinks better of it."""
    own = cast(User, request.user)
    try:
        leaving.stay(person=own, by=own)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("You stay a member. Nothing ends."))
    return redirect("membership:mine")


@form_page
def answer(request: HttpRequest) -> HttpResponse:
    """The reasons of a hearing, and what the member says to them."""
    own = cast(User, request.user)
    suspension = own.suspensions.filter(lifted_at__isnull=True, in_force_at__isnull=True).first()
    if suspension is None:
        return redirect("membership:mine")
    form = AnswerForm(request.POST or None, initial={"statement": suspension.statement})
    if request.method == "POST" and form.is_valid():
        try:
            suspending.answer(suspension=suspension, **form.cleaned_data, by=own)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("The secretariat has got your answer."))
            return redirect("membership:mine")
    return render(request, "membership/answer.html", {"form": form, "suspension": suspension})


@form_page
def begin_leave(request: HttpRequest) -> HttpResponse:
    """One is away for a time."""
    own = cast(User, request.user)
    if not is_member(own):
        return redirect("membership:mine")
    form = AbsenceForm(request.POST or None, person=own)
    if request.method == "POST" and form.is_valid():
        try:
            absence.begin(person=own, **form.cleaned_data, by=own)
        except Refused as refused:
            put_on(form, refused, {"deputy": "deputy", "ends_before_it_begins": "ends_on"})
        else:
            messages.success(request, _("Your leave is written down."))
            return redirect("membership:mine")
    return render(request, "membership/absence.html", {"form": form})


@form_page
def end_leave(request: HttpRequest, absence_id: int) -> HttpResponse:
    """One is back."""
    own = cast(User, request.user)
    found = get_object_or_404(own.absences, pk=absence_id)
    form = BackForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            absence.end(absence=found, **form.cleaned_data, by=own)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("The day of coming back is kept."))
            return redirect("membership:mine")
    return render(request, "membership/absence.html", {"form": form, "absence": found})

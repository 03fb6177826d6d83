"""The secretariat's desk: every newcomer, one newcomer, and the introductory meetings."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.people.enums import Permission
from members.people.gates import requires
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from .. import flows, queries, subjects
from ..forms import AskForm, CheckForm, SlotsForm, TrackForm
from ..models import IntroSlot

managers_only = requires(Permission.MANAGE_MEMBERS)
#: So many proposals are shown: who is further down is found in the list of members.
MOST_PROPOSED = 6


@managers_only
@require_safe
def overview(request):
    """Everyone's first months, the stuck ones on top; `vis=faerdige` shows those who have finished."""
    finished = request.GET.get("vis") == "faerdige"
    lines = queries.overview(request.user, finished=finished)
    return render(
        request,
        "onboarding_desk/overview.html",
        {
            "lines": lines,
            "gone": queries.gone_steps(request.user),
            "finished": finished,
            "stuck": sum(line.is_stuck for line in lines),
            "alone": sum(line.lacks_buddy for line in lines),
            "due": sum(bool(line.checks) for line in lines),
        },
    )


@managers_only
@require_safe
def person(request, pk):
    """One newcomer: steps, buddy and checks."""
    return _page(request, _the_line(request, pk))


@managers_only
@require_POST
def ask(request, pk):
    """Ask a member to be the buddy: a proposed one, or any other."""
    line = _the_line(request, pk)
    form = AskForm(request.POST, onboarding=line.onboarding)
    if form.is_valid():
        try:
            flows.ask_buddy(onboarding=line.onboarding, **form.cleaned_data, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("The member has been asked, and can say yes or no."))
            return redirect("onboarding_desk:person", pk)
    return _page(request, line, ask_form=form)


@managers_only
@require_POST
def check(request, pk):
    """Write down that the newcomer has been asked how it goes."""
    line = _the_line(request, pk)
    form = CheckForm(request.POST)
    if form.is_valid():
        flows.keep_check(onboarding=line.onboarding, **form.cleaned_data, by=request.user)
        messages.success(request, _("It is kept."))
        return redirect("onboarding_desk:person", pk)
    return _page(request, line, check_form=form)


@managers_only
@require_POST
def change_track(request, pk):
    """Let the newcomer go on along another track."""
    line = _the_line(request, pk)
    form = TrackForm(request.POST, onboarding=line.onboarding)
    if form.is_valid():
        try:
            flows.change_track(onboarding=line.onboarding, **form.cleaned_data, by=request.user)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("The new member goes on along the other track."))
            return redirect("onboarding_desk:person", pk)
    return _page(request, line, track_form=form)


@managers_only
@form_page
def slots(request):
    """The times for introductory meetings, and laying out new ones of one's own."""
    form = SlotsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        opened = flows.open_slots(
            times=form.times(), place=form.cleaned_data["place"], by=request.user
        )
        messages.success(request, _("%(n)s new times stand open.") % {"n": opened})
        return redirect("onboarding_desk:slots")
    return render(
        request,
        "onboarding_desk/slots.html",
        {"form": form, "slots": queries.slots_ahead(request.user)},
    )


@managers_only
@require_POST
def take_away(request, pk):
    """Take back a time that nobody has booked."""
    if not flows.take_away(slot=get_object_or_404(IntroSlot, pk=pk), by=request.user):
        messages.error(request, _("Somebody has booked that time. Call them first."))
    return redirect("onboarding_desk:slots")


def _the_line(request, pk):
    line = queries.progress_of(request.user, pk)
    if line is None:
        raise Http404
    return line


def _page(request, line, ask_form=None, check_form=None, track_form=None):
    onboarding = line.onboarding
    open_to_ask = onboarding.buddy_id is None
    due = line.checks[0] if line.checks else None
    return render(
        request,
        "onboarding_desk/person.html",
        {
            "line": line,
            "onboarding": onboarding,
            "progress": line.progress,
            "done_with": subjects.in_words(item.about for item in line.progress.items),
            "asks": onboarding.asks.all(),
            "proposed": queries.candidates(onboarding)[:MOST_PROPOSED] if open_to_ask else [],
            "ask_form": ask_form or AskForm(onboarding=onboarding),
            "checks": onboarding.checks.all(),
            "check_form": check_form or CheckForm(initial={"after": due} if due else None),
            "track_form": track_form or TrackForm(onboarding=onboarding),
            "slots": queries.booked_by(request.user, onboarding.person_id),
        },
    )

"""The call at the secretariat's desk: when it is open, who reviews, what is answered, what is made of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.conference.models import Conference
from events.conference.queries import conferences_for, plan_for
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import do, put_on, say

from .. import problems, queries, rules
from ..enums import OUTCOMES, State
from ..flows import calling, deciding
from ..forms import CallForm, OutcomeForm, PanelForm
from ..models import Call, Proposal
from ..words import first_words
from .gate import managers_only, proposal_of

FIELD_OF = {"closes_first": "closes_at", "closes_late": "closes_at"}


@require_safe
@managers_only
def overview(request, pk: int) -> HttpResponse:
    """Everything that has been sent in, the best first, and who reviews it."""
    conference = _conference(request, pk)
    call = queries.call_of(request.user, conference)
    context: dict = {"conference": conference, "call": call}
    if call is not None:
        context |= {
            "is_open": call.is_open(),
            "rows": queries.ranking(request.user, call),
            "panel": queries.panel_of(call),
            "form": PanelForm(people=queries.nameable(call)),
        }
    return render(request, "proposals_desk/overview.html", context)


@form_page
@managers_only
def call(request, pk: int) -> HttpResponse:
    """When it is open, and what is looked for."""
    conference = _conference(request, pk)
    found = queries.call_of(request.user, conference)
    names = ("opens_at", "closes_at", "text")
    first = {name: getattr(found, name) for name in names} if found else None
    form = CallForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            calling.write_call(conference=conference, **form.cleaned_data, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            messages.success(request, _("The call is kept."))
            return redirect("proposals_desk:overview", pk)
    return render(
        request,
        "proposals_desk/call_form.html",
        {"conference": conference, "call": found, "form": form},
    )


@require_POST
@managers_only
def name_panelist(request, pk: int) -> HttpResponse:
    """One more in the programme group."""
    found = _call(request, pk)
    form = PanelForm(request.POST, people=queries.nameable(found))
    if form.is_valid():

        def deed() -> str:
            person = form.cleaned_data["person"]
            calling.name_panelist(call=found, person=person, by=request.user)
            return _("%(name)s is in the programme group.") % {"name": person.name}

        do(request, deed)
    else:
        messages.error(request, _("Choose a member for the group."))
    return redirect("proposals_desk:overview", pk)


@require_POST
@managers_only
def remove_panelist(request, pk: int, number: int) -> HttpResponse:
    found = _call(request, pk).panel.select_related("person").filter(pk=number).first()
    if found is not None:  # else the form came twice

        def deed() -> str:
            calling.remove_panelist(panelist=found, by=request.user)
            words = _("%(name)s is not in the programme group any more.")
            return words % {"name": found.person.name}

        do(request, deed)
    return redirect("proposals_desk:overview", pk)


@require_safe
@managers_only
def proposal(request, pk: int) -> HttpResponse:
    """One proposal with what the group thinks of it, what was answered, and what is made of it."""
    found = proposal_of(request.user, pk)
    if found.state == State.DRAFT:
        raise Http404
    uid = found.session_uid
    return render(
        request,
        "proposals_desk/proposal.html",
        {
            "proposal": found,
            "conference": found.call.conference,
            "reviews": queries.reviews_for(request.user, found),
            "sees_reviews": rules.may_see_reviews(request.user, found),
            "is_own": rules.is_own(request.user, found),
            "letters": queries.letters_for(request.user, found),
            "outcomes": [
                each for each in OUTCOMES if not problems.to_decide(found, each, request.user)
            ],
            "to_make": problems.to_make(found, request.user),
            "plan": plan_for(request.user, uid) if uid is not None else None,
        },
    )


@form_page
@managers_only
def decide(request, pk: int) -> HttpResponse:
    """An outcome and its letter: written, looked at, sent once."""
    found = proposal_of(request.user, pk)
    if found.state == State.DRAFT:
        raise Http404
    wanted = request.GET.get("svar", "")
    outcome = State(wanted) if wanted in OUTCOMES else State.ACCEPTED
    first = {"outcome": outcome, "body": first_words(found, outcome)}
    form = OutcomeForm(request.POST or None, initial=first)
    step = request.POST.get("step", "")
    if request.method == "POST" and form.is_valid() and step != "write":
        try:
            if step == "send":
                deciding.decide(proposal=found, **form.cleaned_data, by=request.user)
                messages.success(request, _("The letter is on its way."))
                return redirect("proposals_desk:proposal", pk)
            against = problems.to_decide(found, form.cleaned_data["outcome"], request.user)
            if against:
                raise Refused(against)
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            return _decide_page(request, found, form, "proposals_desk/letter_preview.html")
    return _decide_page(request, found, form, "proposals_desk/letter_form.html")


@require_POST
@managers_only
def make_session(request, pk: int) -> HttpResponse:
    """A draft in the programme, made of the proposal; on to it."""
    found = proposal_of(request.user, pk)
    try:
        draft = deciding.make_session(proposal=found, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
        return redirect("proposals_desk:proposal", pk)
    messages.success(
        request, _("It stands in the draft of the programme. Give it an hour and a room.")
    )
    return redirect("conference_desk:change_session", draft.uid)


def _decide_page(request, found: Proposal, form: OutcomeForm, template: str) -> HttpResponse:
    label = ""
    if form.is_bound and form.is_valid():
        label = str(State(form.cleaned_data["outcome"]).label)
    return render(
        request,
        template,
        {
            "proposal": found,
            "conference": found.call.conference,
            "form": form,
            "label": label,
            "letter": form.cleaned_data if form.is_bound and form.is_valid() else {},
        },
    )


def _conference(request, pk: int) -> Conference:
    return get_object_or_404(conferences_for(request.user), pk=pk)


def _call(request, pk: int) -> Call:
    found = queries.call_of(request.user, _conference(request, pk))
    if found is None:
        raise Http404
    return found

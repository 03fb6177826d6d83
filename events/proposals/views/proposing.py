"""The proposer's pages: what one has proposed, writing it, and what became of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.conference.flows.points import Talker
from events.conference.forms.speakers import asked_for_rows, rows_again, speaker_forms, talkers_in
from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import do, put_on, say

from .. import problems, queries, rules
from ..enums import State
from ..flows import proposing
from ..forms import ProposalForm
from ..models import Call, Proposal
from .gate import present_call, proposal_of

FIELD_OF = {"no_abstract": "abstract"}


@require_safe
@members_only
def proposals(request) -> HttpResponse:
    """The call, what one has proposed, and for the programme group the way to all of them."""
    call = present_call(request.user)
    now = timezone.now()
    return render(
        request,
        "proposals/proposal_list.html",
        {
            "call": call,
            "conference": call.conference,
            "proposals": queries.own_proposals(request.user, call),
            "is_open": call.is_open(now),
            "is_early": now < call.opens_at,
            "may_propose": not problems.to_write(call, request.user, now),
            "is_panelist": rules.is_panelist(request.user, call),
        },
    )


@form_page
@members_only
def write(request, pk: int | None = None) -> HttpResponse:
    """A new proposal or one's own: kept as a draft, or sent in."""
    found = proposal_of(request.user, pk) if pk is not None else None
    if found is not None and found.proposer_id != request.user.pk:
        raise PermissionDenied
    call = found.call if found is not None else present_call(request.user)
    if against := problems.to_write(call, request.user, proposal=found):
        say(request, against)
        return redirect(found.get_absolute_url() if found is not None else "proposals:list")
    sent = request.POST if request.method == "POST" else None
    form = ProposalForm(sent, call=call, proposal=found)
    first = None if found is not None else [{"person": str(request.user.pk)}]
    rows = speaker_forms(sent, there=found.speakers.all() if found else (), initial=first)
    if request.method == "POST" and asked_for_rows(request.POST):
        rows = speaker_forms(
            initial=rows_again(rows, request.POST), there=found.speakers.all() if found else ()
        )
        return _page(request, call, form, rows, found)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        try:
            saved = _save(request, call, found, form, talkers_in(rows))
        except (Refused, ValidationError) as problem:
            put_on(form, problem, FIELD_OF)
        else:
            return redirect(saved)
    return _page(request, call, form, rows, found)


def _save(
    request, call: Call, found: Proposal | None, form: ProposalForm, speakers: tuple[Talker, ...]
) -> Proposal:
    submit = request.POST.get("step") == "submit"
    saved = proposing.save(
        call=call,
        proposal=found,
        facts=form.facts,
        speakers=speakers,
        submit=submit,
        key=form.cleaned_data["key"],
        by=request.user,
    )
    if submit:
        words = _("It is sent in. You can change it until the call closes.")
    elif saved.state == State.SUBMITTED:
        words = _("Your proposal is changed.")
    else:
        words = _("The draft is kept. Nobody else sees it before you send it in.")
    messages.success(request, words)
    return saved


@require_safe
@members_only
def proposal(request, pk: int) -> HttpResponse:
    """One's own proposal: what it says, where it stands, and what one can do."""
    found = proposal_of(request.user, pk)
    if not rules.is_own(request.user, found):
        raise PermissionDenied
    mine = found.proposer_id == request.user.pk
    return render(
        request,
        "proposals/proposal_detail.html",
        {
            "proposal": found,
            "call": found.call,
            "conference": found.call.conference,
            "mine": mine,
            "letters": queries.letters_for(request.user, found),
            "may_change": not problems.to_write(found.call, request.user, proposal=found),
            "may_withdraw": not problems.to_withdraw(found, request.user),
            "may_discard": not problems.to_discard(found, request.user),
            "may_confirm": not problems.to_confirm(found, request.user),
        },
    )


@form_page
@members_only
def withdraw(request, pk: int) -> HttpResponse:
    """Asks once, and takes it back; a draft is thrown away."""
    found = proposal_of(request.user, pk)
    is_draft = found.state == State.DRAFT
    against = (problems.to_discard if is_draft else problems.to_withdraw)(found, request.user)
    if against:
        say(request, against)
        return redirect(found if rules.is_own(request.user, found) else "proposals:list")
    if request.method == "POST":

        def deed() -> str:
            if is_draft:
                proposing.discard(proposal=found, by=request.user)
                return _("The draft is gone.")
            proposing.withdraw(proposal=found, by=request.user)
            return _("Your proposal is withdrawn.")

        do(request, deed)
        return redirect("proposals:list")
    return render(
        request,
        "proposals/proposal_withdraw.html",
        {"proposal": found, "conference": found.call.conference, "is_draft": is_draft},
    )


@require_POST
@members_only
def confirm(request, pk: int) -> HttpResponse:
    """That one comes and does it."""
    found = proposal_of(request.user, pk)

    def deed() -> str:
        proposing.confirm(proposal=found, by=request.user)
        return _("Thank you: you are on.")

    do(request, deed)
    return redirect(found if rules.is_own(request.user, found) else "proposals:list")


def _page(request, call: Call, form: ProposalForm, rows, found: Proposal | None) -> HttpResponse:
    return render(
        request,
        "proposals/proposal_form.html",
        {
            "form": form,
            "speakers": rows,
            "call": call,
            "conference": call.conference,
            "proposal": found,
        },
    )

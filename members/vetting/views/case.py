"""One case: what is said, what is known, what has been done, and what can be."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.admission.clock import age_of
from members.admission.enums import OPEN, WITH_APPLICANT, State
from members.admission.finding import alike
from members.admission.flows import exchanging, inviting, joining
from members.admission.models import Application
from members.admission.problems import to_invite_again
from members.admission.queries import applications_for, latest_invitation, story_of
from portal.kit.problems import Refused
from portal.ui.refusals import put_on, say

from .. import queries
from ..enums import DEEDS, LetterKind, Outcome
from ..flows import deciding, taking, vouching
from ..forms import JoinForm, MemberForm, NoteForm, SignForm
from ..problems import to_approve, to_begin, to_handle, to_reject, to_see, to_sign
from . import vetters_only


@vetters_only
@require_safe
def case(request: HttpRequest, application_id: int) -> HttpResponse:
    """The case's page."""
    return page(request, the_case(request, application_id))


@vetters_only
@require_POST
def take(request: HttpRequest, application_id: int) -> HttpResponse:
    """The case is mine; with `over` though a colleague has it."""
    application = the_case(request, application_id)
    return _done(
        request,
        application,
        _("The case is yours."),
        lambda: taking.take(application=application, over="over" in request.POST, by=request.user),
    )


@vetters_only
@require_POST
def note(request: HttpRequest, application_id: int) -> HttpResponse:
    """A note for those who vet."""
    application, form = the_case(request, application_id), NoteForm(request.POST)
    if form.is_valid():
        try:
            taking.note(application=application, text=form.cleaned_data["text"], by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            messages.success(request, _("The note is written."))
            return redirect("admission_desk:case", application_id)
    return page(request, application, note_form=form)


@vetters_only
@require_POST
def sign(request: HttpRequest, application_id: int) -> HttpResponse:
    """The second person's signature."""
    application, form = the_case(request, application_id), SignForm(request.POST)
    if not form.is_valid():
        return redirect("admission_desk:case", application_id)
    outcome = Outcome(form.cleaned_data["outcome"])
    return _done(
        request,
        application,
        _("You have signed as the second person."),
        lambda: taking.sign(application=application, outcome=outcome, by=request.user),
    )


@vetters_only
@require_POST
def ask_member(request: HttpRequest, application_id: int) -> HttpResponse:
    """Ask a colleague of the applicant's whether they know them."""
    application = the_case(request, application_id)
    form = MemberForm(request.POST, colleagues=queries.colleagues(application))
    if not form.is_valid():
        return page(request, application, member_form=form)
    member = form.cleaned_data["member"]
    return _done(
        request,
        application,
        _("%(name)s is asked, and you hear when they have answered.") % {"name": member.name},
        lambda: vouching.ask(application=application, member=member, by=request.user),
    )


@vetters_only
@require_POST
def join(request: HttpRequest, application_id: int) -> HttpResponse:
    """This case and another one are the same person's: on the page of the one that goes on."""
    application = the_case(request, application_id)
    form = JoinForm(request.POST, alike=alike(application))
    if not form.is_valid():
        if application.state == State.JOINED:  # clicked twice
            return redirect("admission_desk:case", application.joined_to_id)
        return page(request, application, join_form=form)
    try:
        goes_on = joining.join(one=application, other=form.cleaned_data["other"], by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
        return redirect("admission_desk:case", application_id)
    messages.success(request, _("The two cases are one from now on: this one."))
    return redirect("admission_desk:case", goes_on.pk)


@vetters_only
@require_POST
def take_back(request: HttpRequest, application_id: int) -> HttpResponse:
    """The applicant's answer is no longer needed."""
    application = the_case(request, application_id)
    return _done(
        request,
        application,
        _("The applicant need not answer any more, and is told so."),
        lambda: exchanging.withdraw_request(application=application, by=request.user),
    )


@vetters_only
@require_POST
def approve(request: HttpRequest, application_id: int) -> HttpResponse:
    """Admit. A second click, or a second vetter's, changes nothing."""
    application = the_case(request, application_id)
    was_approved = application.state == State.APPROVED
    try:
        person = deciding.approve(application=application, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        if was_approved:
            messages.info(request, _("%(name)s had already been admitted.") % {"name": person.name})
        else:
            messages.success(
                request,
                _("%(name)s is admitted, and the invitation is on its way.")
                % {"name": person.name},
            )
    return redirect("admission_desk:case", application_id)


@vetters_only
@require_POST
def invite_again(request: HttpRequest, application_id: int) -> HttpResponse:
    """A fresh link, when the first one has got lost or run out."""
    application = the_case(request, application_id)
    return _done(
        request,
        application,
        _("A fresh invitation is on its way."),
        lambda: inviting.invite_again(application=application, by=request.user),
    )


def the_case(request: HttpRequest, application_id: int) -> Application:
    """The case in the address, as far as the reader may see it."""
    cases = applications_for(request.user).select_related(
        "person", "joined_to", "decision__co_signed_by"
    )
    cases = cases.prefetch_related(
        "exchanges__attachments", "attachments", "functions__municipality"
    )
    return get_object_or_404(cases, pk=application_id)


def page(request: HttpRequest, application: Application, **forms) -> HttpResponse:
    """The case's page, with a form as it was sent where something is wrong with it."""
    user, is_open = request.user, application.state in OPEN
    colleagues = queries.colleagues(application) if is_open else []
    asked = list(application.vouchings.select_related("member", "asked_by"))
    askable = [each for each in colleagues if each.pk not in {ask.member_id for ask in asked}]
    approving, rejecting = to_approve(application, user), to_reject(application, user)
    handling = to_handle(application, user)
    others = alike(application) if is_open else []
    return render(
        request,
        "admission_desk/case.html",
        {
            "application": application,
            "age": age_of(application),
            "is_open": is_open,
            "with_applicant": application.state in WITH_APPLICANT,
            "checks": to_see(application, user) if is_open else [],
            "blockers": approving if is_open else [],
            "may_handle": not handling,
            "may_take": is_open and application.vetter_id in (None,),
            "is_mine": application.vetter_id == user.pk,
            "may_approve": not approving,
            "may_reject": not rejecting,
            "not_heard": any(each.code == "not_heard" for each in rejecting),
            "may_ask": not to_begin(LetterKind.MORE, application, user),
            "may_hear": not to_begin(LetterKind.HEARING, application, user),
            "outcomes": [] if to_sign(application, user) else list(Outcome),
            "signatures": application.signatures.select_related("signed_by"),
            "colleagues": colleagues,
            "vouchings": asked,
            "member_form": (forms.get("member_form") or MemberForm(colleagues=askable))
            if askable and not handling
            else None,
            "join_form": (forms.get("join_form") or JoinForm(alike=others)) if others else None,
            "joined": queries.joined_with(application),
            "earlier": queries.earlier_cases(application),
            "exchanges": application.exchanges.all(),
            "letters": queries.letters_of(application),
            "notes": application.notes.select_related("written_by"),
            "note_form": forms.get("note_form") or NoteForm(),
            "decision": getattr(application, "decision", None),
            "story": [
                (entry, DEEDS.get(entry.action, entry.action), who)
                for entry, who in story_of(application)
            ],
            "invitation": latest_invitation(application.person),
            "may_invite": not to_invite_again(application, user),
        },
    )


def _done(request: HttpRequest, application: Application, words: str, deed) -> HttpResponse:
    """Do it, say so or why not, and go back to the case."""
    try:
        deed()
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, words)
    return redirect("admission_desk:case", application.pk)

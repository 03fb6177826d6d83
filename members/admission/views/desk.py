"""The vetter's desk in the secretariat's admin."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.people.enums import Permission
from members.people.gates import requires
from portal.kit.calendar import working_days_between
from portal.kit.problems import Refused
from portal.notices.models import OutgoingMail
from portal.notices.tasks import render as render_mail
from portal.ui.refusals import say

from .. import notices
from ..enums import DEEDS, OPEN, State
from ..flows import deciding, inviting
from ..forms import RejectionForm
from ..models import Application
from ..problems import to_approve, to_decide, to_invite_again, to_notice
from ..queries import applications_for, closed_for, latest_invitation, open_for, story_of

PAGE = 50
vetters_only = requires(Permission.VET_APPLICATIONS)


@vetters_only
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, and what has been decided."""
    waiting, closed = open_for(request.user), closed_for(request.user)
    shows_closed = request.GET.get("vis") == "afgjorte"
    page = Paginator(closed if shows_closed else waiting, PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    for application in page:
        received = timezone.localdate(application.submitted_at)
        application.age = max(working_days_between(received, today), 0)
    return render(
        request,
        "admission_desk/inbox.html",
        {
            "page_obj": page,
            "shows_closed": shows_closed,
            "waiting_count": waiting.count(),
            "closed_count": closed.count(),
        },
    )


@vetters_only
@require_safe
def case(request: HttpRequest, application_id: int) -> HttpResponse:
    """One application: the answers, the checks, what has been done, and the decision."""
    application = _the_case(request, application_id)
    blockers = to_approve(application, request.user)
    return render(
        request,
        "admission_desk/case.html",
        {
            "application": application,
            "is_open": application.state in OPEN,
            "checks": to_notice(application),
            "blockers": blockers if application.state in OPEN else [],
            "may_decide": not to_decide(application, request.user),
            "may_approve": not blockers,
            "is_mine": application.vetter_id == request.user.pk,
            "story": [
                (entry, DEEDS.get(entry.action, entry.action), who)
                for entry, who in story_of(application)
            ],
            "invitation": latest_invitation(application.person),
            "may_invite": not to_invite_again(application, request.user),
        },
    )


@vetters_only
@require_POST
def take(request: HttpRequest, application_id: int) -> HttpResponse:
    """The case is mine."""
    application = _the_case(request, application_id)
    try:
        deciding.take(application=application, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("The case is yours."))
    return redirect("admission_desk:case", application_id)


@vetters_only
@require_POST
def approve(request: HttpRequest, application_id: int) -> HttpResponse:
    """Admit. A second click, or a second vetter's, changes nothing."""
    application = _the_case(request, application_id)
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
def reject(request: HttpRequest, application_id: int) -> HttpResponse:
    """Two steps: write the reasons, then read the letter before it is sent."""
    application = _the_case(request, application_id)
    if blockers := to_decide(application, request.user):
        say(request, blockers)
        return redirect("admission_desk:case", application_id)
    form, letter = RejectionForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        words = {"reason": form.cleaned_data["reason"], "text": form.cleaned_data["text"]}
        step = request.POST.get("step")
        if step == "send":
            try:
                deciding.reject(application=application, **words, by=request.user)
            except Refused as refused:
                say(request, refused.blockers)
            except ValidationError as error:
                form.add_error("text", error)
                return _rejection_page(request, application, form, None)
            else:
                messages.success(request, _("The rejection is sent."))
            return redirect("admission_desk:case", application_id)
        if step == "preview":
            letter = _as_it_will_look(application, words)
    return _rejection_page(request, application, form, letter)


@vetters_only
@require_POST
def invite_again(request: HttpRequest, application_id: int) -> HttpResponse:
    """A fresh link, when the first one has got lost or run out."""
    application = _the_case(request, application_id)
    try:
        inviting.invite_again(application=application, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("A fresh invitation is on its way."))
    return redirect("admission_desk:case", application_id)


def _the_case(request: HttpRequest, application_id: int) -> Application:
    cases = applications_for(request.user).select_related("person")
    return get_object_or_404(cases, pk=application_id)


def _rejection_page(request, application, form, letter) -> HttpResponse:
    return render(
        request,
        "admission_desk/reject.html",
        {"application": application, "form": form, "letter": letter},
    )


def _as_it_will_look(application: Application, words: dict):
    """The letter, rendered by the worker's own function and not stored."""
    mail = notices.rejection(application, **words)
    return render_mail(
        OutgoingMail(address=application.email, template=mail.template, context=mail.context)
    )

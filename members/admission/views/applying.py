"""The applicant's pages around the steps: the address first, what was written before it is handed in, and
how it goes afterwards."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kit import addresses
from portal.kit.problems import Refused
from portal.ui.refusals import say

from ..enums import OPEN, State
from ..flows import applying, exchanging
from ..forms import StartForm
from ..models import Application
from ..notices import page_of
from ..problems import to_complete
from ..queries import application_behind, history_of, open_exchange
from ..step_forms import AnswerForm
from ..steps import LABELS, Step
from . import doors


@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the link. The answer is the same for strangers, applicants, members and robots."""
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not doors.may_ask(request):
            form.add_error(
                None,
                _("We get many applications from your network right now. Try again in an hour."),
            )
            return render(request, "admission/start.html", {"form": form}, status=429)
        email = form.cleaned_data["email"]
        if not form.is_robots and doors.may_get_letter(request, addresses.key(email)):
            applying.begin(email=email)
        return redirect("admission:sent")
    return render(request, "admission/start.html", {"form": form})


@require_safe
@login_not_required
def sent(request: HttpRequest) -> HttpResponse:
    """Look in your inbox."""
    return render(request, "admission/sent.html")


@doors.personal_link
def application(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in the mail leads: to what is to be written next while it is a draft, and afterwards
    to how it goes. Opening it proves the address."""
    found = behind(token)
    if found is None:
        return broken(request)
    if found.state == State.DRAFT:
        if request.method == "POST":
            return redirect("admission:application", token)
        if request.method != "HEAD":
            found = applying.confirm_address(application=found)
        missing = to_complete(found)
        ahead = next((step for step in Step if missing[step]), None)
        if ahead is None:
            return redirect("admission:preview", token)
        return redirect("admission:step", token, ahead)
    if request.method == "POST":  # sent twice, or from a second tab
        messages.info(request, _("We already have your application."))
        return redirect("admission:application", token)
    return status_page(request, found, token, AnswerForm())


@doors.personal_link
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """All that has been written, what is still missing, and the button that hands it in."""
    found = behind(token)
    if found is None:
        return broken(request)
    if found.state != State.DRAFT:
        return handed_in(request, token)
    if request.method == "POST":
        try:
            applying.submit(application=found)
        except Refused as refused:
            if "not_a_draft" in refused.codes:
                return handed_in(request, token)
            say(request, refused.blockers)
            return redirect("admission:preview", token)
        return redirect("admission:application", token)
    missing = to_complete(found)
    return render(
        request,
        "admission/application_preview.html",
        {
            "application": found,
            "token": token,
            "steps": [*LABELS.values(), _("Check and send")],
            "current": len(Step) + 1,
            "parts": [(step, LABELS[step], missing[step]) for step in Step],
            "is_whole": not any(missing.values()),
        },
    )


@require_POST
@doors.personal_link
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What the applicant says to what they were asked."""
    found = behind(token)
    if found is None:
        return broken(request)
    asked = open_exchange(found)
    if asked is None:
        messages.info(request, _("We no longer wait for an answer from you."))
        return redirect("admission:application", token)
    form = AnswerForm(request.POST, request.FILES)
    if not doors.may_write(request, f"application:{found.pk}"):
        form.add_error(None, doors.TOO_OFTEN)
        return status_page(request, found, token, form, status=429)
    if form.is_valid():
        words = {"text": form.cleaned_data["text"], "upload": form.cleaned_data["pdf"]}
        try:
            exchanging.answer(exchange=asked, **words)
        except Refused as refused:
            say(request, refused.blockers)
        else:
            messages.success(request, _("Thank you. We have your answer, and go on."))
        return redirect("admission:application", token)
    return status_page(request, found, token, form)


@require_POST
@doors.personal_link
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """The applicant takes the application back."""
    found = behind(token)
    if found is None:
        return broken(request)
    applying.withdraw(application=found)
    return redirect("admission:application", token)


def behind(token: str) -> Application | None:
    """The application, or None for a link that does not work."""
    try:
        return application_behind(token)
    except (signing.BadSignature, Application.DoesNotExist):
        return None


def broken(request: HttpRequest) -> HttpResponse:
    """The link does not work; a fresh one is offered."""
    return render(request, "admission/link_broken.html", {"form": StartForm()}, status=410)


def handed_in(request: HttpRequest, token: str) -> HttpResponse:
    """To the page of what has been handed in already."""
    messages.info(request, _("We already have your application."))
    return redirect("admission:application", token)


def status_page(
    request: HttpRequest, application: Application, token: str, form: AnswerForm, status: int = 200
) -> HttpResponse:
    """How it goes: what is asked just now, what has been said, and what was written."""
    steps = [_("Received"), _("Being vetted"), _("Decided")]
    reached: dict[str, int] = {State.SUBMITTED: 1, **dict.fromkeys(OPEN - {State.SUBMITTED}, 2)}
    exchanges = list(application.exchanges.prefetch_related("attachments"))
    return render(
        request,
        "admission/application_status.html",
        {
            "application": application,
            "token": token,
            "steps": steps,
            "current": reached.get(application.state, 4),
            "is_open": application.state in OPEN,
            "asked": next((each for each in exchanges if each.is_open), None),
            "said": [each for each in exchanges if not each.is_open],
            "form": form,
            "decision": getattr(application, "decision", None),
            "history": history_of(application),
            "goes_on": page_of(application.joined_to) if application.joined_to else "",
        },
        status=status,
    )

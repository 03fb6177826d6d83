"""The applicant's pages: the address first, then the form, then how it goes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kit import addresses
from portal.kit.problems import Refused

from ..enums import OPEN, State
from ..flows import applying
from ..forms import ApplicationForm, StartForm
from ..models import Application
from ..queries import application_behind
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
    """The form while it is a draft, and afterwards how it goes. Opening it proves the address."""
    found = _behind(token)
    if found is None:
        return _broken(request)
    if found.state != State.DRAFT:
        if request.method == "POST":  # sent twice, or from a second tab
            messages.info(request, _("We already have your application."))
            return redirect("admission:application", token)
        return render(request, "admission/application_status.html", _status(found, token))
    if request.method != "HEAD":
        found = applying.confirm_address(application=found)
    form = ApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            applying.submit(application=found, **form.answers())
        except Refused:
            messages.info(request, _("We already have your application."))
        return redirect("admission:application", token)
    return render(request, "admission/application_form.html", {"form": form, "application": found})


@require_POST
@doors.personal_link
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """The applicant takes the application back."""
    found = _behind(token)
    if found is None:
        return _broken(request)
    applying.withdraw(application=found)
    return redirect("admission:application", token)


def _behind(token: str) -> Application | None:
    try:
        return application_behind(token)
    except (signing.BadSignature, Application.DoesNotExist):
        return None


def _broken(request: HttpRequest) -> HttpResponse:
    return render(request, "admission/link_broken.html", {"form": StartForm()}, status=410)


def _status(application: Application, token: str) -> dict:
    steps = [_("Received"), _("Being vetted"), _("Decided")]
    reached: dict[str, int] = {State.SUBMITTED: 1, **dict.fromkeys(OPEN - {State.SUBMITTED}, 2)}
    current = reached.get(application.state, 4)
    return {
        "application": application,
        "token": token,
        "steps": steps,
        "current": current,
        "is_open": application.state in OPEN,
    }

"""The admitted one's first way in."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from members.people.queries import next_post
from members.people.rules import begins_later, has_a_place

from ..enums import InvitationState
from ..flows import inviting
from ..forms import FirstPasswordForm
from ..models import Invitation
from ..queries import invitation_behind
from . import doors


@doors.personal_link
@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who is welcome and with what address; a password or a passkey opens the account."""
    found = invitation_behind(token)
    if found is None or found.state != InvitationState.OPEN or not has_a_place(found.person):
        return _closed(request, found, token)
    with_passkey = request.method == "POST" and request.POST.get("way") == "passkey"
    form = FirstPasswordForm(
        found.person, request.POST if request.method == "POST" and not with_passkey else None
    )
    if with_passkey or form.is_valid():
        password = None if with_passkey else form.cleaned_data["new_password1"]
        try:
            inviting.accept(invitation=found, password=password)
        except Invitation.DoesNotExist:  # used in another tab in the meantime
            return _closed(request, invitation_behind(token), token)
        return _let_in(request, found, with_passkey=with_passkey)
    later = next_post(found.person) if begins_later(found.person) else None
    return render(
        request,
        "admission/invitation.html",
        {"form": form, "person": found.person, "token": token, "later": later},
    )


@require_POST
@doors.personal_link
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a fresh link instead of one that has run out. The answer is always the same."""
    found = invitation_behind(token)
    if (
        found is not None
        and doors.may_ask(request)
        and doors.may_get_letter(request, f"invitation:{found.person_id}")
    ):
        inviting.renew(invitation=found)
    return redirect("admission:renewed")


@require_safe
@doors.personal_link
def renewed(request: HttpRequest) -> HttpResponse:
    """Look in your inbox."""
    return render(request, "admission/invitation_renewed.html")


def _closed(request: HttpRequest, found: Invitation | None, token: str) -> HttpResponse:
    """The link does not open anything; says why, and never whose it was."""
    state = found.state if found is not None else "unknown"
    if state == InvitationState.OPEN:  # but its person has left
        state = "unknown"
    return render(
        request, "admission/invitation_closed.html", {"state": state, "token": token}, status=410
    )


def _let_in(request: HttpRequest, found: Invitation, *, with_passkey: bool) -> HttpResponse:
    """Log the person in the way allauth does it: its stages (a returning member's second factor) and
    its record of how they got in, so that nobody is asked anew for what they chose a moment ago."""
    if request.user.is_authenticated:
        get_adapter().logout(request)
    person = found.person
    record_authentication(
        request, person, method="invitation", email=person.email, reauthenticated=True
    )
    goal = reverse("login:first_passkey") if with_passkey else None
    return perform_login(request, Login(user=person, redirect_url=goal, email=person.email))

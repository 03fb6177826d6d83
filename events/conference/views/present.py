"""Which conference and whose registration a page is about."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import problems, queries
from ..models import Conference, Registration


def present() -> Conference:
    """The conference that members are shown; 404 when there is none."""
    conference = queries.current_conference()
    if conference is None:
        raise Http404
    return conference


def own(user, pk: int) -> Registration:
    """The reader's own registration; everybody else's is not there, for those who manage it either: the desk
    is their place."""
    found = queries.own_by_number(user, pk)
    if found is None:
        raise Http404
    return found


def steps() -> list[str]:
    """The steps of registering, and of changing a registration."""
    return [_("Fill in"), _("Look it over"), _("Receipt")]


def to_receipt(registration: Registration, anchor: str = "") -> HttpResponse:
    """On to the page with everything on it."""
    return redirect(receipt_of(registration) + anchor)


def receipt_of(registration: Registration) -> str:
    """The address of that page."""
    return reverse("conference:receipt", args=[registration.pk])


def to_own(request, conference: Conference) -> HttpResponse:
    """To what there is already, for whoever has registered in another window."""
    messages.info(request, problems.ALREADY_REGISTERED.message)
    registration = queries.own_registration(request.user, conference)
    assert registration is not None, "sent here only when there is one"
    return to_receipt(registration)

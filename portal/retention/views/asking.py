"""What one asks of one's own data: a correction, to be erased, and taking it back. For every account."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.people.models import User
from members.people.rules import is_admitted
from portal.kit import dates
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from ..enums import Kind
from ..flows import asking
from ..foreseen import Fate, foreseen
from ..forms import CorrectionForm, DeletionForm
from ..queries import requests_of


@form_page
def correct(request: HttpRequest) -> HttpResponse:
    """What one corrects oneself, and the rest for the secretariat."""
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _ask(request, form, Kind.CORRECTION):
        return _to_the_requests()
    own = cast(User, request.user)
    return render(
        request,
        "retention/correct.html",
        {"form": form, "standing": _standing(own, Kind.CORRECTION)},
    )


@form_page
def delete(request: HttpRequest) -> HttpResponse:
    """Exactly what would go and what would stay, and asking for it."""
    form = DeletionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _ask(request, form, Kind.DELETION):
        return _to_the_requests()
    own = cast(User, request.user)
    kinds = foreseen(own)
    return render(
        request,
        "retention/delete.html",
        {
            "form": form,
            "standing": _standing(own, Kind.DELETION),
            "is_admitted": is_admitted(own),
            **{fate.value: [each for each in kinds if each.fate is fate] for fate in Fate},
        },
    )


@require_POST
def withdraw(request: HttpRequest, request_id: int) -> HttpResponse:
    """One thinks better of it."""
    own = cast(User, request.user)
    found = get_object_or_404(requests_of(own), pk=request_id)
    try:
        asking.withdraw(request=found, by=own)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("Your request is withdrawn. Nothing is changed."))
    return _to_the_requests()


def _ask(request: HttpRequest, form, kind: Kind) -> bool:
    own = cast(User, request.user)
    try:
        made = asking.ask(person=own, kind=kind, words=form.cleaned_data["words"], by=own)
    except (Refused, ValidationError) as problem:
        put_on(form, problem)
        return False
    day = dates.long_date(made.due_on, own.language)
    messages.success(
        request, _("The secretariat has your request, and answers by %(day)s.") % {"day": day}
    )
    return True


def _standing(own: User, kind: Kind):
    return own.data_requests.filter(kind=kind, outcome="").first()


def _to_the_requests() -> HttpResponse:
    return redirect(reverse("retention:my_data") + "#anmodninger")

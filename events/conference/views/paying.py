"""The payer's part alone: the participant makes an address and takes it back, and whoever has it fills it in,
without logging in and seeing nothing but names and the price."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.admission.views.doors import personal_link
from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from .. import payer_links
from ..costs import total_of
from ..flows import payer_link
from ..forms.paying import PAYER, PayerPartForm
from ..models import PayerLink
from .present import own, to_receipt

#: Of what is sent: many sit behind one address of a municipality, and one bill is not written over and over.
#: Looking is not counted, here as elsewhere; nobody guesses what is signed.
LIMITS = {"send": "120/h/ip", "write": "20/h/key"}


@require_POST
@members_only
def give_link(request, pk: int) -> HttpResponse:
    """A new address, or none any more."""
    registration = own(request.user, pk)
    takes_back = request.POST.get("svar") == "nej"
    try:
        if takes_back:
            payer_link.take_back(registration=registration, by=request.user)
        else:
            payer_link.make(registration=registration, by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        words = _("The link has been taken back.") if takes_back else _("The link is ready.")
        messages.success(request, words)
    return to_receipt(registration, "#betaler")


@personal_link
@form_page
def payer(request, token: str) -> HttpResponse:
    """Who is on the bill and what it costs, and the form for how it finds its way. A wrong address, an old
    one and one that was taken back are answered alike."""
    if not _may(request, "send"):
        return _gone(request, 429)
    link = payer_links.behind(token)
    if link is None:
        return _gone(request, 410)
    registration = link.registration
    begins = {name: getattr(registration, name) for name in PAYER if name != "payer"}
    form = PayerPartForm(request.POST or None, initial=begins)
    if request.method == "POST" and form.is_valid():
        if not _may(request, "write", f"payer-{link.pk}"):
            form.add_error(
                None, _("This has been saved very often within the hour. Try again later.")
            )
            return _page(request, link, form, status=429)
        try:
            payer_link.fill_in(link=link, **form.cleaned_data, by=None)
        except Refused as refused:
            put_on(form, refused)
        else:
            messages.success(request, _("Thank you. It is kept, and the participant is told."))
            return redirect("conference:payer", token)
    return _page(request, link, form)


def _page(request, link: PayerLink, form: PayerPartForm, status: int = 200) -> HttpResponse:
    rows = payer_links.together(link.registration).select_related("person")
    people = [
        (each.person.name if each.person else "–", total_of(each, each.bookings.all()))
        for each in rows.prefetch_related("bookings")
    ]
    return render(
        request,
        "conference/payer.html",
        {
            "conference": link.registration.conference,
            "payer": link.registration.payer,
            "people": people,
            "total": sum(amount for _name, amount in people),
            "link": link,
            "form": form,
        },
        status=status,
    )


def _gone(request, status: int) -> HttpResponse:
    return render(request, "conference/payer_gone.html", status=status)


def _may(request, action: str, key: str = "") -> bool:
    return bool(
        ratelimit.consume(
            request, app="events.conference", action=action, config=LIMITS, key=key or None
        )
    )

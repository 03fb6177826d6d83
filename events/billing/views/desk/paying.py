"""Who pays for a participant, before a bill is written and after."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.conference.enums import OPEN
from events.conference.flows import on_behalf
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from ... import queries
from ...forms.payer import DeskPayerForm
from .gate import conference_of, managers_only, registration_of


@form_page
@managers_only
def payer(request, pk: int, registration_id: int) -> HttpResponse:
    """Correct municipality, number, reference or order number, for one or for several at once."""
    conference = conference_of(request, pk)
    found = registration_of(request, conference, registration_id)
    others = (
        conference.registrations.filter(payer=found.payer, state__in=sorted(OPEN))
        .exclude(pk=found.pk)
        .select_related("person")
        .order_by("person__name_key", "pk")
    )
    form = DeskPayerForm(request.POST or None, registration=found, others=others)
    bills = queries.bill_of(request.user, found)
    if request.method == "POST" and form.is_valid():
        try:
            changed = on_behalf.change_payer(
                registration=found,
                **form.paid_by,
                also=form.cleaned_data.get("also", ()),
                note=form.cleaned_data["note"],
                by=request.user,
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            _say(request, len(changed), bool(bills))
            return redirect("conference_desk:registration", pk, registration_id)
    return render(
        request,
        "billing_desk/payer.html",
        {"conference": conference, "registration": found, "form": form, "bills": bills},
    )


def _say(request, count: int, is_billed: bool) -> None:
    if not count:
        messages.info(request, _("It was like that already."))
        return
    words = ngettext(
        "The payer is changed for %(count)d participant.",
        "The payer is changed for %(count)d participants.",
        count,
    )
    messages.success(request, words % {"count": count})
    if is_billed:
        messages.info(
            request, _("There is an invoice already: it waits under Billing to be credited.")
        )

"""Who writes the bills."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from events.conference.queries import current_conference
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on

from ... import queries
from ...flows import selling
from ...forms.selling import SellerForm
from .gate import managers_only


@form_page
@managers_only
def seller(request) -> HttpResponse:
    """What every new document says of its sender."""
    form = SellerForm(request.POST or None, seller=queries.seller())
    if request.method == "POST" and form.is_valid():
        try:
            selling.set_seller(facts=form.cleaned_data, by=request.user)
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            messages.success(request, _("It stands on every document from now on."))
            return redirect("billing_desk:seller")
    return render(
        request, "billing_desk/seller.html", {"form": form, "conference": current_conference()}
    )

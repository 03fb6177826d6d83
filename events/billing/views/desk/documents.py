"""One document at the desk, and that it is paid."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kit.problems import Refused
from portal.ui.refusals import say

from ...flows import paying
from ...forms.paying import PaidForm
from ...neutral import neutral
from ...standing import standing_of
from .gate import conference_of, document_of, managers_only, to_document


@require_safe
@managers_only
def document(request, pk: int, bill_id: int) -> HttpResponse:
    """Everything it says, as a page that can be printed, and its files."""
    conference = conference_of(request, pk)
    found = document_of(request, conference, bill_id)
    return render(
        request,
        "billing_desk/document.html",
        {
            "conference": conference,
            "document": found,
            "bill": neutral(found),
            "standing": standing_of(found),
            "form": PaidForm(),
        },
    )


@require_POST
@managers_only
def paid(request, pk: int, bill_id: int) -> HttpResponse:
    """An invoice is paid, on a day."""
    found = document_of(request, conference_of(request, pk), bill_id)
    form = PaidForm(request.POST)
    if not form.is_valid():
        for error in form.errors.get("paid_on", []):
            messages.error(request, str(error))
        return to_document(found)
    try:
        paying.mark_paid(document=found, paid_on=form.cleaned_data["paid_on"], by=request.user)
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, _("%(number)s is marked as paid.") % {"number": found.number})
    return to_document(found)


@require_POST
@managers_only
def unpaid(request, pk: int, bill_id: int) -> HttpResponse:
    """It was not paid after all."""
    found = document_of(request, conference_of(request, pk), bill_id)
    if paying.take_back(document=found, by=request.user):
        messages.success(request, _("%(number)s is not paid any more.") % {"number": found.number})
    return to_document(found)

"""A file of payments: looked at first, then taken in, all that fits or nothing."""

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from ... import reconciling, statements
from ...flows import paying
from ...forms.paying import FileForm
from ...statements import Entry
from .gate import conference_of, managers_only

SALT = "events.billing.payments"


@form_page
@managers_only
def payments(request, pk: int) -> HttpResponse:
    """The file is read and laid beside the invoices; nothing is kept of it before somebody has looked. What
    was read goes along signed, so that what is taken in is what was shown."""
    conference = conference_of(request, pk)
    if request.method == "POST" and "read" in request.POST:
        return _take_in(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    report, carried = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            entries = statements.read(form.cleaned_data["file"].read())
        except Refused as refused:
            put_on(form, refused, {"no_table": "file", "no_headings": "file", "too_large": "file"})
        else:
            report = reconciling.reconciled(request.user, entries)
            carried = signing.dumps([_plain(each) for each in entries], salt=SALT, compress=True)
    return render(
        request,
        "billing_desk/payments.html",
        {"conference": conference, "form": form, "report": report, "carried": carried},
    )


def _take_in(request, pk: int) -> HttpResponse:
    try:
        carried = signing.loads(request.POST["read"], salt=SALT, max_age=24 * 60 * 60)
        entries = [_entry(*each) for each in carried]
        paid = paying.take_in(entries=entries, token=request.POST.get("token", ""), by=request.user)
    except signing.BadSignature:
        messages.error(request, _("Choose the file again; nothing is marked as paid."))
    except Refused as refused:
        say(request, refused.blockers)
    else:
        words = ngettext(
            "%(count)d invoice is marked as paid.",
            "%(count)d invoices are marked as paid.",
            len(paid),
        )
        messages.success(request, words % {"count": len(paid)})
        return redirect("billing_desk:overview", pk)
    return redirect("billing_desk:payments", pk)


def _plain(entry: Entry) -> list:
    amount = None if entry.amount is None else str(entry.amount)
    day = None if entry.paid_on is None else entry.paid_on.isoformat()
    return [entry.line, entry.number, amount, day]


def _entry(line: int, number: str, amount: str | None, day: str | None) -> Entry:
    return Entry(
        line,
        number,
        None if amount is None else Decimal(amount),
        None if day is None else date.fromisoformat(day),
    )

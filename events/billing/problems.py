"""Why nothing can be billed, marked as paid or decided, as values."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.conference.models import Registration
from portal.kit.problems import Blocker

from .models import Document, Seller
from .rules import may_bill

STALE = Blocker(
    "stale",
    _("The list has changed since you opened it. Look it through again; nothing has been billed."),
)
STALE_FILE = Blocker(
    "stale",
    _(
        "Something has changed since you looked at the file. Look it through again; nothing is marked as "
        "paid."
    ),
)
NOTHING_CHOSEN = Blocker("nothing_chosen", _("Choose what you want to bill."))


def to_bill(seller: Seller | None, user) -> list[Blocker]:
    """Why no document can be issued."""
    if not may_bill(user):
        return [Blocker("not_allowed", _("You may not bill anybody."))]
    if seller is None:
        return [Blocker("no_seller", _("Write first who sends the invoices."))]
    return []


def to_manage(user) -> list[Blocker]:
    return [] if may_bill(user) else [Blocker("not_allowed", _("You may not bill anybody."))]


def to_pay(document: Document, paid_on: date, user) -> list[Blocker]:
    """Why a document cannot be marked as paid."""
    found = to_manage(user)
    if not document.is_invoice:
        found.append(Blocker("no_invoice", _("Only an invoice is paid.")))
    if hasattr(document, "credited_by"):
        found.append(
            Blocker("credited", _("It has been credited, so nothing is to be paid any more."))
        )
    if paid_on > timezone.localdate():
        found.append(Blocker("in_future", _("That day has not come yet.")))
    if paid_on < document.issued_on:
        found.append(Blocker("too_early", _("It had not been issued on that day.")))
    return found


def to_decide(registration: Registration, user) -> list[Blocker]:
    """Why there is nothing to decide about a cancellation."""
    found = to_manage(user)
    if not registration.late_price:
        found.append(
            Blocker("not_late", _("It was given back in time, so there is nothing to charge."))
        )
    return found

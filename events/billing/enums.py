from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a document is. Each kind is numbered by itself, anew each year."""

    INVOICE = "invoice", _("invoice")
    CREDIT_NOTE = "credit_note", _("credit note")


#: What a document's number begins with.
LETTERS = {Kind.INVOICE: "F", Kind.CREDIT_NOTE: "K"}


class Vat(models.TextChoices):
    """How the seller's services are taxed. Prices are what is paid in the end, so VAT is a part of them."""

    EXEMPT = "exempt", _("exempt from VAT")
    STANDARD = "standard", _("25 % VAT, contained in the prices")


RATES = {Vat.EXEMPT: Decimal(0), Vat.STANDARD: Decimal(25)}


class Source(models.TextChoices):
    """How the secretariat knows that a document is paid."""

    HAND = "hand", _("by hand")
    FILE = "file", _("from a file")


#: What a line is about, where it is no part of the conference.
SEAT, LATE = 0, -1
#: A municipality's account at a Danish bank.
BANK_REGISTRATION, BANK_ACCOUNT = r"^\d{4}$", r"^\d{1,10}$"

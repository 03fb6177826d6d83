from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.conference.models import Conference, Registration
from members.municipalities.models import Municipality
from portal.ui.validators import no_cpr

from ..enums import Kind, Vat


class Document(models.Model):
    """An invoice to one payer, or the credit note that takes one back. All it says is written down when it is
    issued and never changed: the database refuses it (see the migration), but for a name that is taken out
    when somebody is erased. A wrong one is credited, and another is issued."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("serial number"))
    number = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    credits = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="credited_by",
        verbose_name=_("takes back"),
    )
    subject = models.CharField(_("subject"), max_length=200, validators=[no_cpr])
    issued_on = models.DateField(_("issued"))
    due_on = models.DateField(_("to be paid by"), null=True, blank=True)
    payer = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("payer")
    )
    payer_name = models.CharField(_("payer's name"), max_length=120, validators=[no_cpr])
    ean = models.CharField(_("EAN number"), max_length=13)
    payer_reference = models.CharField(
        _("reference at the payer"), max_length=100, validators=[no_cpr]
    )
    order_number = models.CharField(
        _("order number"), max_length=60, blank=True, validators=[no_cpr]
    )
    #: The seller as it stood, by the names of `Seller`.
    seller = models.JSONField(_("seller"))
    vat = models.CharField(_("VAT"), max_length=10, choices=Vat)
    vat_reason = models.CharField(
        _("why it is exempt"), max_length=200, blank=True, validators=[no_cpr]
    )
    total = models.DecimalField(_("sum"), max_digits=11, decimal_places=2)
    #: Names what it was made of, so that one click is done once (`due.Due.token`).
    token = models.CharField(max_length=32, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("issued by"),
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        ordering = ["-issued_on", "-pk"]
        verbose_name = _("billing document")
        verbose_name_plural = _("billing documents")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year", "serial"], name="a_document_has_its_own_number"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.CREDIT_NOTE, credits__isnull=False, due_on__isnull=True)
                | Q(kind=Kind.INVOICE, credits__isnull=True, due_on__isnull=False),
                name="a_credit_note_takes_an_invoice_back",
            ),
            models.CheckConstraint(condition=Q(total__gt=0), name="a_document_is_about_money"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("billing:document", args=[self.pk])

    @property
    def is_invoice(self) -> bool:
        return self.kind == Kind.INVOICE


class Line(models.Model):
    """What one participant is charged for, in the words of the day it was issued."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField(_("order"))
    registration = models.ForeignKey(
        Registration, on_delete=models.SET_NULL, null=True, blank=True, related_name="bill_lines"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="bill_lines",
        verbose_name=_("participant"),
    )
    name = models.CharField(_("participant's name"), max_length=200, validators=[no_cpr])
    #: SEAT, LATE or the number of a part of the conference.
    thing = models.IntegerField(_("what it is for"))
    title = models.CharField(_("text"), max_length=300, validators=[no_cpr])
    amount = models.DecimalField(_("amount"), max_digits=9, decimal_places=2)

    class Meta:
        ordering = ["order"]
        verbose_name = _("line of a document")
        verbose_name_plural = _("lines of documents")
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="lines_stand_in_order"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_line_is_about_money"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.order}"

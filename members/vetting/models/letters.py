from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.admission.enums import RejectionReason
from members.admission.models import Application
from portal.notices.models import OutgoingMail
from portal.ui.validators import no_cpr

from ..enums import LetterKind


class LetterText(models.Model):
    """A version of what a kind of letter says, with named places; the newest one is used. Letters that
    have been sent keep what they said."""

    kind = models.CharField(_("letter"), max_length=10, choices=LetterKind)
    number = models.PositiveSmallIntegerField(_("version"))
    subject = models.CharField(_("subject"), max_length=150, validators=[no_cpr])
    body = models.TextField(_("text"), max_length=6000, validators=[no_cpr])
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        ordering = ["kind", "-number"]
        verbose_name = _("letter's text")
        verbose_name_plural = _("letters' texts")
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="one_letter_text_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.number})"


class Letter(models.Model):
    """One letter about a case. While it is a draft, `subject` and `body` have their places in braces and
    the case's own words stand beside them; as it is sent the places are filled, and nothing of it is
    changed again."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(_("letter"), max_length=10, choices=LetterKind)
    subject = models.CharField(_("subject"), max_length=300, validators=[no_cpr])
    body = models.TextField(_("text"), max_length=12000, validators=[no_cpr])
    reason = models.CharField(_("reason"), max_length=20, choices=RejectionReason, blank=True)
    text = models.TextField(_("own words"), max_length=4000, blank=True, validators=[no_cpr])
    remedy = models.TextField(
        _("what the applicant may do about it"), max_length=2000, blank=True, validators=[no_cpr]
    )
    due_on = models.DateField(_("last day to answer"), null=True, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    drafted_at = models.DateTimeField(_("written"), default=timezone.now)
    recipient = models.EmailField(_("recipient"), blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    #: As long as the outbox keeps it; whether it arrived is seen there.
    mail = models.ForeignKey(
        OutgoingMail, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, recipient="")
                | (Q(sent_at__isnull=False) & ~Q(recipient="") & ~Q(subject="") & ~Q(body="")),
                name="sent_letter_is_whole",
            ),
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=Q(sent_at__isnull=True),
                name="one_draft_of_a_kind_a_case",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.admission.enums import RejectionReason
from members.admission.models import Application
from portal.ui.validators import no_cpr

from ..enums import Outcome, Word


class Note(models.Model):
    """What those who vet write to each other about a case; the applicant never sees it on a page."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=4000, validators=[no_cpr])
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return f"{self.written_at:%Y-%m-%d}"


class Signature(models.Model):
    """A second vetter stands behind an outcome, so that one who has to do with the municipality may
    decide."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="signatures"
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("signed by"),
    )
    signed_at = models.DateTimeField(_("signed"), default=timezone.now)

    class Meta:
        ordering = ["signed_at", "pk"]
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "outcome", "signed_by"], name="one_signature_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.signed_by}: {self.get_outcome_display()}"


class Vouching(models.Model):
    """A member of the applicant's municipality is asked whether the applicant is one of theirs."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="vouchings")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="vouchings",
        verbose_name=_("member"),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    word = models.CharField(_("answer"), max_length=5, choices=Word, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("word of a member")
        verbose_name_plural = _("words of members")
        constraints = [
            models.UniqueConstraint(fields=["application", "member"], name="asked_once_each"),
            models.CheckConstraint(
                condition=Q(word="", answered_at__isnull=True)
                | (~Q(word="") & Q(answered_at__isnull=False)),
                name="members_word_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_word_display() or '–'}"


class Decision(models.Model):
    """What was decided, on what grounds, by whom and by which rules: written once, never changed. Desk and
    applicant read the same words."""

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, related_name="decision"
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=20, choices=RejectionReason, blank=True)
    text = models.TextField(_("reasons"), max_length=4000, blank=True, validators=[no_cpr])
    remedy = models.TextField(
        _("what the applicant may do about it"), max_length=2000, blank=True, validators=[no_cpr]
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    co_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed by"),
    )
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)
    #: The version of the rules of membership that the case was judged by.
    rules_version = models.PositiveSmallIntegerField(
        _("version of the rules"), null=True, blank=True
    )

    class Meta:
        ordering = ["-decided_at"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=Outcome.ADMITTED, reason="", text="")
                | (Q(outcome=Outcome.REJECTED) & ~Q(reason="") & ~Q(text="")),
                name="decision_to_reject_carries_its_reasons",
            ),
            models.CheckConstraint(
                condition=Q(co_signed_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(co_signed_by=F("decided_by")),
                name="nobody_signs_their_own_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"

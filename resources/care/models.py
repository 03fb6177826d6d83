"""Who answers for material, what readers say of it, and what is looked at again when a rule has changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr
from resources.library.models import Guide, LegalBasis, Version

from .enums import Check, Licence, Outcome


class Care(models.Model):
    """Who answers for one piece of material, when it is to be looked at again, and where it comes from."""

    guide = models.OneToOneField(Guide, on_delete=models.CASCADE, related_name="care")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="owned_material",
        verbose_name=_("owner"),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("deputy of the owner"),
    )
    review_on = models.DateField(_("is looked at again at the latest on"), null=True, blank=True)
    reviewed_on = models.DateField(_("last looked at"), null=True, blank=True)
    #: The day that they were told about; another day is told anew.
    told_of = models.DateField(_("told that it is due"), null=True, blank=True, editable=False)
    source = models.CharField(
        _("where it comes from"), max_length=300, blank=True, validators=[no_cpr]
    )
    source_link = models.URLField(_("address of the original"), blank=True)
    licence = models.CharField(_("licence"), max_length=10, choices=Licence, blank=True)
    licence_words = models.CharField(
        _("licence in words"), max_length=200, blank=True, validators=[no_cpr]
    )

    class Meta:
        verbose_name = _("care for material")
        verbose_name_plural = _("care for material")
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(deputy__isnull=True) | ~Q(owner=F("deputy")),
                name="the_deputy_is_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(licence__in=["", *Licence.values]), name="licence_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(licence=Licence.OTHER) | ~Q(licence_words=""),
                name="another_licence_is_put_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide_id}"

    @property
    def is_due(self) -> bool:
        return self.review_on is not None and self.review_on <= timezone.localdate()


class Opinion(models.Model):
    """Whether a version helped one of its readers. How many say so is counted; who does, nobody sees."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="opinions"
    )
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="opinions")
    helped = models.BooleanField(_("it helped"))
    words = models.TextField(
        _("a word to the owner"), max_length=1000, blank=True, validators=[no_cpr]
    )
    said_at = models.DateTimeField(_("said"), default=timezone.now)

    class Meta:
        ordering = ["-said_at", "-pk"]
        verbose_name = _("opinion of a version")
        verbose_name_plural = _("opinions of versions")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version"], name="one_opinion_of_each_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.version_id}"


class Report(models.Model):
    """That somebody finds something in material out of date, and what came of it."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="material_reports"
    )
    words = models.TextField(_("what is out of date"), max_length=2000, validators=[no_cpr])
    created_at = models.DateTimeField(_("reported"), default=timezone.now)
    outcome = models.CharField(
        _("what came of it"), max_length=10, choices=Outcome, default=Outcome.WAITS
    )
    answer = models.TextField(
        _("a word to the one who reported it"), max_length=1000, blank=True, validators=[no_cpr]
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("report that material is out of date")
        verbose_name_plural = _("reports that material is out of date")
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_report_says_what"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITS, settled_at__isnull=True)
                | (
                    ~Q(outcome=Outcome.WAITS)
                    & Q(outcome__in=Outcome.values)
                    & Q(settled_at__isnull=False)
                    & ~Q(answer="")
                ),
                name="a_report_is_settled_with_an_answer",
            ),
            models.UniqueConstraint(
                fields=["guide", "person"],
                condition=Q(outcome=Outcome.WAITS),
                name="one_open_report_of_each_guide",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.guide_id}"

    @property
    def waits(self) -> bool:
        return self.outcome == Outcome.WAITS


class RuleChange(models.Model):
    """That a rule is another one from a day on: what rests on it is looked at again, piece by piece."""

    basis = models.ForeignKey(
        LegalBasis, on_delete=models.PROTECT, related_name="+", verbose_name=_("legal basis")
    )
    words = models.CharField(_("what has changed in the rule"), max_length=300, validators=[no_cpr])
    since = models.DateField(_("from"))
    created_at = models.DateTimeField(_("noted"), default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("change of a rule")
        verbose_name_plural = _("changes of rules")
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_rule_change_says_what")
        ]

    def __str__(self) -> str:
        return f"{self.basis}"

    @property
    def is_in_force(self) -> bool:
        return self.since <= timezone.localdate()


class Recheck(models.Model):
    """One piece that rests on a rule that has changed: material, or something of a room above, known as
    `answer:17`."""

    change = models.ForeignKey(RuleChange, on_delete=models.CASCADE, related_name="rechecks")
    guide = models.ForeignKey(
        Guide, on_delete=models.CASCADE, null=True, blank=True, related_name="rechecks"
    )
    subject = models.CharField(max_length=40, blank=True, editable=False)
    outcome = models.CharField(
        _("what came of it"), max_length=10, choices=Check, default=Check.WAITS
    )
    checked_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("looked at by"),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("piece to look at again")
        verbose_name_plural = _("pieces to look at again")
        constraints = [
            models.CheckConstraint(
                condition=Q(guide__isnull=False, subject="")
                | (Q(guide__isnull=True) & ~Q(subject="")),
                name="a_recheck_is_of_one_piece",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Check.WAITS, checked_at__isnull=True)
                | (
                    ~Q(outcome=Check.WAITS)
                    & Q(outcome__in=Check.values)
                    & Q(checked_at__isnull=False)
                ),
                name="a_recheck_is_done_at_a_time",
            ),
            models.UniqueConstraint(fields=["change", "guide"], name="a_guide_is_rechecked_once"),
            models.UniqueConstraint(
                fields=["change", "subject"],
                condition=~Q(subject=""),
                name="a_subject_is_rechecked_once",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or f"guide:{self.guide_id}"

    @property
    def waits(self) -> bool:
        return self.outcome == Check.WAITS

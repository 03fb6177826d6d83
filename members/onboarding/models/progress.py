from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr

from ..enums import CheckUp, News
from .track import Step, Track


class Onboarding(models.Model):
    """A new member's first months, and the buddy who helps."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="onboarding"
    )
    track = models.ForeignKey(
        Track, on_delete=models.PROTECT, related_name="onboardings", verbose_name=_("track")
    )
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    buddy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="helped_onboardings",
        verbose_name=_("buddy"),
    )

    class Meta:
        verbose_name = _("onboarding")
        verbose_name_plural = _("onboardings")
        constraints = [
            models.CheckConstraint(
                condition=Q(buddy__isnull=True) | ~Q(buddy=models.F("person")),
                name="nobody_is_their_own_buddy",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class StepDone(models.Model):
    """That a member has done a step, when, and with what: `about` names it (`version:12`), as the room
    that noticed it does. What comes later, such as a new version, does not undo it."""

    onboarding = models.ForeignKey(Onboarding, on_delete=models.CASCADE, related_name="done")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="done")
    done_at = models.DateTimeField(_("done"), default=timezone.now)
    about = models.CharField(_("with what"), max_length=60, blank=True, default="")

    class Meta:
        verbose_name = _("step done")
        verbose_name_plural = _("steps done")
        constraints = [
            models.UniqueConstraint(fields=["onboarding", "step"], name="a_step_is_done_once")
        ]

    def __str__(self) -> str:
        return f"{self.onboarding}: {self.step}"


class Check(models.Model):
    """That the secretariat has asked a newcomer how it goes, after 30 and after 90 days."""

    onboarding = models.ForeignKey(Onboarding, on_delete=models.CASCADE, related_name="checks")
    after = models.PositiveSmallIntegerField(_("after how many days"), choices=CheckUp)
    done_at = models.DateTimeField(_("when"), default=timezone.now)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    note = models.TextField(_("note"), max_length=1000, blank=True, validators=[no_cpr])

    class Meta:
        ordering = ["after"]
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        constraints = [
            models.UniqueConstraint(fields=["onboarding", "after"], name="one_check_of_a_kind"),
            models.CheckConstraint(
                condition=Q(after__in=CheckUp.values), name="checked_after_known_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.onboarding}: {self.after}"


class Told(models.Model):
    """That somebody has been told of an onboarding: the newcomer who has come no further since `steps`
    were done, for the `stage`th time, or the secretariat of a check that is due. Whoever makes the row
    tells, so that nobody is told twice."""

    onboarding = models.ForeignKey(Onboarding, on_delete=models.CASCADE, related_name="told")
    news = models.CharField(_("of what"), max_length=10, choices=News)
    stage = models.PositiveSmallIntegerField(_("time"))
    steps = models.PositiveSmallIntegerField(_("steps done"), default=0)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("told of an onboarding")
        verbose_name_plural = _("told of onboardings")
        constraints = [
            models.UniqueConstraint(
                fields=["onboarding", "news", "stage", "steps"], name="onboarding_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.onboarding_id} {self.news} {self.stage}"

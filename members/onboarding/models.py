from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr

from .enums import BY_WORD, Deed


class Step(models.Model):
    """One thing a new member does first. The secretariat writes them; `deed` says what ticks it."""

    order = models.PositiveSmallIntegerField(_("order"), unique=True)
    title = models.CharField(_("title"), max_length=120, validators=[no_cpr])
    text = models.CharField(_("what it is about"), max_length=300, blank=True, validators=[no_cpr])
    deed = models.CharField(_("ticked when"), max_length=30, choices=Deed)
    target = models.CharField(
        _("leads to"), max_length=200, blank=True, help_text=_("An address in the portal.")
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["order"]
        verbose_name = _("onboarding step")
        verbose_name_plural = _("onboarding steps")

    def __str__(self) -> str:
        return self.title

    @property
    def waits_for_a_word(self) -> bool:
        return self.deed in BY_WORD


class Onboarding(models.Model):
    """A new member's first months, and the buddy who helps."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="onboarding"
    )
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
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

    def __str__(self) -> str:
        return str(self.person)


class StepDone(models.Model):
    """That a member has done a step, when, and with what: `about` names it (`version:12`), as the room
    that noticed it does."""

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

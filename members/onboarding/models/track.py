from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.people.enums import PostRole
from portal.ui.validators import no_cpr

from ..enums import BY_WORD, Deed


class Track(models.Model):
    """Ordered steps for one kind of newcomer. The secretariat composes them; whoever has begun keeps the
    track they began on, until somebody changes it for them."""

    name = models.CharField(_("name"), max_length=80, unique=True, validators=[no_cpr])
    role = models.CharField(
        _("for those who become"),
        max_length=10,
        choices=PostRole,
        blank=True,
        help_text=_("Everybody whose role has no track of its own gets the usual one."),
    )
    is_default = models.BooleanField(_("the usual one"), default=False)

    class Meta:
        ordering = ["-is_default", "name"]
        verbose_name = _("onboarding track")
        verbose_name_plural = _("onboarding tracks")
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_usual_track"
            ),
            models.UniqueConstraint(
                fields=["role"], condition=~Q(role=""), name="one_track_a_role"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """One thing a new member does first. The secretariat writes them; `deed` says what ticks it, and
    `subject` what the deed must be about (`guide:7`), when it is not all the same."""

    track = models.ForeignKey(
        Track, on_delete=models.PROTECT, related_name="steps", verbose_name=_("track")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=120, validators=[no_cpr])
    text = models.CharField(_("what it is about"), max_length=300, blank=True, validators=[no_cpr])
    deed = models.CharField(_("ticked when"), max_length=30, choices=Deed)
    subject = models.CharField(_("which one"), max_length=40, blank=True, default="")
    target = models.CharField(
        _("leads to"), max_length=200, blank=True, help_text=_("An address in the portal.")
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["track", "order"]
        verbose_name = _("onboarding step")
        verbose_name_plural = _("onboarding steps")
        constraints = [
            models.UniqueConstraint(fields=["track", "order"], name="one_step_a_place"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def waits_for_a_word(self) -> bool:
        return self.deed in BY_WORD

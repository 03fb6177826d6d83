from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kit.spans import NoOverlap
from portal.ui.validators import no_cpr

from .account import User


class Absence(models.Model):
    """Leave: from one day until another (half-open, open-ended when nobody knows yet). The person is a
    member all the while; a colleague may stand in."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until (first day back)"), null=True, blank=True)
    deputy = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stands_in",
        verbose_name=_("deputy"),
    )
    note = models.CharField(_("note"), max_length=200, blank=True, validators=[no_cpr])

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("leave")
        verbose_name_plural = _("leaves")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="leave_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("person")),
                name="nobody_stands_in_for_themself",
            ),
            NoOverlap(
                fields=["person"], starts="starts_on", ends="ends_on", name="one_leave_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.starts_on:%Y-%m-%d})"

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on <= timezone.localdate()


def _at(words) -> models.DateTimeField:
    return models.DateTimeField(words, null=True, blank=True)


def _by(words, name: str) -> models.ForeignKey:
    return models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name=name,
        verbose_name=words,
    )


class Suspension(models.Model):
    """That a member is shut out for a time, for a reason, and after having been heard: proposed, heard, in
    force, lifted. A proposal that comes to nothing is lifted without having been in force.

    While it is in force the person is no member (`rules.standing`, `queries.members`), and has been
    admitted all the same.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="suspensions")
    reason = models.TextField(_("reason"), max_length=4000, blank=True, validators=[no_cpr])
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    proposed_by = _by(_("proposed by"), "proposed_suspensions")
    due_on = models.DateField(_("to be answered by"), null=True, blank=True)
    statement = models.TextField(
        _("the member's answer"), max_length=4000, blank=True, validators=[no_cpr]
    )
    heard_at = _at(_("heard"))
    heard_by = _by(_("heard by"), "heard_suspensions")
    in_force_at = _at(_("in force"))
    in_force_by = _by(_("put in force by"), "enforced_suspensions")
    lifted_at = _at(_("lifted"))
    lifted_by = _by(_("lifted by"), "lifted_suspensions")

    class Meta:
        ordering = ["proposed_at", "pk"]
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(lifted_at__isnull=True),
                name="one_suspension_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(heard_at__isnull=True) | Q(heard_at__gte=F("proposed_at")),
                name="heard_after_it_was_proposed",
            ),
            models.CheckConstraint(
                condition=Q(in_force_at__isnull=True)
                | Q(heard_at__isnull=False, in_force_at__gte=F("heard_at")),
                name="nobody_is_suspended_unheard",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True)
                | Q(lifted_at__gte=F("proposed_at"), in_force_at__isnull=True)
                | Q(in_force_at__isnull=False, lifted_at__gte=F("in_force_at")),
                name="lifted_after_it_was_in_force",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{deed}_by__isnull": True})
                    | Q(**{f"{deed}_at__isnull": False}),
                    name=f"suspension_{deed}_by_has_its_time",
                )
                for deed in ("heard", "in_force", "lifted")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.proposed_at:%Y-%m-%d})"

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HandOver(models.Model):
    """A duty that somebody held when they left: what it was, until the secretariat has given it to another
    or said that nobody needs to take it. `kind` and `number` are those of `people.duties`."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="handed_over"
    )
    kind = models.CharField(_("kind"), max_length=30)
    number = models.BigIntegerField(_("number"))
    words = models.CharField(_("what it is"), max_length=200)
    url = models.CharField(_("where it is seen to"), max_length=200, blank=True)
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="settled_hand_overs",
        verbose_name=_("settled by"),
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="taken_over",
        verbose_name=_("taken over by"),
    )

    class Meta:
        ordering = ["noted_at", "pk"]
        verbose_name = _("duty to hand over")
        verbose_name_plural = _("duties to hand over")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "number"],
                condition=Q(settled_at__isnull=True),
                name="a_duty_is_handed_over_once",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=False) | Q(settled_by__isnull=True, to__isnull=True),
                name="open_hand_over_is_nobodys",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

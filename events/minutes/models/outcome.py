from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr

from .minutes import Section


class Decision(models.Model):
    """What was decided under a point."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="decisions")
    text = models.CharField(_("decision"), max_length=500, validators=[no_cpr])

    class Meta:
        ordering = ["pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return self.text


class ToDo(models.Model):
    """What somebody has promised to do, and by when. Without an owner it waits for whoever takes it on."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="todos")
    text = models.CharField(_("to-do"), max_length=300, validators=[no_cpr])
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="todos",
        verbose_name=_("owner"),
    )
    due_on = models.DateField(_("due"))
    created_at = models.DateTimeField(_("noted"), default=timezone.now)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    #: The owner was told, and reminded the working day before it is due; each once.
    given_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("to-do")
        verbose_name_plural = _("to-dos")

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("minutes:todo", args=[self.pk])

    @property
    def is_overdue(self) -> bool:
        return self.done_at is None and self.due_on < timezone.localdate()

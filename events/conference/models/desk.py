import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr

from ..enums import Selection
from .conference import Conference
from .parts import Part
from .registration import Registration


class Note(models.Model):
    """Why the secretariat did something on somebody's behalf, or moved them in a line. The trail names the
    note by its number, for it keeps no text."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=500, validators=[no_cpr])
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
        return f"#{self.pk}"


class GroupLetter(models.Model):
    """A letter that the secretariat has sent to some of the participants. `key` is made with the form, so
    that a form sent twice is one letter."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="letters")
    selection = models.CharField(_("to whom"), max_length=10, choices=Selection)
    part = models.ForeignKey(Part, on_delete=models.SET_NULL, null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=120, validators=[no_cpr])
    body = models.TextField(_("letter"), max_length=4000, validators=[no_cpr])
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    count = models.PositiveIntegerField(_("recipients"), default=0)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("letter to participants")
        verbose_name_plural = _("letters to participants")

    def __str__(self) -> str:
        return self.subject

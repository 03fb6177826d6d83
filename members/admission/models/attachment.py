import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr

from .application import Application
from .exchange import Exchange


def place_of(attachment: "Attachment", name: str) -> str:
    """Where the storage keeps it: under a name that says nothing."""
    return f"admission/{uuid.uuid4().hex}.pdf"


class Attachment(models.Model):
    """A PDF that the applicant sends along: one with the application, and one with each answer. It is read
    by the guard on its way in, and its words are kept nowhere."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="attachments"
    )
    #: The answer it came with; none for the one that belongs to the application itself.
    exchange = models.ForeignKey(
        Exchange, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    file = models.FileField(_("file"), upload_to=place_of, max_length=100)
    name = models.CharField(_("name"), max_length=200, validators=[no_cpr])
    size = models.PositiveIntegerField(_("size"))
    added_at = models.DateTimeField(_("attached"), default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(exchange__isnull=True),
                name="one_attachment_an_application",
            ),
            models.UniqueConstraint(fields=["exchange"], name="one_attachment_an_answer"),
        ]

    def __str__(self) -> str:
        return self.name

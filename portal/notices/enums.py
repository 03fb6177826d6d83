from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """The life of a mail. SENDING is a worker's claim; the sweeper frees a dead worker's."""

    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")

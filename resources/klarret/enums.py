"""What the secretariat has answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reply(models.TextChoices):
    """How far an offer or a report is."""

    WAITS = "waits", _("not answered yet")
    YES = "yes", _("yes, thank you")
    NO = "no", _("no, thank you")

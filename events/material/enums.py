from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """What the material is for: to come prepared, or to look up what was said."""

    BEFORE = "before", _("before the meeting")
    AFTER = "after", _("after the meeting")
